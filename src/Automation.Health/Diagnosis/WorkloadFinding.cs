using Automation.Core.Findings;
using Automation.Health.Clusters;

namespace Automation.Health.Diagnosis;

/// <summary>What a problem does to the users of a workload, worst first.</summary>
public enum Impact
{
    /// <summary>Nothing serves, or the task failed.</summary>
    Down,

    /// <summary>Some serve.</summary>
    Degraded,

    /// <summary>The new version does not start; the old one serves.</summary>
    Stuck,

    /// <summary>Everything serves, but something is wrong that can become worse.</summary>
    AtRisk,
}

/// <summary>What is wrong with a workload: the effect, one root cause, who can act, and the next step. No text of the cluster is in it, only names and
/// numbers.</summary>
/// <param name="Workload">The workload.</param>
/// <param name="Cause">The class of the cause, such as <c>image/not-found</c>.</param>
/// <param name="Impact">What it does to users.</param>
/// <param name="Effect">The same in words.</param>
/// <param name="Says">The cause: one sentence.</param>
/// <param name="Responsible">Who can most likely act.</param>
/// <param name="Why">Why they: the part of a sentence after "because".</param>
/// <param name="Next">The next step.</param>
public sealed record WorkloadFinding(
    WorkloadName Workload, string Cause, Impact Impact, string Effect, string Says, Responsible Responsible, string Why, string Next)
{
    /// <summary>The service of the catalog and its owner, where they are known.</summary>
    public ServiceOwner? Owner { get; init; }

    /// <summary>The container; null if it is about more.</summary>
    public string? Container { get; init; }

    /// <summary>The revision of the pods; empty if there is none.</summary>
    public string Revision { get; init; } = "";

    /// <summary>How many pods have this cause; 0 if it is about no pods.</summary>
    public int Pods { get; init; }

    /// <summary>How many pods there are.</summary>
    public int AllPods { get; init; }

    /// <summary>Since when, as far as it is known.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>The fields and events that it rests on.</summary>
    public IReadOnlyList<string> Evidence { get; init; } = [];

    /// <summary>What follows from it.</summary>
    public IReadOnlyList<string> Consequences { get; init; } = [];

    /// <summary>Whether it is published at its first reading, because only a person can change it.</summary>
    public bool IsFinal { get; init; }

    /// <summary>Whether the reading before had it too, or it is final.</summary>
    public bool IsConfirmed { get; init; }

    /// <summary>Whether the cause is specific. "Back-off" is what remains once the specific message is gone.</summary>
    public bool IsSpecific { get; init; } = true;

    /// <summary>Whether events could be read; without them, a cause is only probable.</summary>
    public bool HasEvents { get; init; } = true;

    /// <summary>What services can have in common; null if it is of this workload alone.</summary>
    internal string? Shared { get; init; }

    /// <summary>The service, or the workload where no service is known.</summary>
    public string Service => Owner?.Service ?? $"{Workload.Namespace}/{Workload.Name}";
}

/// <summary>A workload in a cluster.</summary>
/// <param name="Cluster">The cluster.</param>
/// <param name="Namespace">The namespace; null if it has none.</param>
/// <param name="Kind">The kind.</param>
/// <param name="Name">The name.</param>
public sealed record WorkloadName(string Cluster, string? Namespace, string Kind, string Name);
