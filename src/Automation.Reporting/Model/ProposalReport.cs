namespace Automation.Reporting.Model;

/// <summary>What a run proposes to a GitOps repository.</summary>
/// <param name="Repository">The repository, or the folder of its checkout.</param>
/// <param name="Proposals">One for each component that needs something, or that was asked for, by ref.</param>
public sealed record ProposalsReport(string Repository, IReadOnlyList<ProposalReport> Proposals)
{
    /// <summary>How many services need no change; they are not listed.</summary>
    public int Current { get; init; }

    /// <summary>The folder that the files were written to, as the user named it; null if that is the checkout.</summary>
    public string? WrittenTo { get; init; }

    /// <summary>Whether nothing was changed.</summary>
    public bool IsDryRun { get; init; }

    /// <summary>What concerns the run as a whole: sentences.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Whether a person has to do something before the run is complete.</summary>
    public bool Fails => Proposals.Any(p => p.State is ProposalState.Refused or ProposalState.Held or ProposalState.Failed);
}

/// <summary>What is proposed for one component.</summary>
/// <param name="Entity">Its ref.</param>
/// <param name="Service">Its name in the GitOps repository.</param>
/// <param name="Action">What is done.</param>
public sealed record ProposalReport(string Entity, string Service, ProposalAction Action)
{
    /// <summary>How it stands.</summary>
    public ProposalState State { get; init; }

    /// <summary>Why it stands so, for a person; empty where it needs no explanation.</summary>
    public string Detail { get; init; } = "";

    /// <summary>The page of the pull request; null where there is none.</summary>
    public string? PullRequest { get; init; }

    /// <summary>The owner's ref; null where there is none.</summary>
    public string? Owner { get; init; }

    /// <summary>The ref of the system; null where there is none.</summary>
    public string? System { get; init; }

    /// <summary>Why it is proposed: a sentence.</summary>
    public string Why { get; init; } = "";

    /// <summary>Who or what asked for it.</summary>
    public string RequestedBy { get; init; } = "";

    /// <summary>What a person asked for, beyond what the catalog says: empty, <c>removal</c>, <c>promotion FROM TO</c> or <c>registration</c>.</summary>
    public string Request { get; init; } = "";

    /// <summary>Where Argo CD runs and how files are laid out: a sentence.</summary>
    public string Topology { get; init; } = "";

    /// <summary>The applications.</summary>
    public IReadOnlyList<ProposedApplication> Applications { get; init; } = [];

    /// <summary>The files.</summary>
    public IReadOnlyList<ProposedFile> Files { get; init; } = [];

    /// <summary>What is deleted in clusters, and what is not: sentences.</summary>
    public IReadOnlyList<string> Deletions { get; init; } = [];

    /// <summary>The result of the validation: sentences.</summary>
    public IReadOnlyList<string> Validation { get; init; } = [];

    /// <summary>What a reviewer should know: sentences in Markdown.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>What the change does to the objects in the clusters; null if that was not compared.</summary>
    public GitOpsDiff? Rendered { get; init; }

    /// <summary>How the change is merged: a sentence.</summary>
    public string Merge { get; init; } = "";

    /// <summary>How the change is taken back: a sentence.</summary>
    public string Rollback { get; init; } = "";

    /// <summary>The digest of what is asked for.</summary>
    public string Intent { get; init; } = "";
}

/// <summary>What a proposal does.</summary>
public enum ProposalAction
{
    /// <summary>Brings a service into the repository.</summary>
    Onboard,

    /// <summary>Updates the files of a service.</summary>
    Update,

    /// <summary>Takes a service away.</summary>
    Remove,

    /// <summary>Copies a version to the next environment.</summary>
    Promote,
}

/// <summary>How a proposal stands.</summary>
public enum ProposalState
{
    /// <summary>The repository is as it should be.</summary>
    Current,

    /// <summary>It would be written or opened.</summary>
    Planned,

    /// <summary>Its files were written.</summary>
    Written,

    /// <summary>Its pull request was opened now.</summary>
    Opened,

    /// <summary>Its pull request was open, and was updated now.</summary>
    Updated,

    /// <summary>Its pull request is open and as it should be.</summary>
    Open,

    /// <summary>Its pull request was closed, because nothing is left to propose.</summary>
    Closed,

    /// <summary>Its pull request was closed or reverted by a person.</summary>
    Declined,

    /// <summary>The branch has commits of people, and stays as it is.</summary>
    Held,

    /// <summary>The component, or the repository, keeps it out.</summary>
    OptedOut,

    /// <summary>An earlier wave comes first.</summary>
    Waiting,

    /// <summary>It is not possible: <see cref="ProposalReport.Detail"/> says what to change.</summary>
    Refused,

    /// <summary>GitHub could not be reached, or refused.</summary>
    Failed,
}

/// <summary>An application in a proposal.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Environment">The environment.</param>
/// <param name="Cluster">The cluster.</param>
/// <param name="Namespace">The namespace.</param>
/// <param name="Project">The project.</param>
public sealed record ProposedApplication(string Name, string Environment, string Cluster, string Namespace, string Project)
{
    /// <summary>The version that it has on the base branch; null where there is no such application.</summary>
    public string? Before { get; init; }

    /// <summary>The version after the change; null where it is removed.</summary>
    public string? After { get; init; }
}

/// <summary>A file in a proposal.</summary>
/// <param name="Path">Its path.</param>
/// <param name="Change">What is done with it.</param>
/// <param name="Reason">Why, where that is not evident; else empty.</param>
public sealed record ProposedFile(string Path, FileAction Change, string Reason = "");

/// <summary>What is done with a file.</summary>
public enum FileAction
{
    /// <summary>It is new.</summary>
    Added,

    /// <summary>It has other content.</summary>
    Changed,

    /// <summary>It is deleted.</summary>
    Deleted,

    /// <summary>It stays as people changed it.</summary>
    Kept,
}
