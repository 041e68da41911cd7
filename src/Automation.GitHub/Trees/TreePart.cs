using Automation.Core.Trees;
using Automation.GitHub.Access;

namespace Automation.GitHub.Trees;

/// <summary>Opens a part of a tree, without a listing of the rest: of a large repository, that takes seconds.</summary>
/// <param name="access">The repository.</param>
/// <param name="cache">The cache of files and trees.</param>
public sealed class TreePart(RepositoryAccess access, BlobCache cache)
{
    private readonly TreeBatches _trees = new(access, cache);

    /// <summary>The files of the root, those directly in some of its folders, and some that are known.</summary>
    /// <param name="tree">The tree.</param>
    /// <param name="folders">The folders.</param>
    /// <param name="known">Files elsewhere.</param>
    /// <exception cref="GitHubBusyException">A rate limit is exhausted.</exception>
    /// <exception cref="GitHubRefusalException">GitHub does not show a tree.</exception>
    public async Task<GitHubTree> OpenAsync(
        string tree, IReadOnlyList<string> folders, IEnumerable<FileEntry> known, CancellationToken cancellationToken)
    {
        var root = (await _trees.ReadAsync([tree], cancellationToken))[tree].Lines;
        var wanted = root.Where(l => l.Kind == ListedEntryKind.Folder && folders.Contains(l.Path)).ToList();
        var trees = await _trees.ReadAsync([.. wanted.Select(l => l.Sha)], cancellationToken);
        var files = Files(root, "").Concat(wanted.SelectMany(f => Files(trees[f.Sha].Lines, f.Path + "/"))).Concat(known)
            .OrderBy(f => f.Path, StringComparer.Ordinal).ToList();
        return new GitHubTree(access, cache, new ListedTree(files, [.. files.Select(f => f.Path)], []));
    }

    private static IEnumerable<FileEntry> Files(IEnumerable<ListedEntry> lines, string prefix) =>
        lines.Where(l => l.Kind is ListedEntryKind.File or ListedEntryKind.Program)
            .Select(l => l.At(prefix + l.Path));
}
