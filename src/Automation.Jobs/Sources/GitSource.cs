using Automation.Catalog.Artifact;
using Automation.Catalog.Sources;
using Automation.Core.Trees;
using Automation.Git.Objects;
using Automation.Git.Repositories;

namespace Automation.Jobs.Sources;

/// <summary>A git repository at a revision, read from git's objects: nothing is checked out, and unchanged files are not opened.</summary>
/// <param name="settings">The settings for reading it.</param>
/// <param name="path">The root of its working tree, or the bare repository.</param>
/// <param name="refs">One object for each ref.</param>
public sealed class GitSource(SourceSettings settings, string path, string revision, EntityRefs refs) : CatalogSource
{
    private const string Kind = "git";

    // Only if it is needed: the remote is in a file.
    private readonly Lazy<RepositorySlug?> _slug = new(() => settings.Repository ?? GitFolder.RemoteAt(path));

    private GitRepository? _opened;
    private CommitId? _read;

    /// <inheritdoc/>
    public override string Name => settings.Name;

    /// <inheritdoc/>
    public override string Settings => settings.Digest;

    /// <inheritdoc/>
    public override SourceIdentity Identity => settings.Identity(Kind, _slug.Value);

    /// <inheritdoc/>
    public override SourceFiles Files => settings.Files;

    /// <inheritdoc/>
    public override bool KeepsDocuments => settings.KeepsDocuments;

    /// <inheritdoc/>
    public override bool KeepsFacts => settings.KeepsFacts;

    /// <inheritdoc/>
    public override SourceReading Read(StoredCatalog previous, CancellationToken cancellationToken)
    {
        var record = previous.Source(Name);

        // Links contain the repository: if it was moved, every entity differs.
        var isAsBefore = record is { Kind: Kind, IsSettled: true, Locations.Count: 0, Templates.Count: 0, Wanted.Count: 0 }
            && record.Settings == Settings
            && record.Repository == Identity.Repository;
        var last = isAsBefore && record!.Commit is { } sha ? new CommitId(sha) : null;
        try
        {
            return last is not null && GitFolder.Commit(path, revision) == last
                ? Unchanged(last)
                : Read(last, previous, cancellationToken);
        }
        catch (RepositoryException e)
        {
            return new SourceReading.Unreadable(Identity, WithStop(e.Message));
        }
    }

    /// <inheritdoc/>
    public override SourceReading ReadWanted(IReadOnlyDictionary<string, int> wanted, StoredCatalog previous, CancellationToken cancellationToken)
    {
        try
        {
            using var repository = GitRepository.Open(path);
            return repository is not null && (_read ?? CommitOf(previous.Source(Name))) is { } commit && repository.Has(commit)
                ? Read(repository.TreeAt(commit), commit, wanted, previous, cancellationToken)
                : new SourceReading.Unreadable(Identity, "the commit that was read last no longer exists.");
        }
        catch (RepositoryException e)
        {
            return new SourceReading.Unreadable(Identity, WithStop(e.Message));
        }
    }

    /// <inheritdoc/>
    public override FileReading? Reread(string path, StoredCatalog previous, CancellationToken cancellationToken) =>
        At(_read ?? CommitOf(previous.Source(Name)), tree => ReaderOf(tree).Read(path, cancellationToken));

    /// <inheritdoc/>
    public override T? WithFiles<T>(SourceRecord record, Func<FileTree, T> use, CancellationToken cancellationToken)
        where T : class => At(CommitOf(record), use);

    // Many files of one source may be read, one after the other.
    private T? At<T>(CommitId? commit, Func<FileTree, T?> use)
        where T : class
    {
        try
        {
            return commit is not null && (_opened ??= GitRepository.Open(RepositoryPath)) is { } repository && repository.Has(commit)
                ? use(TreeOf(repository.TreeAt(commit)))
                : null;
        }
        catch (RepositoryException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _opened?.Dispose();
        base.Dispose();
    }

    private string RepositoryPath => path;

    private SourceReading Read(CommitId? last, StoredCatalog previous, CancellationToken cancellationToken)
    {
        using var repository = GitRepository.Open(path);
        if (repository is null)
        {
            return new SourceReading.Unreadable(Identity, "it is not a git repository: use the root of a clone, or a bare repository.");
        }

        if (repository.Resolve(revision) is not RevisionOutcome.Found(var commit))
        {
            return new SourceReading.Unreadable(Identity, WithStop(repository.Resolve(revision).Reason));
        }

        if (commit == last)
        {
            return Unchanged(commit);
        }

        var files = repository.TreeAt(commit);
        if (settings.Folder.Length > 0 && files.Find(settings.Folder) is not { Kind: FileKind.Folder })
        {
            return new SourceReading.Unreadable(Identity, $"commit {commit.Short} has no folder '{settings.Folder}'.");
        }

        _read = commit;
        return last is not null && repository.Has(last)
            && ChangedDescriptors.Read(files.DifferencesFrom(last,
                cancellationToken), settings, previous, ReaderOf(TreeOf(files)), cancellationToken) is { } changed
            ? new SourceReading.Read(Identity, commit.Sha, changed.Files, changed.Deleted)
            : Read(files, commit, null, previous, cancellationToken);
    }

    private SourceReading Read(
        CommitTree files,
        CommitId commit,
        IReadOnlyDictionary<string, int>? wanted,
        StoredCatalog previous,
        CancellationToken cancellationToken)
    {
        var reading = ReaderOf(TreeOf(files), wanted).Read(Identity, commit.Sha, previous, cancellationToken);
        return files.Unreadable.FirstOrDefault(u => Concerns(u.Path)) is { } unread
            ? Unlisted(unread)
            : reading;
    }

    private SourceReading.Unchanged Unchanged(CommitId commit)
    {
        _read = commit;
        return new SourceReading.Unchanged(Identity);
    }

    // The git library is not thread-safe, and descriptors are read by several threads.
    private LockedTree TreeOf(CommitTree files) => new(new FollowedLinks(settings.Folder.Length == 0 ? files : new SubTree(files, settings.Folder)));

    private TreeReader ReaderOf(FileTree tree, IReadOnlyDictionary<string, int>? wanted = null) =>
        new(tree, settings.Files, settings.Reader(Identity, tree, _slug.Value, refs)) { Wanted = wanted };

    private bool Concerns(string folder) =>
        settings.Folder.Length == 0
            || folder.Length == 0
            || $"{folder}/".StartsWith($"{settings.Folder}/", StringComparison.Ordinal)
            || settings.Folder.StartsWith($"{folder}/", StringComparison.Ordinal);

    private static string WithStop(string reason) => reason.EndsWith('.') ? reason : $"{reason}.";
}
