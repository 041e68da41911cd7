using Automation.Fleet;

namespace Automation.Chaos;

/// <summary>
/// Holds what GitHub and the ledger show in the end against what was promised for what was accepted. It knows nothing of how the product plans its work.
/// </summary>
internal sealed class FinalStateCheck(RunningFleet fleet, Sender sender, Traffic traffic, TextWriter output)
{
    public async Task<IReadOnlyList<string>> RunAsync(CancellationToken cancellationToken)
    {
        using var gitHub = await GitHubReader.CreateAsync(fleet.GitHub, cancellationToken);
        string[] repositories =
        [
            .. (await gitHub.AllAsync("/installation/repositories", "repositories", cancellationToken)).Select(r => r.GetProperty("full_name").GetString()!),
        ];
        string[] sources = [.. repositories.Where(r => r is not (RunningFleet.Catalog or RunningFleet.GitOps)).Order(StringComparer.Ordinal)];
        var pulls = new PullRequestCheck(gitHub, traffic.HeadsOf);
        return
        [
            .. await new DeliveryCheck(fleet, [.. sender.Accepted.Keys], output).RunAsync(cancellationToken),
            .. await pulls.RunAsync(repositories.Where(r => r != RunningFleet.GitOps), output, cancellationToken),
            .. await new ArtifactCheck(gitHub, fleet.Folder, output).RunAsync(sources, cancellationToken),
            .. await new ProposalCheck(gitHub, output).RunAsync(sources, cancellationToken),
        ];
    }
}
