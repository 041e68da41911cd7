using Automation.Core.Trees;
using Automation.GitHub.Budgets;

namespace Automation.GitHub.Trees;

/// <summary>The listed files of a commit, in ordinal path order. It never changes: all checks of a repository share that of their base.</summary>
/// <param name="files">Every file and link.</param>
/// <param name="tracked">Every path that git tracks (<see cref="FileTree.Tracked"/>).</param>
/// <param name="unlisted">Every folder that could not be listed.</param>
internal sealed class ListedTree(IReadOnlyList<FileEntry> files, IReadOnlyList<string> tracked, IReadOnlyList<UnlistedFolder> unlisted)
{
    // Two strings (22 bytes and 2 for each character), the entry, and its places in the lists; the SHA has 40 characters.
    private const int BytesOfFile = 200;

    public IReadOnlyList<FileEntry> Files => files;

    public IReadOnlyList<string> Tracked => tracked;

    /// <summary>Every folder that could not be listed.</summary>
    public IReadOnlyList<UnlistedFolder> Unlisted => unlisted;

    /// <summary>About how much memory it takes.</summary>
    public long Size { get; } = 64 + tracked.Sum(path => BytesOfFile + (2L * path.Length));

    /// <summary>The file at a path; null if there is none.</summary>
    public FileEntry? File(string path) => At(path) is { } found && found.Path == path ? found : null;

    public bool HasFolder(string path) => path.Length > 0 && At(path + "/") is { } first && RepositoryPath.Within(path, first.Path) is not null;

    // The first file at a path or after it; null if there is none. A table would take longer to build than a check takes for its look-ups.
    private FileEntry? At(string path)
    {
        var (low, high) = (0, files.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = string.CompareOrdinal(files[middle].Path, path) < 0 ? (middle + 1, high) : (low, middle);
        }

        return low < files.Count ? files[low] : null;
    }
}

/// <param name="Path">The path; empty for the root.</param>
/// <param name="Sha">The tree, which shows whether the folder has changed.</param>
/// <param name="Kind">The budget that was too small.</param>
internal sealed record UnlistedFolder(string Path, string Sha, BudgetKind Kind)
{
    /// <summary>Whether it holds installed packages, whose files are no descriptors of the repository.</summary>
    public bool IsOfPackages => Path.Split('/').Any(s => RepositoryPath.IsLeftOut(s));
}
