using System.Text.Json.Serialization;
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

    /// <summary>Its Applications in Argo CD.</summary>
    public IReadOnlyList<ServiceApplication> Applications { get; init; } = [];

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
    string Cluster, string? Namespace, string Workload, string Version, string Revision, long Serving, long? Wanted, string? Status, DateTimeOffset? Since)
{
    /// <summary>The time of the last reading, if there is no fresh one: then the rest is what was true at that time.</summary>
    public DateTimeOffset? UnknownSince { get; init; }
}

/// <summary>An Application of Argo CD that deploys a service.</summary>
/// <param name="Hub">The cluster that Argo CD runs in.</param>
/// <param name="Namespace">The namespace of the Application.</param>
/// <param name="Name">Its name.</param>
/// <param name="Destination">The cluster that it deploys to.</param>
/// <param name="Sync">Whether what is in git is deployed, in Argo CD's words.</param>
/// <param name="Status">The health of what it deploys, in Argo CD's words.</param>
/// <param name="Revision">The revision that was last deployed.</param>
public sealed record ServiceApplication(string Hub, string? Namespace, string Name, string Destination, string Sync, string Status, string Revision)
{
    /// <summary>The namespace that it deploys to; empty if it names none.</summary>
    public string DestinationNamespace { get; init; } = "";

    /// <summary>The environment that it is for; empty if it has no label for that.</summary>
    public string Environment { get; init; } = "";

    /// <summary>The address of the repository that it is deployed from.</summary>
    public string Repository { get; init; } = "";

    /// <summary>When the revision was deployed.</summary>
    public DateTimeOffset? DeployedAt { get; init; }

    /// <summary>Since when it has this health.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>The phase of the last operation; empty if there was none.</summary>
    public string Operation { get; init; } = "";

    /// <summary>The kinds of errors that Argo CD reports.</summary>
    public IReadOnlyList<string> Errors { get; init; } = [];

    /// <summary>The images that it runs.</summary>
    public IReadOnlyList<string> Images { get; init; } = [];

    /// <summary>Since when nothing fresh is known of it; null if it is fresh.</summary>
    public DateTimeOffset? UnknownSince { get; init; }

    /// <summary>Whether what is in git runs, and is healthy or deliberately suspended. It follows from the rest, and is not stored.</summary>
    [JsonIgnore]
    public bool IsFine => this is { UnknownSince: null, Sync: "Synced", Status: "Healthy" or "Suspended", Errors.Count: 0, Operation: "" or "Succeeded" };
}
