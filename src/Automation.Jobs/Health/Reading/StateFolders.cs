using Automation.Core.Findings;
using Automation.Health.Clusters;
using Automation.Kubernetes.Reading;

namespace Automation.Jobs.Health.Reading;

/// <summary>What was read from clusters, and what of it could not be used.</summary>
/// <param name="Clusters">The clusters, in ordinal order of names.</param>
/// <param name="NotRead">What else could not be read, and why.</param>
public sealed record ClusterContents(IReadOnlyList<ClusterContent> Clusters, IReadOnlyList<NotChecked> NotRead)
{
    /// <summary>Everything that could not be read, of each cluster and beside them.</summary>
    public IReadOnlyList<NotChecked> AllNotRead =>
        [.. NotRead, .. Clusters.SelectMany(c => c.Unread.Select(u => new NotChecked($"{u.What} of cluster {c.Cluster}", u.Why)))];
}

/// <summary>Clusters from files: resources as a cluster returns them, each folder a cluster.</summary>
/// <param name="now">When they were read from the clusters.</param>
public sealed class StateFolders(DateTimeOffset now)
{
    /// <summary>The clusters.</summary>
    public ClusterContents Read(IEnumerable<StateFile> files, CancellationToken cancellationToken)
    {
        var reader = new ReadManifests();
        List<StateResource> resources = [.. reader.Read(files, cancellationToken)];
        return new ClusterContents(
            [
                .. resources.GroupBy(r => r.File.Cluster, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal)
                    .Select(g => new ClusterContent(
                        g.Key,
                        new ClusterReading(g.Key, [.. g.Select(r => r.Resource)], now),
                        [.. g.Select(r => r.Resource).Where(r => r.Is("argoproj.io", "Application"))],
                        [])),
            ],
            resources.Count == 0 && reader.NotChecked.Count == 0
                ? [new NotChecked("resources", "there is none in the given files and folders (.yaml and .yml)")]
                : reader.NotChecked);
    }
}
