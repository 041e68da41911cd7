namespace Automation.GitHub.Repositories;

/// <summary>A repository that the App sees.</summary>
/// <param name="Name">Its name now.</param>
/// <param name="Id">Its number, which a rename leaves alone.</param>
/// <param name="DefaultBranch">Its default branch.</param>
public sealed record InstalledRepository(RepositoryName Name, long Id, string DefaultBranch);
