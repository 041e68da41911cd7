using System.Collections.Immutable;

namespace Automation.Testing.GitHub.Model;

/// <summary>A comment below an issue or pull request.</summary>
/// <param name="Id">GitHub's number of it.</param>
/// <param name="IssueNumber">What it is below.</param>
/// <param name="Author">Who wrote it.</param>
/// <param name="App">The app that wrote it, if one did.</param>
/// <param name="CreatedAt">When.</param>
public sealed record IssueComment(long Id, int IssueNumber, Account Author, GitHubApp? App, DateTimeOffset CreatedAt)
{
    /// <summary>What it says.</summary>
    public required string Body { get; init; }

    /// <summary>When it last changed.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Why it is hidden (<c>OUTDATED</c>, …); null while it shows.</summary>
    public string? MinimizedBecause { get; init; }

    /// <summary>The reactions, one for each account and content.</summary>
    public ImmutableList<Reaction> Reactions { get; init; } = [];

    /// <summary>Its name in GraphQL.</summary>
    public string NodeId => $"IC_{Id}";
}

/// <summary>A reaction to a comment.</summary>
public sealed record Reaction(long Id, Account Author, string Content, DateTimeOffset CreatedAt);

/// <summary>A review of a pull request.</summary>
/// <param name="Id">GitHub's number of it.</param>
/// <param name="Author">Who reviewed.</param>
/// <param name="State"><c>APPROVED</c>, <c>CHANGES_REQUESTED</c>, <c>COMMENTED</c> or <c>PENDING</c>.</param>
/// <param name="Body">What it says.</param>
/// <param name="CommitId">The commit that was reviewed.</param>
/// <param name="SubmittedAt">When.</param>
public sealed record Review(long Id, Account Author, string State, string Body, string CommitId, DateTimeOffset SubmittedAt);

/// <summary>A comment on lines of a pull request.</summary>
public sealed record ReviewComment(
    long Id,
    long? ReviewId,
    Account Author,
    string Path,
    string Body,
    string CommitId,
    string DiffHunk,
    DateTimeOffset CreatedAt)
{
    /// <summary>The last line; null for a comment on the whole file.</summary>
    public int? Line { get; init; }

    /// <summary>The first line, where there are several.</summary>
    public int? StartLine { get; init; }

    /// <summary><c>LEFT</c> or <c>RIGHT</c>.</summary>
    public string Side { get; init; } = "RIGHT";

    /// <summary>The comment it answers.</summary>
    public long? InReplyTo { get; init; }
}
