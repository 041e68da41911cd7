using Automation.GitHub.Access;
using Octokit;

namespace Automation.GitHub.Repositories;

/// <summary>
/// Lists the repositories that an installation sees, 100 a call, without archived ones and those that have no default branch: the catalog has only active
/// repositories.
/// </summary>
public sealed class RepositoryListing(InstallationAccess access)
{
    /// <summary>The most that GitHub returns in one call.</summary>
    private const int PageSize = 100;

    private const int Readings = 3;

    // The most repositories of an organisation are 100,000 (GitHub Docs, "Repository limits").
    private const int MostPages = 2_000;

    /// <summary>All of them, in ordinal order of names.</summary>
    /// <exception cref="IncompleteListException">GitHub's pages were inconsistent: repositories were created or deleted in the meantime.</exception>
    public async Task<IReadOnlyList<InstalledRepository>> RunAsync(CancellationToken cancellationToken)
    {
        for (var reading = 1; reading <= Readings; reading++)
        {
            var (all, expected) = await ReadAsync(cancellationToken);

            // A repository that moves to another page during the read would be missed, and its entities removed.
            if (all.Count == expected)
            {
                return [.. all.Values.Where(r => !r.Archived && HasDefaultBranch(r)).Select(Installed).OrderBy(r => r.Name.ToString(), StringComparer.Ordinal)];
            }
        }

        throw new IncompleteListException();
    }

    private async Task<(Dictionary<long, Repository> All, long Expected)> ReadAsync(CancellationToken cancellationToken)
    {
        var all = new Dictionary<long, Repository>();
        for (var page = 1; ; page++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var answer = await access.Client.GitHubApps.Installation.GetAllRepositoriesForCurrent(new ApiOptions
            {
                StartPage = page,
                PageCount = 1,
                PageSize = PageSize,
            });
            var before = all.Count;
            foreach (var repository in answer.Repositories)
            {
                all[repository.Id] = repository;
            }

            if (answer.Repositories.Count < PageSize || all.Count == before || page == MostPages)
            {
                return (all, answer.TotalCount);
            }
        }
    }

    private static bool HasDefaultBranch(Repository repository) => repository.DefaultBranch is { Length: > 0 };

    private static InstalledRepository Installed(Repository repository) =>
        new(new RepositoryName(repository.Owner.Login, repository.Name), repository.DefaultBranch, repository.Id) { IsPublic = !repository.Private };
}

/// <summary>A list of repositories could not be read completely, so a missing repository means nothing.</summary>
public sealed class IncompleteListException() : Exception("The list of repositories changed three times in a row while it was read.");

/// <summary>A repository that the App sees.</summary>
/// <param name="Name">The current name.</param>
/// <param name="Id">The number, which GitHub assigns in the order of creation and keeps through renames and transfers.</param>
public sealed record InstalledRepository(RepositoryName Name, string DefaultBranch, long Id)
{
    /// <summary>Whether everybody on the internet can read it.</summary>
    public bool IsPublic { get; init; }
}
