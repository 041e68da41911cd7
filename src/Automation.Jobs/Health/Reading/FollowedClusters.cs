using Automation.Kubernetes.Access;

namespace Automation.Jobs.Health.Reading;

/// <summary>The clusters that are read again and again.</summary>
public sealed class FollowedClusters
{
    private FollowedClusters(IReadOnlyList<ClusterAccess> accesses) => Accesses = accesses;

    /// <summary>How each is reached.</summary>
    internal IReadOnlyList<ClusterAccess> Accesses { get; }

    /// <summary>Finds them; nothing is connected yet.</summary>
    /// <param name="kubeconfigs">The kubeconfig files.</param>
    /// <param name="contexts">The contexts, also as NAME=CONTEXT; null for all.</param>
    /// <param name="inCluster">The name of the cluster that the program runs in; null to read others only.</param>
    /// <exception cref="InvalidDataException">It is not possible; the message says what to change.</exception>
    public static FollowedClusters Open(IReadOnlyList<string> kubeconfigs, IReadOnlyList<string>? contexts, string? inCluster) =>
        new(new ClusterChoice { Kubeconfigs = kubeconfigs, Contexts = contexts ?? [], AllContexts = contexts is null, InCluster = inCluster }.Open());
}
