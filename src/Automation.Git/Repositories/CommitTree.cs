using System.Text;
using Automation.Core.Trees;
using Automation.Git.Disk;
using Automation.Git.Objects;
using LibGit2Sharp;

namespace Automation.Git.Repositories;

/// <summary>The files of a commit, read from git's objects without a checkout.</summary>
/// <remarks>It lists what <see cref="DirectoryTree"/> lists for the same files, so no submodules, although those are tracked.</remarks>
public sealed class CommitTree : FileTree
{
    private const string NotInThisClone = "it is not in this clone, which was made with a filter or is damaged: clone without --filter";

    private const UnixFileMode Executable = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    private readonly ObjectReader _objects;
    private readonly Lazy<Repository> _library;
    private readonly Lazy<Commit> _found;

    // Looking a path up opens every folder on the way, and one of ten thousand entries takes milliseconds each time.
    private readonly Dictionary<string, string> _blobs = new(StringComparer.Ordinal);
    private readonly HashSet<string> _programs = new(StringComparer.Ordinal);
    private IReadOnlyList<FileEntry>? _files;
    private IReadOnlyList<string> _tracked = [];
    private IReadOnlyList<UnreadableFolder> _unreadable = [];

    /// <param name="commit">The commit, which is in the repository.</param>
    /// <param name="objects">Reads most objects.</param>
    /// <param name="library">Reads the rest.</param>
    internal CommitTree(CommitId commit, ObjectReader objects, Lazy<Repository> library)
    {
        Commit = commit;
        _objects = objects;
        _library = library;
        _found = new(() => CommitOf(commit));
    }

