using Automation.GitHub.Access;
using Automation.GitHub.Budgets;
using Octokit;

namespace Automation.GitHub.Trees;

/// <summary>Files of the default branch of another repository: the organisation's configuration, the catalog.</summary>
/// <param name="access">The installation that sees it.</param>
/// <param name="cache">The cache of files and trees.</param>
public sealed class RepositoryFiles(InstallationAccess access, BlobCache cache)
{
    /// <summary>The files; null if there is nothing at the commit.</summary>
    /// <param name="tip">The commit that its default branch is at.</param>
    /// <param name="meter">The budget for listing; null without a budget.</param>
    public async Task<GitHubTree?> OpenAsync(RepositoryName repository, string tip, BudgetMeter? meter, CancellationToken cancellationToken)
    {
        try
        {
            return await GitHubTree.OpenAsync(access.Of(repository), tip, cache, cancellationToken, meter);
        }
        catch (Exception e) when (e is NotFoundException || (e is ApiException { StatusCode: System.Net.HttpStatusCode.Conflict }))
        {
            return null;
        }
    }
}
