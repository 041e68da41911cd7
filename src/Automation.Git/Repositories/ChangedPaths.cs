using LibGit2Sharp;

namespace Automation.Git.Repositories;

/// <summary>Collects the paths that differ: added, changed, deleted, and both names of what was renamed.</summary>
internal static class ChangedPaths
{
    // A rename is a deletion and an addition: pairing them up costs reading files, and both names are wanted anyway.
    private static readonly CompareOptions NoRenames = new() { Similarity = SimilarityOptions.None };

    /// <summary>Between two commits.</summary>
    public static IReadOnlySet<string> Between(Repository repository, Commit from, Commit to) =>
        Paths(repository.Diff.Compare<TreeChanges>(from.Tree, to.Tree, NoRenames));

    /// <summary>Between a commit and the working directory: committed, staged, unstaged and untracked; not what is ignored.</summary>
    public static IReadOnlySet<string> UpToWorkingDirectory(Repository repository, Commit from) =>
        Paths(repository.Diff.Compare<TreeChanges>(from.Tree, DiffTargets.Index | DiffTargets.WorkingDirectory, null, null, NoRenames));

    private static HashSet<string> Paths(TreeChanges changes)
    {
        using (changes)
        {
            // An untracked repository inside this one is given as a folder, with a slash at its end; it belongs to itself.
            return [.. changes.SelectMany(change => new[] { change.Path, change.OldPath }).Where(path => path is { Length: > 0 } && !path.EndsWith('/'))];
        }
    }
}
