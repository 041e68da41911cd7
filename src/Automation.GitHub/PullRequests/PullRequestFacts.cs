namespace Automation.GitHub.PullRequests;

/// <summary>The current state of a pull request, or a commit of a merge queue.</summary>
/// <param name="Number">Its number; null for a merge queue's commit.</param>
/// <param name="HeadSha">The commit to check.</param>
/// <param name="BaseRef">The branch it is to be merged into.</param>
public sealed record PullRequestFacts(int? Number, string HeadSha, string BaseRef)
{
    public bool IsOpen { get; init; } = true;

    /// <summary>Whether it is a draft.</summary>
    public bool IsDraft { get; init; }

    /// <summary>The head branch, if it is in the same repository; null for a fork.</summary>
    public string? HeadBranch { get; init; }

    /// <summary>Whether it has any comments.</summary>
    public bool HasComments { get; init; }

    /// <summary>What its check run is about.</summary>
    public string Subject => Number is { } number ? $"pull/{number}" : $"queue/{BaseRef}";

    /// <summary>The commit that its check run is of.</summary>
    public CheckedCommit Commit => new(HeadSha, Subject, BaseRef);
}

/// <summary>A commit as a pull request or merge queue presents it for a check: the same commit may be presented by several, for different bases.</summary>
/// <param name="HeadSha">The commit.</param>
/// <param name="Subject">What presents it: <c>pull/12</c>, <c>queue/main</c>.</param>
/// <param name="BaseRef">The branch it is to be merged into.</param>
public sealed record CheckedCommit(string HeadSha, string Subject, string BaseRef);
