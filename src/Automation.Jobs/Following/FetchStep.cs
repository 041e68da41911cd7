using System.Collections.Concurrent;
using Automation.Catalog.Artifact;
using Automation.GitHub.Access;
using Automation.GitHub.Trees;
using Automation.Jobs.Sources;

namespace Automation.Jobs.Following;

/// <summary>
/// Prefetches what reading sources needs from GitHub: lists the files of many at a time, and fetches those that are new to the catalog, by the hundred as
/// far as
/// that goes.
/// </summary>
/// <param name="usage">What is left of GitHub's limit.</param>
/// <param name="cache">Keeps what is read.</param>
/// <param name="keptCalls">How many of the hourly calls are reserved for pull requests.</param>
/// <param name="clock">The time.</param>
internal sealed class FetchStep(GitHubUsage usage, BlobCache cache, int keptCalls, TimeProvider clock)
{
    /// <summary>How many repositories are read at a time; GitHub counts more against a secondary limit.</summary>
    private const int AtATime = 8;

    public async Task RunAsync(
        IReadOnlyList<(GitHubSource Source, InstallationAccess Access)> sources, StoredCatalog previous, CancellationToken cancellationToken)
    {
        var missing = new ConcurrentBag<(GitHubSource Source, InstallationAccess Access, IReadOnlyList<WantedBlob> Blobs)>();
        await EachAsync(
            sources,
            async (source, token) =>
            {
                if (await source.Source.ListAsync(previous, token) is [_, ..] blobs)
                {
                    missing.Add((source.Source, source.Access, blobs));
                }
            },
            cancellationToken);
        foreach (var some in missing.GroupBy(m => m.Access, m => m.Blobs))
        {
            await new BlobBatches(some.Key, cache).FetchAsync(some.SelectMany(b => b), cancellationToken);
        }

        // What was fetched in batches needs no call here, and stays available when the calls are used up.
        await EachAsync(missing.Where(m => m.Blobs.Any(b => !cache.Has(b))), (one, token) => one.Source.FetchAsync(one.Blobs, token), cancellationToken);
    }

    private Task EachAsync<T>(IEnumerable<T> sources, Func<T, CancellationToken, Task> act, CancellationToken cancellationToken) =>
        Parallel.ForEachAsync(
            sources,
            new ParallelOptions { MaxDegreeOfParallelism = AtATime, CancellationToken = cancellationToken },
            async (source, token) =>
            {
                usage.Keep(keptCalls, clock.GetUtcNow());
                await act(source, token);
            });
}
