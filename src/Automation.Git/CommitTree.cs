using Automation.Core.Trees;
using Automation.Git.Repositories;
using LibGit2Sharp;

namespace Automation.Git;

/// <summary>The files of a commit, read from git's objects without a checkout.</summary>
/// <remarks>Submodules are not part of it. It lists what <see cref="DirectoryTree"/> lists for the same files.</remarks>
public sealed class CommitTree : FileTree
{
    private const string NotInThisClone = "it is not in this clone, which was made with a filter or is broken: clone without --filter";

    private readonly Repository _repository;
    private readonly Commit _commit;

    // Looking a path up opens every folder on the way, and one of ten thousand entries takes milliseconds each time.
    private readonly Dictionary<string, string> _blobs = new(StringComparer.Ordinal);
    private IReadOnlyList<FileEntry>? _files;

    internal CommitTree(Repository repository, Commit commit)
    {
        _repository = repository;
        _commit = commit;
    }

    /// <summary>The commit.</summary>
    public CommitId Commit => new(_commit.Sha);

    /// <summary>The folders the last <see cref="List"/> could not read, in ordinal path order: what is in them was not judged.</summary>
    public IReadOnlyList<UnreadableFolder> Unreadable { get; private set; } = [];

    /// <inheritdoc/>
    /// <exception cref="RepositoryException">The repository is broken, or the commit holds more than can be listed.</exception>
    public override IEnumerable<FileEntry> List(CancellationToken cancellationToken = default)
    {
        // A commit never changes, and several checks ask for its files.
        if (_files is null)
        {
            (_files, Unreadable) = LibGit2.Call(
                $"The files of commit {Commit.Short} could not be listed",
                () => new TreeWalk(_repository, _commit, cancellationToken).Run());
            Remember(_files);
        }

        return _files;
    }

    /// <summary>The files that differ from those of another commit, among those that a listing names, in ordinal path order.</summary>
    /// <remarks>Its cost follows the change: folders that are the same on both sides are not opened.</remarks>
    /// <exception cref="RepositoryException">This clone lacks a commit or a file list, or more differs than can be listed.</exception>
    public IReadOnlyList<FileDifference> DifferencesFrom(CommitId from, CancellationToken cancellationToken = default)
    {
        var differences = LibGit2.Call("The changed files could not be listed", () =>
        {
            var before = _repository.Lookup<Commit>(from.Sha) ?? throw new NotFoundException($"commit {from.Short}");
            return new TreeDifference(_repository, Commit, cancellationToken).Between(before.Tree, _commit.Tree);
        });
        Remember(differences.Select(d => d.Now).OfType<FileEntry>());
        return differences;
    }

    /// <inheritdoc/>
    /// <exception cref="RepositoryException">The repository is broken.</exception>
    public override FileEntry? Find(string path) => LibGit2.Call($"{path} could not be looked up", () => EntryAt(path) switch
    {
        EntryOutcome.Found(var entry) => TreeItem.EntryOf(_repository, entry, path),
        _ => null,
    });

    /// <inheritdoc/>
    public override FileContent Read(string path, long limit, CancellationToken cancellationToken = default)
    {
        try
        {
            return LibGit2.Call($"{path} could not be read", () => _blobs.TryGetValue(path, out var blob) ? ReadBlob(new ObjectId(blob), limit, cancellationToken) : EntryAt(path) switch
            {
                EntryOutcome.Found(var entry) => ReadEntry(entry, limit, cancellationToken),
                EntryOutcome.Unreadable => new FileContent.Unreadable(NotInThisClone),
                _ => new FileContent.Missing(),
            });
        }
        catch (RepositoryException)
        {
            return new FileContent.Unreadable("git's object is broken: clone again");
        }
    }

    private FileContent ReadEntry(TreeEntry entry, long limit, CancellationToken cancellationToken)
    {
        switch (TreeItem.KindOf(entry))
        {
            case FileKind.Folder:
                return new FileContent.Unreadable("it is a folder, not a file");
            case FileKind.Link:
                return new FileContent.Unreadable("it is a symbolic link, and links are not followed");
        }

        return ReadBlob(entry.Target.Id, limit, cancellationToken);
    }

    private FileContent ReadBlob(ObjectId id, long limit, CancellationToken cancellationToken)
    {
        if (!_repository.ObjectDatabase.Contains(id))
        {
            return new FileContent.Unreadable(NotInThisClone);
        }

        // Git hands out a file's content as a whole, so its size is looked at first.
        var size = _repository.ObjectDatabase.RetrieveObjectMetadata(id).Size;
        if (size > limit)
        {
            return new FileContent.TooLarge(size);
        }

        using var content = _repository.Lookup<Blob>(id).GetContentStream();
        return BoundedRead.From(content, size, limit, cancellationToken);
    }

    private void Remember(IEnumerable<FileEntry> entries)
    {
        foreach (var entry in entries)
        {
            if (entry.BlobId is { } blob)
            {
                _blobs[entry.Path] = blob;
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

        var folder = _commit.Tree;
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

            if (!_repository.ObjectDatabase.Contains(folder.Id))
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
