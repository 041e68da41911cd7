using LibGit2Sharp;

namespace Automation.Git.Repositories;

/// <summary>Collects the paths that differ: added, changed, deleted, and both names of what was renamed.</summary>
internal static class ChangedPaths
{
    // A rename is a deletion and an addition: matching them requires reading files, and both names are needed anyway.
    private static readonly CompareOptions NoRenames = new() { Similarity = SimilarityOptions.None };

    public static IReadOnlySet<string> Between(Repository repository, Commit from, Commit to) =>
        Paths(repository.Diff.Compare<TreeChanges>(from.Tree, to.Tree, NoRenames)).ToHashSet(StringComparer.Ordinal);

    /// <summary>Between a commit and the working directory: committed, staged, unstaged and untracked; not what is ignored.</summary>
    public static IReadOnlySet<string> UpToWorkingDirectory(Repository repository, Commit from)
    {
        // The library does not tell a file that a sparse checkout leaves out from one that was deleted and not staged. There can be many of the first.
        var isSparse = SparseCheckout.IsOn(repository);
        var staged = repository.Diff.Compare<TreeChanges>(from.Tree, DiffTargets.Index, null, null, NoRenames);
        var unstaged = repository.Diff.Compare<TreeChanges>(null, includeUntracked: true, null, NoRenames);
        return Paths(staged).Concat(Paths(unstaged, leaveOutDeleted: isSparse)).ToHashSet(StringComparer.Ordinal);
    }

    private static List<string> Paths(TreeChanges changes, bool leaveOutDeleted = false)
    {
        using (changes)
        {
            // An untracked repository inside this one is given as a folder, with a slash at its end; it belongs to itself.
            return [.. changes
                .Where(change => !(leaveOutDeleted && change.Status == ChangeKind.Deleted))
                .SelectMany(change => new[] { change.Path, change.OldPath })
                .Where(path => path is { Length: > 0 } && !path.EndsWith('/'))];
        }
    }
}
