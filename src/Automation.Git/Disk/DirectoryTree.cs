using Automation.Core.Trees;
using Automation.Git.Objects;

namespace Automation.Git.Disk;

/// <summary>The files below a directory on the disk.</summary>
/// <remarks>
/// Links are listed, not followed. What belongs to git (<c>.git</c>) or to another repository (a sub-folder with a <c>.git</c> of its
/// own) is not part of the tree. <c>node_modules</c> is not listed, but a file in it can be read by path.
/// </remarks>
/// <param name="root">The directory; it need not be the root of a repository.</param>
/// <param name="intoRepositories">Whether the working trees of other repositories below it are part of it, as in a folder of clones.</param>
public sealed class DirectoryTree(string root, bool intoRepositories = false) : FileTree
{
    private IReadOnlyList<UnreadableFolder> _unreadable = [];
    private IReadOnlyList<string> _repositories = [];

    /// <summary>The directory's absolute path.</summary>
    public string Root { get; } = Path.GetFullPath(root);

    /// <summary>Whether there is such a directory.</summary>
    public bool Exists => Directory.Exists(Root);

    /// <inheritdoc/>
    public override IReadOnlyList<UnreadableFolder> Unreadable => _unreadable;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Repositories => _repositories;

    /// <inheritdoc/>
    /// <exception cref="RepositoryException">The directory has more entries than can be listed.</exception>
    public override IEnumerable<FileEntry> List(CancellationToken cancellationToken = default)
    {
        (var files, _unreadable, _repositories) = new FolderWalk(Root, intoRepositories, cancellationToken).Run();
        return files;
    }

    /// <inheritdoc/>
    public override FileEntry? Find(string path)
    {
        if (RepositoryPath.Segments(path) is not { } segments || ItemAt(segments) is not { } item)
        {
            return null;
        }

        return new FileEntry(path, item.Kind, item.Size);
    }

    /// <inheritdoc/>
    public override FileContent Read(string path, long limit, CancellationToken cancellationToken = default) =>
        RepositoryPath.Segments(path) is { } segments && ItemAt(segments) is { } item
            ? item.Read(Path.Join(Root, path), limit, cancellationToken)
            : new FileContent.Missing();

    /// <inheritdoc/>
    public override string? LinkText(string path, CancellationToken cancellationToken = default) =>
        RepositoryPath.Segments(path) is { } segments && ItemAt(segments) is { Kind: FileKind.Link } ? FolderItem.LinkText(Path.Join(Root, path)) : null;

    // Every folder on the way is checked: one that is a link, or another repository, ends the search.
    private FolderItem? ItemAt(string[] segments)
    {
        var path = Root;
        FolderItem? item = null;
        foreach (var segment in segments)
        {
            if (item is not null && (item.Kind != FileKind.Folder || IsOther(path)))
            {
                return null;
            }

            path = Path.Join(path, segment);
            item = FolderItem.At(path);
            if (item is null)
            {
                return null;
            }
        }

        return item is { Kind: FileKind.Folder } && IsOther(path) ? null : item;
    }

    private bool IsOther(string folder) => !intoRepositories && FolderItem.At(Path.Join(folder, ".git")) is not null;
}
