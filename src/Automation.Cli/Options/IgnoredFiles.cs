using Automation.Git.Repositories;

namespace Automation.Cli.Options;

/// <summary>Leaves out ignored files: a copy of a descriptor in a build folder is not the repository's.</summary>
internal static class IgnoredFiles
{
    /// <summary>The paths of a working tree that are not ignored; all of them if it is not a git repository.</summary>
    public static IReadOnlyList<string> Without(string root, IReadOnlyList<string> paths)
    {
        if (paths.Count == 0 || GitFolder.FindRoot(root) is not { } gitRoot)
        {
            return paths;
        }

        using var repository = GitRepository.Discover(gitRoot);
        var prefix = PathExpansion.Slashed(Path.GetRelativePath(gitRoot, root)) is var relative && relative == "." ? "" : relative + "/";
        return repository is null ? paths : [.. paths.Where(p => !repository.IsIgnored(prefix + p))];
    }
}
