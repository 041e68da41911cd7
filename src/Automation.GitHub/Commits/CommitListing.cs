using Automation.GitHub.Access;
using Octokit;

namespace Automation.GitHub.Commits;

/// <summary>Lists the commits of a branch, along first parents (REST: "List commits").</summary>
/// <param name="access">The repository.</param>
public sealed class CommitListing(RepositoryAccess access)
{
    private const int PageSize = 100;

    /// <summary>The commits, newest first.</summary>
    /// <param name="tip">The newest commit.</param>
    /// <param name="most">The most that are read.</param>
    /// <exception cref="ApiException">GitHub did not list them.</exception>
    public async Task<IReadOnlyList<ListedCommit>> ReadAsync(string tip, int most)
    {
        var found = await access.Client.Repository.Commit.GetAll(
            access.Repository.Owner,
            access.Repository.Name,
            new CommitRequest { Sha = tip },
            new ApiOptions { PageSize = Math.Min(most, PageSize), PageCount = (most + PageSize - 1) / PageSize });
        var bySha = found.ToDictionary(c => c.Sha, StringComparer.Ordinal);
        var commits = new List<ListedCommit>();
        for (var next = tip; next is not null && bySha.Remove(next, out var commit); next = commit.Parents.Count == 0 ? null : commit.Parents[0].Sha)
        {
            commits.Add(new ListedCommit(commit.Sha, commit.Commit.Tree.Sha, commit.Commit.Committer.Date) { HasParent = commit.Parents.Count > 0 });
        }

        return commits;
    }
}

/// <summary>A commit of a branch.</summary>
/// <param name="Tree">The tree of its files.</param>
/// <param name="Date">When it was committed.</param>
public sealed record ListedCommit(string Sha, string Tree, DateTimeOffset Date)
{
    /// <summary>Whether there is a commit before it.</summary>
    public bool HasParent { get; init; }
}
