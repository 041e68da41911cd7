namespace Automation.GitHub.Repositories;

/// <summary>A repository that the App sees.</summary>
/// <param name="Name">Its name now.</param>
/// <param name="DefaultBranch">Its default branch.</param>
public sealed record InstalledRepository(RepositoryName Name, string DefaultBranch);
