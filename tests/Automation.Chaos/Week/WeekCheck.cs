using System.Text.Json;
using Automation.Fleet;

namespace Automation.Chaos.Week;

/// <summary>
/// What has to be true after each simulated day, and at the end: that of the other plans (<see cref="FinalStateCheck"/>), with the retention of the ledger,
/// and with repositories that come, go and change their names.
/// </summary>
internal sealed class WeekCheck(RunningFleet fleet, TextWriter output)
{
    private const string Partner = "partner";

    // As documented: repositories of the catalog, archived ones left out.
    private static readonly string[] NoSources = [RunningFleet.Catalog, RunningFleet.GitOps];

    public async Task<IReadOnlyList<string>> RunAsync(DateTimeOffset now, TimeSpan keep, CancellationToken cancellationToken)
    {
        var violations = new List<string>(await LedgerAsync(now, keep, cancellationToken));
        var sources = new List<(string Name, string Branch)>();
        using var gitHub = await GitHubReader.CreateAsync(fleet.GitHub, "acme", cancellationToken);
        using var partner = await GitHubReader.CreateAsync(fleet.GitHub, Partner, cancellationToken);
        var heads = await fleet.GitHub.ReadAsync("/week/heads", cancellationToken);
        foreach (var reader in new[] { gitHub, partner })
        {
            var repositories = await reader.AllAsync("/installation/repositories", "repositories", cancellationToken);
            var ids = repositories.ToDictionary(Name, r => r.GetProperty("id").GetInt64(), StringComparer.Ordinal);
            string[] active = [.. repositories.Where(r => !r.GetProperty("archived").GetBoolean()).Select(Name)];
            sources.AddRange(active.Except(NoSources).Select(n => (n, "main")));
            violations.AddRange(await new PullRequestCheck(reader, (name, number) => HeadsOf(heads, ids[name], number)).RunAsync(
                active.Where(r => r != RunningFleet.GitOps), output, cancellationToken));
        }

        string[] names = [.. sources.Select(s => s.Name).Order(StringComparer.Ordinal)];
        violations.AddRange(await new ArtifactCheck(gitHub, fleet.Folder, output, partner).RunAsync(names, cancellationToken));
        return violations;
    }

    // A delivery is in the ledger for as long as it is kept, and not much longer.
    private async Task<IReadOnlyList<string>> LedgerAsync(DateTimeOffset now, TimeSpan keep, CancellationToken cancellationToken)
    {
        var answered = (await fleet.GitHub.ReadAsync("/week/answered", cancellationToken)).EnumerateObject()
            .Select(a => (Id: a.Name, At: a.Value.GetDateTimeOffset())).ToList();
        string[] kept = [.. answered.Where(a => a.At > now - keep + TimeSpan.FromHours(1)).Select(a => a.Id)];
        return await new DeliveryCheck(fleet, kept, output) { Expired = [.. answered.Where(a => a.At < now - keep - TimeSpan.FromHours(4)).Select(a => a.Id)] }
            .RunAsync(cancellationToken);
    }

    private static string Name(JsonElement repository) => repository.GetProperty("full_name").GetString()!;

    private static IEnumerable<string> HeadsOf(JsonElement heads, long repository, int number) =>
        heads.TryGetProperty($"{repository}/{number}", out var found) ? found.EnumerateArray().Select(h => h.GetString()!) : [];
}
