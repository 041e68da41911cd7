using LibGit2Sharp;

namespace Automation.Git.Repositories;

/// <summary>The commits that changed a folder: those whose folder differs from that of their first parent.</summary>
internal sealed class FolderHistory(Repository repository)
{
    // A history that is longer is not searched to its end.
    private const int MostCommits = 20_000;

    public IReadOnlyList<FolderCommit> Of(string folder, Commit? after, Commit upTo, int most)
    {
        var filter = new CommitFilter
        {
            IncludeReachableFrom = upTo,
            ExcludeReachableFrom = after,
            SortBy = CommitSortStrategies.Topological,
            FirstParentOnly = true,
        };
        return
        [
            .. repository.Commits.QueryBy(filter).Take(MostCommits)
                .Where(c => Tree(c, folder) != (c.Parents.FirstOrDefault() is { } parent ? Tree(parent, folder) : null))
                .Take(most)
                .Select(c => new FolderCommit(new CommitId(c.Sha), c.MessageShort) { Time = c.Committer.When }),
        ];
    }

    private static string? Tree(Commit commit, string folder) => folder.Length == 0 ? commit.Tree.Sha : commit[folder]?.Target.Sha;
}

/// <summary>A commit that changed a folder.</summary>
/// <param name="Subject">The first line of its message.</param>
public sealed record FolderCommit(CommitId Id, string Subject)
{
    /// <summary>When it was committed.</summary>
    public DateTimeOffset Time { get; init; }
}
