using Automation.Health.Diagnosis;
using Automation.Kubernetes.Reading;
using Automation.Reporting.Model;

namespace Automation.Jobs.Health.Stored;

/// <summary>All that is stored.</summary>
/// <param name="Records">The services that run somewhere, by ref.</param>
/// <param name="Overview">What they share.</param>
internal sealed record HealthState(IReadOnlyDictionary<string, ServiceRecord> Records, HealthOverview Overview);

/// <summary>What is stored of a service: its state where it was last read.</summary>
/// <param name="Ref">The service.</param>
/// <param name="Owner">Its owner; null if it has none.</param>
/// <param name="Workloads">Its workloads.</param>
/// <param name="Problems">What is wrong with them.</param>
/// <param name="Applications">Its Applications.</param>
internal sealed record ServiceRecord(
    string Ref,
    string? Owner,
    IReadOnlyList<ServicePlace> Workloads,
    IReadOnlyList<WorkloadFinding> Problems,
    IReadOnlyList<ServiceApplication> Applications)
{
    /// <summary>Its deployments as GitHub shows them, where that is wanted.</summary>
    public IReadOnlyList<ShownDeployment>? Deployments { get; init; }
}

/// <summary>A deployment as GitHub shows it.</summary>
/// <param name="Environment">The environment.</param>
/// <param name="Revision">The revision of the GitOps repository.</param>
/// <param name="State">The state in GitHub's words.</param>
/// <param name="Description">The reason, in at most 140 characters.</param>
internal sealed record ShownDeployment(string Environment, string Revision, string State, string Description);

/// <summary>What is stored of all of them.</summary>
internal sealed record HealthOverview
{
    public const int CurrentFormat = 1;

    public int Format { get; init; } = CurrentFormat;

    /// <summary>The clusters by name.</summary>
    public SortedDictionary<string, ClusterRecord> Clusters { get; init; } = new(StringComparer.Ordinal);

    /// <summary>What several services share.</summary>
    public IReadOnlyList<IncidentRecord> Incidents { get; init; } = [];

    /// <summary>The comments on merged pull requests of the GitOps repository: what the latest one of a revision says, as a hash.</summary>
    public SortedDictionary<string, string>? Comments { get; set; }

    /// <summary>How many workloads with a problem belong to no service, by cluster.</summary>
    public SortedDictionary<string, int> ProblemsOfNoService { get; init; } = new(StringComparer.Ordinal);
}

/// <summary>The readings of a cluster.</summary>
/// <param name="Read">When it was last read; null if it never was. It is written at least every ten minutes, so that the history stays short.</param>
/// <param name="Failure">Why the last attempt to read it failed; null if it did not.</param>
/// <param name="Unread">What of it could not be read.</param>
internal sealed record ClusterRecord(DateTimeOffset? Read, string? Failure, IReadOnlyList<UnreadPart> Unread);

/// <summary>One cause that several services share.</summary>
internal sealed record IncidentRecord(string Cluster, string Cause, string Says, string Next, DateTimeOffset Since, IReadOnlyList<string> Services);
