using System.Collections.Immutable;

namespace Automation.Testing.GitHub.Model;

/// <summary>All check runs of one app on one commit.</summary>
public sealed record CheckSuite(long Id, HostedRepository Repository, string HeadSha, string? HeadBranch, GitHubApp App, DateTimeOffset CreatedAt)
{
    /// <summary>The commit before a push to the branch, where GitHub knows it.</summary>
    public string? Before { get; init; }
}

/// <summary>One check of one commit.</summary>
public sealed record CheckRun(long Id, CheckSuite Suite, string HeadSha)
{
    /// <summary>What the list of checks calls it.</summary>
    public required string Name { get; init; }

    /// <summary><c>queued</c>, <c>in_progress</c> or <c>completed</c>.</summary>
    public string Status { get; init; } = "queued";

    /// <summary>The outcome, once completed.</summary>
    public string? Conclusion { get; init; }

    /// <summary>When it began.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>When it had a result for the first time, by GitHub's own clock: what an update says later does not change it.</summary>
    public DateTimeOffset? FirstConcludedAt { get; init; }

    /// <summary>The app's own name of it.</summary>
    public string? ExternalId { get; init; }

    /// <summary>Where its Details link leads.</summary>
    public string? DetailsUrl { get; init; }

    /// <summary>The headline.</summary>
    public string? Title { get; init; }

    /// <summary>The summary, in Markdown.</summary>
    public string? Summary { get; init; }

    /// <summary>The details, in Markdown.</summary>
    public string? Text { get; init; }

    /// <summary>The annotations, of all updates together.</summary>
    public ImmutableList<CheckAnnotation> Annotations { get; init; } = [];

    /// <summary>The buttons.</summary>
    public ImmutableList<CheckAction> Actions { get; init; } = [];
}

/// <summary>A message beside lines of a file.</summary>
public sealed record CheckAnnotation(
    string Path,
    int StartLine,
    int EndLine,
    int? StartColumn,
    int? EndColumn,
    string Level,
    string Message,
    string? Title,
    string? RawDetails);

/// <summary>A button of a check run.</summary>
public sealed record CheckAction(string Label, string Description, string Identifier);
