using LibGit2Sharp;

namespace Automation.Git.Repositories;

/// <summary>The folders of a repository.</summary>
internal static class GitFolders
{
    /// <summary>The folder for what belongs to this working copy alone: HEAD, the index.</summary>
    public static string Own(Repository repository) => Path.TrimEndingDirectorySeparator(repository.Info.Path);

    /// <summary>The folder for what all worktrees of a repository share: objects, branches.</summary>
    public static string Common(Repository repository) => GitFolder.CommonDirectory(Own(repository));
}
