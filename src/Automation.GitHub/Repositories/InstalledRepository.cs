namespace Automation.GitHub.Repositories;

/// <summary>A repository that the App sees.</summary>
/// <param name="Name">Its name now.</param>
/// <param name="Id">Its number, which GitHub gives in the order in which repositories are created and keeps through renames and transfers.</param>
public sealed record InstalledRepository(RepositoryName Name, string DefaultBranch, long Id);
