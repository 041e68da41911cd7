using Automation.Core.Trees;
using LibGit2Sharp;

namespace Automation.Git.Repositories;

/// <summary>Where a repository keeps things.</summary>
internal static class GitFolders
{
    private const int LongestPointer = RepositoryPath.Longest + 64;

    /// <summary>The folder of what belongs to this working copy alone: HEAD, the index.</summary>
    public static string Own(Repository repository) => Path.TrimEndingDirectorySeparator(repository.Info.Path);

    /// <summary>The folder of what all worktrees of a repository share: objects, branches.</summary>
    public static string Common(Repository repository)
    {
        var own = Own(repository);
        return SmallFile.Read(Path.Join(own, "commondir"), LongestPointer) is { } pointer ? Path.GetFullPath(pointer.Trim(), own) : own;
    }
}
