namespace Automation.Git.Repositories;

/// <summary>A commit to fetch.</summary>
/// <param name="Sha">Its name.</param>
/// <param name="Ref">
/// The full name of a branch or pull request that holds it, for servers that hand out nothing by a commit's name; null where none is known.
/// </param>
public sealed record WantedCommit(string Sha, string? Ref = null);
