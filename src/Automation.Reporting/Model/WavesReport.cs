namespace Automation.Reporting.Model;

/// <summary>How far a revision of a template has reached the services that were made from it.</summary>
/// <param name="Template">The ref of the template.</param>
/// <param name="Waves">The waves in their order.</param>
public sealed record WavesReport(string Template, UpdateRevision To, IReadOnlyList<WaveReport> Waves)
{
    public bool IsDryRun { get; init; }

    /// <summary>The issue with the table; null if there is none.</summary>
    public string? Tracking { get; init; }

    public IEnumerable<WaveService> Services => Waves.SelectMany(w => w.Services);

    /// <summary>Whether a person has to do something.</summary>
    public bool Fails => Waves.Any(w => w.State == WaveState.Failed);
}

/// <param name="Name">What it has in common.</param>
/// <param name="State">How it stands.</param>
public sealed record WaveReport(string Name, WaveState State, IReadOnlyList<WaveService> Services);

public enum WaveState
{
    /// <summary>Every service has the revision, declined it, or has an open pull request whose checks succeeded.</summary>
    Passed,

    /// <summary>Checks of a pull request have not ended yet: the next wave waits.</summary>
    Running,

    /// <summary>A conflict, a refusal or a failed check: the next wave does not begin.</summary>
    Failed,

    /// <summary>A wave before it has not passed.</summary>
    Waiting,
}

/// <param name="Entity">The entity ref.</param>
/// <param name="Repository">The repository; empty if it is not known.</param>
/// <param name="State">How it stands.</param>
/// <param name="Detail">Why, for a person; empty if it needs no explanation.</param>
public sealed record WaveService(string Entity, string Repository, WaveServiceState State, string Detail)
{
    /// <summary>The owner in the catalog; empty if there is none.</summary>
    public string Owner { get; init; } = "";

    /// <summary>The page of the pull request; null if there is none.</summary>
    public string? PullRequest { get; init; }

    /// <summary>How many files need a decision.</summary>
    public int Conflicts { get; init; }

    /// <summary>Whether the wave cannot pass with it.</summary>
    public bool Fails => State is WaveServiceState.Conflicted or WaveServiceState.Refused or WaveServiceState.CheckFailed or WaveServiceState.Unreachable;
}

public enum WaveServiceState
{
    /// <summary>The service has the revision.</summary>
    Adopted,

    /// <summary>The pull request is open, and its checks succeeded.</summary>
    Open,

    /// <summary>The pull request is open, and its checks have not ended.</summary>
    Pending,

    /// <summary>A check of the pull request failed.</summary>
    CheckFailed,

    /// <summary>The pull request is open, and files need a decision.</summary>
    Conflicted,

    /// <summary>The service declined the revision, or its <c>pin</c> keeps it at another one.</summary>
    OptedOut,

    /// <summary>The update is not possible.</summary>
    Refused,

    /// <summary>The service's repository could not be read or written.</summary>
    Unreachable,

    /// <summary>A dry run: a pull request would be opened or updated.</summary>
    Planned,

    /// <summary>The service's wave has not started.</summary>
    Waiting,
}
