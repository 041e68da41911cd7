using System.Collections.Concurrent;
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
    // Files of one folder are often read one after the other, and looking at every folder above each takes longer than reading it.
    private readonly ConcurrentDictionary<string, bool> _ownFolders = new(StringComparer.Ordinal);

    // Without the bits that let a program run as another user.
    private const UnixFileMode Permissions = (UnixFileMode)0b111_111_111;

    private IReadOnlyList<UnreadableFolder> _unreadable = [];
    private IReadOnlyList<string> _repositories = [];

    public string Root { get; } = Path.GetFullPath(root);

    public bool Exists => Directory.Exists(Root);

    /// <inheritdoc/>
    public override IReadOnlyList<UnreadableFolder> Unreadable => _unreadable;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Repositories => _repositories;

    /// <summary>The folders that the last <see cref="List"/> entered, by their paths from the root.</summary>
    public IReadOnlyList<string> Entered { get; private set; } = [];

    /// <inheritdoc/>
    /// <exception cref="RepositoryException">The directory has more entries than can be listed.</exception>
    public override IEnumerable<FileEntry> List(CancellationToken cancellationToken = default)
    {
        _ownFolders.Clear();
        (var files, _unreadable, _repositories, Entered) = new FolderWalk(Root, intoRepositories, cancellationToken).Run();
        foreach (var folder in Entered)
        {
            Know(folder);
        }

        return files;
    }

    /// <inheritdoc/>
    /// <exception cref="RepositoryException">The folder has more entries than can be listed.</exception>
    public override IEnumerable<FileEntry> ListBelow(string folder, CancellationToken cancellationToken = default) =>
        folder.Length > 0 && (folder.Split('/').Any(s => RepositoryPath.IsLeftOut(s)) || ItemAt(folder) is not { Kind: FileKind.Folder })
            ? []
            : new FolderWalk(Root, intoRepositories, cancellationToken).Run(folder).Files;

    /// <summary>Notes a folder that a walk has just found to be one of this tree, so that reading a file in it does not look at it again.</summary>
    public void Know(string folder) => _ownFolders[folder] = true;

    /// <inheritdoc/>
    public override FileEntry? Find(string path) => ItemAt(path) is { } item ? new FileEntry(path, item.Kind, item.Size) : null;

    /// <inheritdoc/>
    public override FileContent Read(string path, long limit, CancellationToken cancellationToken = default) =>
        ItemAt(path)?.Read(Path.Join(Root, path), limit, cancellationToken) ?? new FileContent.Missing();

    /// <inheritdoc/>
    public override string? LinkText(string path, CancellationToken cancellationToken = default) =>
        ItemAt(path) is { Kind: FileKind.Link } ? FolderItem.LinkText(Path.Join(Root, path)) : null;

    /// <inheritdoc/>
    public override UnixFileMode Mode(string path) =>
        !OperatingSystem.IsWindows() && ItemAt(path) is { Kind: FileKind.File } ? File.GetUnixFileMode(Path.Join(Root, path)) & Permissions : base.Mode(path);

    /// <inheritdoc/>
    public override IEnumerable<string> Folders(string below, CancellationToken cancellationToken = default)
    {
        var start = below.Length == 0 ? Root : Path.Join(Root, below);
        return (below.Length == 0 || ItemAt(below) is { Kind: FileKind.Folder }) && Directory.Exists(start) ? FoldersIn(start, "", cancellationToken) : [];
    }

    private static IEnumerable<string> FoldersIn(string folder, string path, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (path.Count(c => c == '/') > RepositoryPath.Deepest)
        {
            yield break;
        }

        foreach (var item in FolderItem.In(folder).Where(i => i.Kind == FileKind.Folder && !RepositoryPath.IsGit(i.Name) && !RepositoryPath.IsLeftOut(i.Name)))
        {
            var below = path.Length == 0 ? item.Name : $"{path}/{item.Name}";
            yield return below;
            foreach (var deeper in FoldersIn(Path.Join(folder, item.Name), below, cancellationToken))
            {
                yield return deeper;
            }
        }
    }

    // Every folder on the way is checked: one that is a link, or another repository, ends the search.
    private FolderItem? ItemAt(string path)
    {
        if (RepositoryPath.Segments(path) is null)
        {
            return null;
        }

        for (var end = path.IndexOf('/', StringComparison.Ordinal); end >= 0; end = path.IndexOf('/', end + 1))
        {
            if (!IsOwnFolder(path.AsSpan(0, end)))
            {
                return null;
            }
        }

        var item = FolderItem.At(Path.Join(Root, path));
        return item is { Kind: FileKind.Folder } && IsOther(path) ? null : item;
    }

    private bool IsOwnFolder(ReadOnlySpan<char> path)
    {
        if (_ownFolders.GetAlternateLookup<ReadOnlySpan<char>>().ContainsKey(path))
        {
            return true;
        }

        var folder = path.ToString();
        if (FolderItem.At(Path.Join(Root, folder)) is not { Kind: FileKind.Folder } || IsOther(folder))
        {
            return false;
        }

        _ownFolders[folder] = true;
        return true;
    }

    private bool IsOther(string folder) => !intoRepositories && FolderItem.At(Path.Join(Root, folder, ".git")) is not null;
}
