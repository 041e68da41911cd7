using Automation.Core.Findings;

namespace Automation.Reporting.Model;

/// <summary>Where a service runs, and what is wrong there.</summary>
/// <param name="Ref">The service.</param>
/// <param name="Owner">Its owner; null if it has none.</param>
/// <param name="Places">The workloads, by cluster, namespace and name.</param>
/// <param name="Problems">What is wrong, worst first.</param>
/// <param name="Incidents">What it shares with other services.</param>
public sealed record ServiceHealthReport(
    string Ref, string? Owner, IReadOnlyList<ServicePlace> Places, IReadOnlyList<HealthProblem> Problems, IReadOnlyList<HealthIncident> Incidents)
{
    /// <summary>How its workloads were found, such as <c>label backstage.io/kubernetes-id=orders</c>.</summary>
    public string FoundBy { get; init; } = "";

    /// <summary>What was not read, and why.</summary>
    public IReadOnlyList<NotChecked> NotChecked { get; init; } = [];

    /// <summary>Whether something fails.</summary>
    public bool HasFailed => Problems.Any(p => p.Severity == Severity.Error);
}

/// <summary>A workload of a service.</summary>
/// <param name="Cluster">The cluster.</param>
/// <param name="Namespace">The namespace.</param>
/// <param name="Workload">Kind and name.</param>
/// <param name="Version">The version that serves; empty if it is not known.</param>
/// <param name="Revision">The revision that serves; empty if there is none.</param>
/// <param name="Serving">How many pods serve.</param>
/// <param name="Wanted">How many are wanted; null if there is no such number.</param>
/// <param name="Status">The health in Argo CD's words; null if there is no rule for it.</param>
/// <param name="Since">Since when; null if it is not known.</param>
public sealed record ServicePlace(
    string Cluster, string? Namespace, string Workload, string Version, string Revision, long Serving, long? Wanted, string? Status, DateTimeOffset? Since);
