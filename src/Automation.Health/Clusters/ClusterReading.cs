using Automation.Health.Objects;

namespace Automation.Health.Clusters;

/// <summary>What was read from a cluster, at one time.</summary>
/// <param name="Cluster">The name of the cluster.</param>
/// <param name="Objects">The resources and the events, in any order.</param>
/// <param name="At">When they were read.</param>
public sealed record ClusterReading(string Cluster, IReadOnlyList<ClusterObject> Objects, DateTimeOffset At)
{
    /// <summary>The namespaces of which events could not be read, because there is no permission.</summary>
    public IReadOnlySet<string> WithoutEvents { get; init; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>The service that a workload belongs to, and its owner; null for what belongs to no service of the catalog.</summary>
    public Func<ClusterObject, ServiceOwner?> OwnerOf { get; init; } = _ => null;
}

/// <summary>A service of the catalog and its owner.</summary>
/// <param name="Service">The service, such as <c>component:default/orders</c>.</param>
/// <param name="Owner">Its owner, such as <c>group:default/team-orders</c>.</param>
public sealed record ServiceOwner(string Service, string Owner);
