using Automation.Core.Findings;

namespace Automation.Reporting.Model;

/// <summary>The health of resources, and what is wrong with the workloads among them.</summary>
/// <param name="Resources">Each resource, in file order.</param>
/// <param name="Problems">What is wrong, worst first.</param>
/// <param name="Incidents">What several services share.</param>
public sealed record HealthReport(IReadOnlyList<AssessedResource> Resources, IReadOnlyList<HealthProblem> Problems, IReadOnlyList<HealthIncident> Incidents)
{
    /// <summary>The lowest severity that makes the run fail; null if none does.</summary>
    public Severity? FailOn { get; init; } = Severity.Error;

    /// <summary>What was not read, and why.</summary>
    public IReadOnlyList<NotChecked> NotChecked { get; init; } = [];

    /// <summary>Whether the run fails.</summary>
    public bool HasFailed => FailOn is { } least && (Problems.Any(p => p.Severity >= least) || Resources.Any(r => r.IsFailed));
}

/// <summary>The health of a resource.</summary>
/// <param name="File">Its file.</param>
/// <param name="Document">The number of its document in the file, from 0.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Name">Its name; empty where it has none.</param>
/// <param name="Namespace">Its namespace; null where it has none.</param>
/// <param name="Status">The status in the words of the engine; null where it has no opinion.</param>
/// <param name="Message">Why; null where there is no status.</param>
/// <param name="IsQuoted">Whether the message is text of the resource, which may contain a secret.</param>
/// <param name="IsFailed">Whether the status means that it failed.</param>
/// <param name="IsFine">Whether the status needs no attention.</param>
public sealed record AssessedResource(
    string File, int Document, string Kind, string Name, string? Namespace, string? Status, string? Message, bool IsQuoted, bool IsFailed, bool IsFine)
{
    /// <summary>Whether another resource controls it, such as a ReplicaSet its pods: its health is a part of that one's.</summary>
    public bool IsControlled { get; init; }
}

/// <summary>What is wrong with a workload.</summary>
/// <param name="Severity">How bad it is.</param>
/// <param name="Cluster">The cluster.</param>
/// <param name="Namespace">The namespace.</param>
/// <param name="Workload">Kind and name, such as <c>Deployment orders</c>.</param>
/// <param name="Cause">The class of the cause, such as <c>image/not-found</c>.</param>
/// <param name="Effect">What it does to users: one sentence.</param>
/// <param name="Says">The cause: one sentence.</param>
/// <param name="Responsible">Who can most likely act.</param>
/// <param name="Why">Why they: the part of a sentence after "because".</param>
/// <param name="Next">The next step.</param>
public sealed record HealthProblem(
    Severity Severity,
    string Cluster,
    string? Namespace,
    string Workload,
    string Cause,
    string Effect,
    string Says,
    Responsible Responsible,
    string Why,
    string Next)
{
    /// <summary>The service and its owner in the catalog; null where they are not known.</summary>
    public (string Service, string Owner)? Service { get; init; }

    /// <summary>Since when.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>How many pods have it, and how many there are; none have it if it is not about pods.</summary>
    public (int Pods, int All) Pods { get; init; }

    /// <summary>The revision of the pods; empty if there is none.</summary>
    public string Revision { get; init; } = "";

    /// <summary>Whether the cause is only probable, because events could not be read.</summary>
    public bool IsProbable { get; init; }

    /// <summary>Whether two readings had it, or only a person can change it. What is published waits for that.</summary>
    public bool IsConfirmed { get; init; } = true;

    /// <summary>The fields and events that it rests on.</summary>
    public IReadOnlyList<string> Evidence { get; init; } = [];

    /// <summary>What follows from it.</summary>
    public IReadOnlyList<string> Consequences { get; init; } = [];
}

/// <summary>One cause that several services share: the platform's.</summary>
/// <param name="Cluster">The cluster.</param>
/// <param name="Cause">The class of the cause.</param>
/// <param name="Says">The cause.</param>
/// <param name="Next">The next step.</param>
/// <param name="Since">Since when.</param>
/// <param name="Services">The services.</param>
/// <param name="Problems">Their problems, which are not repeated.</param>
public sealed record HealthIncident(
    string Cluster, string Cause, string Says, string Next, DateTimeOffset Since, IReadOnlyList<string> Services, IReadOnlyList<HealthProblem> Problems);
