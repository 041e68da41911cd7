using System.Text;
using Automation.Fleet;

namespace Automation.Chaos;

/// <summary>
/// Each service that the final repositories describe has exactly one pull request in the GitOps repository, open, whose files name its last owner. Services
/// that were removed have at most one, which is closed.
/// </summary>
internal sealed class ProposalCheck(GitHubReader gitHub, TextWriter output)
{
    private const string Prefix = "automation/gitops/deploy/";

    public async Task<IReadOnlyList<string>> RunAsync(IReadOnlyList<string> sources, CancellationToken cancellationToken)
    {
        var owners = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var source in sources)
        {
            var files = await gitHub.FilesAsync(source, "main", cancellationToken);
            foreach (var (_, sha) in files.Where(f => f.Path.EndsWith("catalog-info.yaml", StringComparison.Ordinal)))
            {
                var lines = Encoding.UTF8.GetString(await gitHub.BlobAsync(source, sha, cancellationToken)).Split('\n');
                owners.Add(Value(lines, "  name: "), Value(lines, "  owner: "));
            }
        }

        var proposals = (await gitHub.AllAsync($"/repos/{RunningFleet.GitOps}/pulls?state=all", null, cancellationToken))
            .Select(p => (
                Head: p.GetProperty("head").GetProperty("ref").GetString()!,
                Sha: p.GetProperty("head").GetProperty("sha").GetString()!,
                IsOpen: p.GetProperty("state").GetString() == "open"))
            .ToLookup(p => p.Head, StringComparer.Ordinal);
        output.WriteLine($"  GitOps: {proposals.Count} services with a pull request, {owners.Count} services");
        var violations = new List<string>();
        foreach (var (name, owner) in owners)
        {
            violations.AddRange(proposals[Prefix + name].ToList() switch
            {
                [{ IsOpen: true } only] => await OfFilesAsync(name, owner, only.Sha, cancellationToken),
                var all => [$"{all.Count(p => p.IsOpen)} open and {all.Count(p => !p.IsOpen)} closed pull requests deploy {name}; it has to be one open one"],
            });
        }

        foreach (var gone in proposals.Where(p => !owners.ContainsKey(p.Key[Prefix.Length..]) && (p.Count() > 1 || p.First().IsOpen)))
        {
            violations.Add($"{gone.Key}: {gone.Count()} pull requests, {gone.Count(p => p.IsOpen)} of them open, for a service that is gone");
        }

        return violations;
    }

    private async Task<IReadOnlyList<string>> OfFilesAsync(string name, string owner, string head, CancellationToken cancellationToken)
    {
        var files = await gitHub.FilesAsync(RunningFleet.GitOps, head, cancellationToken);
        foreach (var (_, sha) in files.Where(f => f.Path.StartsWith($"apps/{name}/", StringComparison.Ordinal)))
        {
            if (Encoding.UTF8.GetString(await gitHub.BlobAsync(RunningFleet.GitOps, sha, cancellationToken)).Contains(owner, StringComparison.Ordinal))
            {
                return [];
            }
        }

        return [$"no file of the pull request that deploys {name} names its owner, {owner}"];
    }

    private static string Value(string[] lines, string key) => lines.First(l => l.StartsWith(key, StringComparison.Ordinal))[key.Length..].Trim();
}