    public CommitId Commit { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<UnreadableFolder> Unreadable => _unreadable;

    /// <inheritdoc/>
    /// <exception cref="RepositoryException">The repository is damaged, or the commit has more entries than can be listed.</exception>
    public override IEnumerable<FileEntry> List(CancellationToken cancellationToken = default)
    {
        // A commit never changes, and several checks read its files.
        if (_files is null)
        {
            (_files, _tracked, _unreadable) = LibGit2.Call(
                $"The files of commit {Commit.Short} could not be listed",
                () => new CommitWalk(_library.Value, _found.Value, cancellationToken).Run());
            Remember(_files);
        }

        return _files;
    }

    /// <inheritdoc/>
    /// <exception cref="RepositoryException">The repository is damaged, or the commit has more entries than can be listed.</exception>
    public override IReadOnlyList<string> Tracked(CancellationToken cancellationToken = default)
    {
        _ = List(cancellationToken);
        return _tracked;
    }

    /// <summary>The files that differ from those of another commit, among those that a listing names, in ordinal path order.</summary>
    /// <remarks>The cost depends on the size of the change: folders that are the same on both sides are not opened.</remarks>
    /// <exception cref="RepositoryException">This clone lacks a commit or a file list, or more differs than can be listed.</exception>
    public IReadOnlyList<FileDifference> DifferencesFrom(CommitId from, CancellationToken cancellationToken = default)
    {
        var differences = LibGit2.Call("The changed files could not be listed", () =>
        {
            var folders = new FolderLines(_objects, () => _library.Value);
            return new TreeDifference(folders, Commit, cancellationToken).Between(RootOf(from), RootOf(Commit));
        });
        Remember(differences.Select(d => d.Now).OfType<FileEntry>());
        return differences;
    }

    /// <inheritdoc/>
    /// <exception cref="RepositoryException">The repository is damaged.</exception>
    public override FileEntry? Find(string path) => LibGit2.Call($"{path} could not be looked up", () => EntryAt(path) switch
    {
        EntryOutcome.Found(var entry) => TreeItem.EntryOf(_library.Value, entry, path),
        _ => null,
    });

    /// <inheritdoc/>
    public override FileContent Read(string path, long limit, CancellationToken cancellationToken = default)
    {
        try
        {
            return LibGit2.Call($"{path} could not be read", () =>
                _blobs.TryGetValue(path, out var blob) ? ReadBlob(blob, limit, cancellationToken) : EntryAt(path) switch
                {
                    EntryOutcome.Found(var entry) => ReadEntry(entry, limit, cancellationToken),
                    EntryOutcome.Unreadable => new FileContent.Unreadable(NotInThisClone),
                    _ => new FileContent.Missing(),
                });
        }
        catch (RepositoryException)
        {
            return new FileContent.Unreadable("the git object is damaged: clone again");
        }
    }

    /// <inheritdoc/>
    /// <exception cref="RepositoryException">The repository is damaged.</exception>
    public override string? LinkText(string path, CancellationToken cancellationToken = default) => LibGit2.Call($"{path} could not be read", () =>
        EntryAt(path) is EntryOutcome.Found(var entry)
            && TreeItem.KindOf(entry) == FileKind.Link
            && ReadBlob(entry.Target.Sha, RepositoryPath.Longest, cancellationToken) is FileContent.Whole { Bytes: var text }
            ? Encoding.UTF8.GetString(text.Span)
            : null);

    /// <inheritdoc/>
    /// <exception cref="RepositoryException">The repository is broken.</exception>
    public override UnixFileMode Mode(string path) => LibGit2.Call($"{path} could not be read", () =>
        IsProgram(path) ? base.Mode(path) | Executable : base.Mode(path));

    private bool IsProgram(string path) => _files is not null && _blobs.ContainsKey(path)
        ? _programs.Contains(path)
        : EntryAt(path) is EntryOutcome.Found({ Mode: LibGit2Sharp.Mode.ExecutableFile });

    private FileContent ReadEntry(TreeEntry entry, long limit, CancellationToken cancellationToken)
    {
        switch (TreeItem.KindOf(entry))
        {
            case FileKind.Folder:
                return new FileContent.Unreadable("it is a folder, not a file");
            case FileKind.Link:
                return new FileContent.Unreadable("it is a symbolic link, and links are not followed");
        }

        return ReadBlob(entry.Target.Sha, limit, cancellationToken);
    }

    private FileContent ReadBlob(string sha, long limit, CancellationToken cancellationToken) =>
        _objects.Read(new ObjectName(sha), limit) is not { Kind: ObjectKind.Blob } stored ? ReadFromLibrary(new ObjectId(sha), limit, cancellationToken)
        : stored.Content is { } content ? new FileContent.Whole(content)
        : new FileContent.TooLarge(stored.Size);

    private FileContent ReadFromLibrary(ObjectId id, long limit, CancellationToken cancellationToken)
    {
        if (!_library.Value.ObjectDatabase.Contains(id))
        {
            return new FileContent.Unreadable(NotInThisClone);
        }

        // Git returns a file's content as a whole, so its size is checked first.
        var size = _library.Value.ObjectDatabase.RetrieveObjectMetadata(id).Size;
        if (size > limit)
        {
            return new FileContent.TooLarge(size);
        }

        using var content = _library.Value.Lookup<Blob>(id).GetContentStream();
        return BoundedRead.From(content, size, limit, cancellationToken);
    }

    private ObjectName RootOf(CommitId commit) => RawCommit.RootOf(_objects, new ObjectName(commit.Sha)) ?? new ObjectName(CommitOf(commit).Tree.Sha);

    private Commit CommitOf(CommitId commit) => _library.Value.Lookup<Commit>(commit.Sha) ?? throw new NotFoundException($"commit {commit.Short}");

    private void Remember(IEnumerable<FileEntry> entries)
    {
        foreach (var entry in entries)
        {
            if (entry is { Kind: FileKind.File, BlobId: { } blob })
            {
                _blobs[entry.Path] = blob;
                if (entry.IsExecutable)
                {
                    _programs.Add(entry.Path);
                }
            }
        }
    }

    // Folder by folder, because git's own lookup cannot tell a folder that lacks the name from one that is not in the clone.
    private EntryOutcome EntryAt(string path)
    {
        if (RepositoryPath.Segments(path) is not { } segments)
        {
            return new EntryOutcome.Nothing();
        }

        var folder = _found.Value.Tree;
        TreeEntry? entry = null;
        foreach (var segment in segments)
        {
            if (entry is not null)
            {
                if (entry.Target is not Tree next)
                {
                    return new EntryOutcome.Nothing();
                }

                folder = next;
            }

            if (!_library.Value.ObjectDatabase.Contains(folder.Id))
            {
                return new EntryOutcome.Unreadable();
            }

            entry = folder[segment];
            if (entry is null or { TargetType: TreeEntryTargetType.GitLink })
            {
                return new EntryOutcome.Nothing();
            }
        }

        return new EntryOutcome.Found(entry!);
    }

    private abstract record EntryOutcome
    {
        public sealed record Found(TreeEntry Entry) : EntryOutcome;

        public sealed record Nothing : EntryOutcome;

        public sealed record Unreadable : EntryOutcome;
    }
}
