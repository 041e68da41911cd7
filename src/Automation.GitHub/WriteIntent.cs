namespace Automation.GitHub;

/// <summary>Records durably what is about to be written to GitHub, before it is written: after a crash it is known what may have been done.</summary>
/// <param name="write">What is written, and where.</param>
/// <param name="cancellationToken">Ends the wait.</param>
/// <returns>To be called after GitHub's answer, or without one.</returns>
public delegate Task<WriteEnded> WriteIntent(GitHubWrite write, CancellationToken cancellationToken);

/// <summary>Records the result of a write.</summary>
/// <param name="failure">Why it was not done; null if it was.</param>
public delegate Task WriteEnded(string? failure);

/// <summary>A write to GitHub, as in the audit log.</summary>
/// <param name="Kind">The kind of write, such as <c>comment</c>.</param>
/// <param name="Repository">Where.</param>
/// <param name="What">What is written; no text of a user is in it.</param>
public sealed record GitHubWrite(string Kind, RepositoryName Repository, string What)
{
    /// <summary>The pull request or issue.</summary>
    public int? Number { get; init; }

    /// <summary>The commit or branch.</summary>
    public string? Ref { get; init; }
}
