using Automation.Core.Trees;
using Automation.GitHub.Trees;

namespace Automation.Jobs.Descriptors;

/// <summary>One side of a check: the files of a repository, and how findings name them.</summary>
/// <param name="Shown">The prefix of each path in findings; empty if the repository is the working directory.</param>
/// <param name="Repository">The repository; null if it is not known.</param>
public sealed record RepositorySnapshot(FileTree Tree, string Shown, RepositorySlug? Repository)
{
    /// <summary>The files as descriptors are read: a link to a file of the repository is read as that file.</summary>
    public FileTree Followed => new FollowedLinks(Tree);

    /// <summary>Whether the tree is the whole repository, not a folder in it.</summary>
    public bool IsWhole { get; init; } = true;

    /// <summary>Decides which files are read; null for all.</summary>
    public PullRequestReads? Reads { get; init; }

    /// <summary>A path as findings show it.</summary>
    public string Show(string treePath) => Shown.Length == 0 ? treePath : Shown.EndsWith('/') ? Shown + treePath : $"{Shown}/{treePath}";

    /// <summary>The path in the tree of a path that <see cref="Show"/> made.</summary>
    public string TreePathOf(string shownPath) => Shown.Length == 0 ? shownPath : shownPath[Math.Min(shownPath.Length, Show("").Length)..];
}
