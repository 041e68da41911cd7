namespace Automation.GitHub.PullRequests;

/// <summary>An open pull request in a search result.</summary>
/// <param name="Repository">The repository it is made to.</param>
/// <param name="BaseRef">The branch it is to be merged into.</param>
/// <param name="IsChecked">Whether the App has completed a check run at that head, for that branch.</param>
public sealed record OpenPullRequest(RepositoryName Repository, int Number, string HeadSha, string BaseRef, bool IsChecked);
