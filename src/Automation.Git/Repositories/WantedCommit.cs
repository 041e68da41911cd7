namespace Automation.Git.Repositories;

/// <summary>A commit to fetch.</summary>
/// <param name="Ref">
/// The full name of a branch or pull request that contains it, for servers that do not serve commits by id; null if none is known.
/// </param>
public sealed record WantedCommit(string Sha, string? Ref = null);
