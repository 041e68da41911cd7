using Automation.GitHub.Access;
using Octokit;

namespace Automation.GitHub.Trees;

/// <summary>Files of the default branch of another repository: the organisation's configuration, the catalog.</summary>
/// <param name="access">GitHub.</param>
/// <param name="cache">Keeps what is read.</param>
public sealed class RepositoryFiles(GitHubAccess access, BlobCache cache)
{
    /// <summary>The files; null where the App cannot see the repository, or where it has no commit.</summary>
    public async Task<GitHubTree?> OpenAsync(RepositoryName repository, CancellationToken cancellationToken)
    {
        if (await access.InstallationOfAsync(repository) is not { } installation)
        {
            return null;
        }

        try
        {
            var other = access.As(installation, repository, TokenPermissions.ReadFiles);
            var branch = (await other.Client.Repository.Get(repository.Owner, repository.Name)).DefaultBranch;
            var tip = await other.Client.Git.Reference.Get(repository.Owner, repository.Name, $"heads/{branch}");
            return await GitHubTree.OpenAsync(other, tip.Object.Sha, cache, cancellationToken);
        }
        catch (Exception e) when (e is NotFoundException || (e is ApiException { StatusCode: System.Net.HttpStatusCode.Conflict }))
        {
            return null;
        }
    }
}
