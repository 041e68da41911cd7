namespace Automation.Reporting.Model;

/// <summary>Which repositories have a descriptor, and which were offered one.</summary>
/// <param name="Organisation">The organisation; null for the repositories of an installation.</param>
/// <param name="Waves">The waves in their order.</param>
public sealed record OnboardingReport(string? Organisation, IReadOnlyList<OnboardingWave> Waves)
{
    /// <summary>The repositories that were left out, such as forks and archived ones.</summary>
    public IReadOnlyList<LeftOutRepository> LeftOut { get; init; } = [];

    /// <summary>The most pull requests that are open at a time.</summary>
    public int MostOpen { get; init; }

    /// <summary>Why GitHub allows no more calls for now, as a sentence; null if it does. What was left waits for the next run.</summary>
    public string? Limit { get; init; }

    public bool IsDryRun { get; init; }

    public IEnumerable<OnboardedRepository> Repositories => Waves.SelectMany(w => w.Repositories);

    /// <summary>Whether a person has to do something before the next wave can start.</summary>
    public bool Fails => Waves.Any(w => w.State == WaveState.Failed);
}

/// <param name="Name">What its repositories have in common.</param>
/// <param name="State">How it stands.</param>
public sealed record OnboardingWave(string Name, WaveState State, IReadOnlyList<OnboardedRepository> Repositories);

/// <param name="Reason">Why, in a word, such as <c>archived</c>.</param>
public sealed record LeftOutRepository(string Repository, string Reason);

/// <param name="Repository">The repository, as <c>owner/name</c>.</param>
/// <param name="State">How it stands.</param>
public sealed record OnboardedRepository(string Repository, OnboardingState State)
{
    /// <summary>Why, in sentences; empty if it needs no explanation.</summary>
    public string Detail { get; init; } = "";

    /// <summary>The page of its pull request; null if there never was one.</summary>
    public string? PullRequest { get; init; }

    /// <summary>The refs of the entities that were inferred.</summary>
    public IReadOnlyList<string> Entities { get; init; } = [];

    /// <summary>How many values a person has to decide.</summary>
    public int Undecided { get; init; }

    /// <summary>In a dry run, what would be proposed.</summary>
    public InferenceReport? Inferred { get; init; }

    public bool IsOpen => State is OnboardingState.Opened or OnboardingState.Updated or OnboardingState.Open;

    /// <summary>Whether the wave cannot pass with it.</summary>
    public bool Fails => State is OnboardingState.Refused or OnboardingState.Unreachable or OnboardingState.Held;
}

public enum OnboardingState
{
    /// <summary>It has a descriptor.</summary>
    Described,

    /// <summary>This run opened its pull request.</summary>
    Opened,

    /// <summary>This run brought its pull request to what is inferred now.</summary>
    Updated,

    /// <summary>Its pull request is open.</summary>
    Open,

    /// <summary>Its pull request was closed: it is not opened again.</summary>
    Declined,

    /// <summary>Its configuration refuses onboarding.</summary>
    OptedOut,

    /// <summary>There is nothing to describe.</summary>
    LeftOut,

    /// <summary>The branch has commits by people, and no pull request.</summary>
    Held,

    /// <summary>It cannot be done without a clone, or before its configuration is valid.</summary>
    Refused,

    /// <summary>It could not be read or written.</summary>
    Unreachable,

    /// <summary>A dry run: its pull request would be opened or updated.</summary>
    Planned,

    /// <summary>Its wave has not started, as many pull requests are open as are allowed, or GitHub allows no more calls for now.</summary>
    Waiting,
}
