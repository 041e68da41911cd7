namespace Automation.GitHub;

/// <summary>Notes down what is about to be written to GitHub, durably, before it is written: after a crash it can be told what may have been done.</summary>
/// <param name="write">What is written, and where.</param>
/// <param name="cancellationToken">Ends the wait.</param>
/// <returns>To be called when GitHub has answered, or has not.</returns>
public delegate Task<WriteEnded> WriteIntent(GitHubWrite write, CancellationToken cancellationToken);

/// <summary>Notes down how a write went.</summary>
/// <param name="failure">Why it was not done; null where it was.</param>
public delegate Task WriteEnded(string? failure);

/// <summary>A write to GitHub, as the audit log tells of it.</summary>
/// <param name="Kind">What kind of write it is: <c>comment</c>, say.</param>
/// <param name="Repository">Where.</param>
/// <param name="What">What is written; no text of a user is in it.</param>
public sealed record GitHubWrite(string Kind, RepositoryName Repository, string What)
{
    /// <summary>The pull request or issue.</summary>
    public int? Number { get; init; }

    /// <summary>The commit or branch.</summary>
    public string? Ref { get; init; }
}
