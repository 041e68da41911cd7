using Automation.Core.Trees;

namespace Automation.Git.Repositories;

/// <summary>Information about a repository without the git library: its location, and what it is a clone of.</summary>
public static class GitFolder
{
    // A `.git` file and a `commondir` file contain one path.
    private const int LongestPointer = RepositoryPath.Longest + 64;

    /// <summary>
    /// The root of the working tree that <paramref name="directory"/> is in: the closest folder, from itself upwards, with a <c>.git</c>
    /// folder, or with the <c>.git</c> file of a worktree or submodule. Null if there is none, as in a bare repository.
    /// </summary>
    public static string? FindRoot(string directory)
    {
        for (var folder = new DirectoryInfo(Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory))); folder is not null; folder = folder.Parent)
        {
            if (GitDirectory(folder.FullName) is not null)
            {
                return folder.FullName;
            }
        }

        return null;
    }

    /// <summary>Whether <paramref name="directory"/> is a bare repository, and not a folder of a working tree that looks like one.</summary>
    public static bool IsBare(string directory) =>
        File.Exists(Path.Join(directory, "HEAD"))
            && Directory.Exists(Path.Join(directory, "objects"))
            && Directory.Exists(Path.Join(directory, "refs"))
            && FindRoot(directory) is null;

    /// <summary>
    /// The repository that the working tree at <paramref name="root"/> is a clone of: its remote <c>origin</c>, or its only remote. Null if it has
    /// neither, or if the remote is not on a forge.
    /// </summary>
    /// <remarks>Only the clone's own configuration is read: no includes, no <c>insteadOf</c> of the user's.</remarks>
    public static RepositorySlug? Remote(string root) => GitDirectory(root) is { } directory ? RemoteOf(directory) : null;

    /// <summary>The repository that the one at <paramref name="directory"/> is a clone of, bare or not; parent folders are not searched.</summary>
    public static RepositorySlug? RemoteAt(string directory) => RemoteOf(GitDirectory(directory) ?? directory);

    /// <summary>
    /// The commit that a revision of the repository at <paramref name="directory"/> names, read from the small files in which git keeps its
    /// names. Null if that is not enough: the revision is not a plain name, or names an annotated tag, or nothing; a git library can resolve more.
    /// </summary>
    public static CommitId? Commit(string directory, string revision) => CommitOf(GitDirectory(directory) ?? directory, revision);

    internal static CommitId? CommitOf(string gitDirectory, string revision) =>
        RefFiles.Commit(gitDirectory, CommonDirectory(gitDirectory), revision) is { } sha ? new CommitId(sha) : null;

    /// <summary>The git directory of a clone laid out as git does nowadays, bare or not; null if only the library can tell.</summary>
    internal static string? UsualDirectory(string directory)
    {
        var git = GitDirectory(directory) ?? directory;
        return File.Exists(Path.Join(git, "HEAD")) && Directory.Exists(Path.Join(git, "objects")) && Directory.Exists(Path.Join(git, "refs")) ? git : null;
    }

    /// <summary>The same for a git directory: a <c>.git</c> folder, that of a worktree, or a bare repository.</summary>
    internal static RepositorySlug? RemoteOf(string gitDirectory)
    {
        if (SmallFile.Read(Path.Join(CommonDirectory(gitDirectory), "config"), GitConfig.Longest) is not { } config)
        {
            return null;
        }

        var remotes = GitConfig.Read(config).Where(entry => entry is { Section: "remote", Key: "url" }).ToList();
        var url = remotes.Find(entry => entry.Subsection == "origin")?.Value
            ?? (remotes.Select(entry => entry.Subsection).Distinct(StringComparer.Ordinal).Count() == 1 ? remotes[0].Value : null);
        return url is null ? null : RepositorySlug.FromRemote(url);
    }

    // The folder that a worktree shares with its repository.
    internal static string CommonDirectory(string gitDirectory) =>
        SmallFile.Read(Path.Join(gitDirectory, "commondir"), LongestPointer) is { } pointer
            ? Path.GetFullPath(Path.Combine(gitDirectory, pointer.Trim()))
            : gitDirectory;

    private static string? GitDirectory(string root)
    {
        var git = Path.Join(root, ".git");
        if (Directory.Exists(git))
        {
            return File.Exists(Path.Join(git, "HEAD")) ? git : null;
        }

        const string Prefix = "gitdir:";
        return SmallFile.Read(git, LongestPointer) is { } pointer && pointer.StartsWith(Prefix, StringComparison.Ordinal)
            ? Path.GetFullPath(pointer[Prefix.Length..].Trim(), root)
            : null;
    }
}
