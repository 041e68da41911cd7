using Automation.Kubernetes.Access;
using Automation.Kubernetes.Reading;

namespace Automation.Jobs.Health.Reading;

/// <summary>Reads clusters, some at once. A cluster that does not answer costs the others nothing but its own time limit.</summary>
/// <param name="clusters">How each is reached.</param>
/// <param name="scope">What is read.</param>
public sealed class ReadClusters(IReadOnlyList<ClusterAccess> clusters, ReadingScope scope, TimeProvider clock)
{
    private const int AtOnce = 8;

    /// <summary>The clusters.</summary>
    public async Task<ClusterContents> Run(CancellationToken cancellationToken)
    {
        var read = new ClusterContent[clusters.Count];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
        await Parallel.ForAsync(
            0,
            clusters.Count,
            parallel,
            async (i, token) => read[i] = await new ReadCluster(clusters[i], scope, clock).Run(token).ConfigureAwait(false)).ConfigureAwait(false);
        return new ClusterContents([.. read.OrderBy(c => c.Cluster, StringComparer.Ordinal)], []);
    }
}
