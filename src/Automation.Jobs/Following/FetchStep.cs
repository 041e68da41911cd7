using System.Collections.Concurrent;
using Automation.Catalog.Artifact;
using Automation.GitHub.Access;
using Automation.GitHub.Trees;
using Automation.Jobs.Catalogs;

namespace Automation.Jobs.Following;

/// <summary>
/// Has at hand what reading sources will ask of GitHub: lists the files of many at a time, and fetches those that the catalog does not know, by the hundred as far as
/// that goes.
/// </summary>
/// <param name="usage">What is left of GitHub's limit.</param>
/// <param name="cache">Keeps what is read.</param>
/// <param name="keptCalls">How many of the hour's calls are left to pull requests.</param>
/// <param name="clock">The time.</param>
internal sealed class FetchStep(GitHubUsage usage, BlobCache cache, int keptCalls, TimeProvider clock)
{
    /// <summary>How many repositories are read at a time; GitHub counts more against a secondary limit.</summary>
    private const int AtATime = 8;

    public async Task RunAsync(IReadOnlyList<(GitHubSource Source, InstallationAccess Access)> sources, ArtifactReader previous, CancellationToken cancellationToken)
    {
        var missing = new ConcurrentBag<(InstallationAccess Access, WantedBlob Blob)>();
        await EachAsync(
            sources,
            async (source, token) =>
            {
                foreach (var blob in await source.Source.ListAsync(previous, token))
                {
                    missing.Add((source.Access, blob));
                }
            },
            cancellationToken);
        foreach (var blobs in missing.GroupBy(m => m.Access, m => m.Blob))
        {
            await new BlobBatches(blobs.Key, cache).FetchAsync(blobs, cancellationToken);
        }

        await EachAsync(sources, (source, token) => source.Source.FetchAsync(previous, token), cancellationToken);
    }

    private Task EachAsync(IEnumerable<(GitHubSource, InstallationAccess)> sources, Func<(GitHubSource Source, InstallationAccess Access), CancellationToken, Task> act, CancellationToken cancellationToken) =>
        Parallel.ForEachAsync(
            sources,
            new ParallelOptions { MaxDegreeOfParallelism = AtATime, CancellationToken = cancellationToken },
            async (source, token) =>
            {
                usage.Keep(keptCalls, clock.GetUtcNow());
                await act(source, token);
            });
}
