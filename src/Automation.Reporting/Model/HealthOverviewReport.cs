using Automation.Core.Findings;

namespace Automation.Reporting.Model;

/// <summary>The health of all services of a catalog.</summary>
/// <param name="Clusters">The clusters.</param>
/// <param name="Services">The services that run somewhere, in ordinal order of refs.</param>
/// <param name="Incidents">What several of them share.</param>
public sealed record HealthOverviewReport(
    IReadOnlyList<ClusterStatus> Clusters, IReadOnlyList<ServiceHealthReport> Services, IReadOnlyList<HealthIncident> Incidents)
{
    /// <summary>How many workloads with a problem belong to no service.</summary>
    public int ProblemsOfNoService { get; init; }

    /// <summary>What could not be used beside the clusters, and why.</summary>
    public IReadOnlyList<NotChecked> NotChecked { get; init; } = [];

    /// <summary>Whether no cluster could be read.</summary>
    public bool IsWithoutAnyCluster { get; init; }

    /// <summary>What became of the files of the report; null if none were asked for.</summary>
    public string? Written { get; init; }
}

/// <summary>A cluster.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Read">When it was last read; null if it never was.</param>
/// <param name="IsUnknown">Whether what is known of it is not fresh.</param>
/// <param name="Failure">Why the last attempt to read it failed; null if it did not.</param>
/// <param name="Unread">What of it could not be read.</param>
public sealed record ClusterStatus(string Name, DateTimeOffset? Read, bool IsUnknown, string? Failure, IReadOnlyList<NotChecked> Unread);
