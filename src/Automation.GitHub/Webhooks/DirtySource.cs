namespace Automation.GitHub.Webhooks;

/// <summary>A repository whose default branch moved, so that what the catalog took from it may be out of date.</summary>
/// <param name="Repository">The repository.</param>
/// <param name="RepositoryId">Its number, which a rename leaves alone.</param>
/// <param name="InstallationId">Through which installation it can be read.</param>
/// <param name="Branch">Its default branch, without <c>refs/heads/</c>.</param>
/// <param name="HeadSha">Where the branch was when the payload was written: a hint.</param>
public sealed record DirtySource(RepositoryName Repository, long? RepositoryId, long? InstallationId, string Branch, string? HeadSha);
