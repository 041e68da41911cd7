using Automation.Core.Trees;
using Automation.Git.Disk;
using Automation.Git.Objects;
using LibGit2Sharp;

namespace Automation.Git.Repositories;

/// <summary>A clone: its commits, and how its working directory differs from them. Reads only; runs no hook, filter or other program.</summary>
/// <remarks>
/// It takes repositories of any owner (see <see cref="LibGit2.Open"/>). For use by one thread at a time. Its trees live as long as it
/// does. A caller that only needs the root or the remote uses <see cref="GitFolder"/>, which loads no library.
/// </remarks>
public sealed class GitRepository : IDisposable
{
    private const string Origin = "origin";

    // Loading the library takes longer than reading the few objects that a small change needs.
    private readonly Lazy<Repository> _library;
    private readonly ObjectReader _objects;
    private readonly string _git;

    private GitRepository(Lazy<Repository> library, string git, string? workingDirectory)
    {
        _library = library;
        _git = git;
        _objects = new ObjectReader(Path.Join(GitFolder.CommonDirectory(git), "objects"));
        WorkingDirectory = workingDirectory;
    }

    private GitRepository(Repository repository, string? workingDirectory)
        : this(new Lazy<Repository>(repository), GitFolders.Own(repository), workingDirectory)
    {
        // Already open, and to be closed.
        _ = _library.Value;
    }

    private Repository Library => _library.Value;

    /// <summary>The root of the working tree; null in a bare repository.</summary>
    public string? WorkingDirectory { get; }

    /// <summary>Whether history was cut off when the repository was cloned.</summary>
    public bool IsShallow => LibGit2.Call("The repository could not be read", () => Library.Info.IsShallow);

    /// <summary>The commit that is checked out; null before the first one.</summary>
    public CommitId? Head => LibGit2.Call("HEAD could not be read", () => Library.Head.Tip is { } tip ? new CommitId(tip.Sha) : null);

    /// <summary>
    /// The repository whose working tree <paramref name="directory"/> is in, or the bare repository it is itself; null if it is neither.
    /// </summary>
    /// <remarks>A bare repository is tried last: one that a pull request has put into a working tree must not be mistaken for the real one.</remarks>
    /// <exception cref="RepositoryException">There is one, but it cannot be opened.</exception>
    public static GitRepository? Discover(string directory)
    {
        if (GitFolder.FindRoot(directory) is not { } root)
        {
            return LibGit2.Open(directory) is { } bare ? new GitRepository(bare, null) : null;
        }

        return LibGit2.Open(root) is { } repository
            ? new GitRepository(repository, WorkingDirectoryOf(repository, root))
            : throw new RepositoryException($"The repository at {root} could not be opened: its .git is damaged, or refers to a folder that does not exist.");
    }

    /// <summary>The repository at <paramref name="directory"/>: the root of a working tree, or a bare repository; null if it is neither.</summary>
    /// <remarks>Parent folders are not searched: a given repository means that repository, and not one that contains it.</remarks>
    /// <exception cref="RepositoryException">There is one, but it cannot be opened.</exception>
    public static GitRepository? Open(string directory) =>
        GitFolder.UsualDirectory(directory) is { } git ? new GitRepository(
            new Lazy<Repository>(() => LibGit2.Open(directory) ?? throw new RepositoryException($"The repository at {directory} could not be opened.")),
            git,
            null)
        : LibGit2.Open(directory) is { } repository ? new GitRepository(repository, null)
        : null;

    /// <summary>Whether <paramref name="name"/> is the full name of a branch or the like, and nothing that a fetch would read otherwise.</summary>
    public static bool IsRef(string? name) => name is not null && name.StartsWith("refs/", StringComparison.Ordinal) && Reference.IsValidName(name);

    /// <summary>What it is a clone of: its remote <c>origin</c>, or its only remote; null if that is not a forge's repository.</summary>
    public RepositorySlug? Remote() => GitFolder.RemoteOf(LibGit2.Call("The repository could not be read", () => Library.Info.Path));

    /// <summary>Looks a revision up: a branch, tag or commit, also with <c>~</c> and <c>^</c>. Accepts any text.</summary>
    /// <exception cref="RepositoryException">The repository is damaged.</exception>
    public RevisionOutcome Resolve(string revision)
    {
        if (RevisionName.Refuse(revision) is { } reason)
        {
            return new RevisionOutcome.Malformed(reason);
        }

        return GitFolder.CommitOf(_git, revision) is { } commit && HasHere(commit)
            ? new RevisionOutcome.Found(commit)
            : LibGit2.Call($"'{revision}' could not be looked up", () => new RevisionLookup(Library).Find(revision));
    }

    /// <summary>The commit a change from <paramref name="baseRevision"/> to <paramref name="headRevision"/> (or what is checked out) started from.</summary>
    /// <exception cref="RepositoryException">The repository is damaged.</exception>
    public MergeBaseOutcome MergeBase(string baseRevision, string? headRevision = null) => Resolve(baseRevision) switch
    {
        RevisionOutcome.Found(var @base) => Resolve(headRevision ?? "HEAD") switch
        {
            RevisionOutcome.Found(var head) => MergeBase(@base, head),
            var unknownHead => new MergeBaseOutcome.NotFound(unknownHead.Reason),
        },
        var unknownBase => new MergeBaseOutcome.NotFound(unknownBase.Reason),
    };

    /// <summary>Fetches two commits and the history between them from <c>origin</c>, beside this clone; null if the clone has them.</summary>
    /// <exception cref="RepositoryException">They could not be fetched.</exception>
    public FetchedHistory? FetchHistory(WantedCommit @base, WantedCommit head, FetchAccess access, CancellationToken cancellationToken = default)
    {
        if (MergeBase(@base.Sha, head.Sha) is MergeBaseOutcome.Found)
        {
            return null;
        }

        var fetched = FetchedHistory.InTemporaryFolder();
        try
        {
            LibGit2.Call($"{@base.Sha} and {head.Sha} could not be fetched", () =>
            {
                using var history = new GitRepository(new Repository(Repository.Init(fetched.Folder, isBare: true)), null);
                var origin = history.Library.Network.Remotes.Add(Origin, OriginUrl());
                new HistoryFetch(history.Library, origin, access, cancellationToken).Run(
                    [@base, head], () => history.MergeBase(@base.Sha, head.Sha) is MergeBaseOutcome.Found);
                return fetched;
            });
            return fetched;
        }
        catch
        {
            fetched.Dispose();
            throw;
        }
    }

    /// <summary>The commit that a branch or tag has at <c>origin</c>; null if it does not exist.</summary>
    /// <exception cref="RepositoryException">The server does not respond.</exception>
    public CommitId? FindAtOrigin(string name, FetchAccess access) => LibGit2.Call($"'{name}' could not be looked up", () =>
    {
        var url = OriginUrl();
        try
        {
            var there = Library.Network.ListReferences(url, access.Once())
                .OfType<DirectReference>()
                .ToDictionary(r => r.CanonicalName, r => r.TargetIdentifier, StringComparer.Ordinal);
            return (there.GetValueOrDefault($"refs/heads/{name}") ?? there.GetValueOrDefault($"refs/tags/{name}")) is { } sha ? new CommitId(sha) : null;
        }
        catch (LibGit2SharpException e)
        {
            throw new RepositoryException($"'{name}' could not be looked up at {access.Cover(url)}: {access.Cover(e.Message)}");
        }
    });

    /// <summary>The files of a commit, without a checkout.</summary>
    /// <exception cref="RepositoryException">This clone has no such commit.</exception>
    public CommitTree TreeAt(CommitId commit) =>
        LibGit2.Call(
            $"The files of commit {commit.Short} could not be read",
            () => new CommitTree(HasHere(commit) ? commit : new CommitId(CommitOf(commit).Sha), _objects, _library));

    /// <summary>
    /// The paths that differ between <paramref name="from"/> and <paramref name="to"/>, or the working directory with its untracked files:
    /// added, changed, deleted, and both names of what was renamed. In a sparse checkout, a deletion counts once it is staged.
    /// </summary>
    /// <exception cref="RepositoryException">This clone lacks a commit or a file list, or has no working directory to compare with.</exception>
    public IReadOnlySet<string> ChangedPaths(CommitId from, CommitId? to = null) => LibGit2.Call("The changed files could not be listed", () => to is null
        ? Repositories.ChangedPaths.UpToWorkingDirectory(Library, CommitOf(from))
        : Repositories.ChangedPaths.Between(Library, CommitOf(from), CommitOf(to)));

    /// <summary>Whether this clone has the commit.</summary>
    public bool Has(CommitId commit) =>
        HasHere(commit) || LibGit2.Call($"Commit {commit.Short} could not be looked up", () => Library.Lookup<Commit>(commit.Sha) is not null);

    /// <summary>Whether git leaves the file out: it is ignored and not tracked. False in a bare repository.</summary>
    /// <exception cref="RepositoryException">The index cannot be read.</exception>
    public bool IsIgnored(string path) =>
        WorkingDirectory is not null
        && RepositoryPath.Segments(path) is not null
        && !string.IsNullOrWhiteSpace(path)     // The library reads a name of spaces as no name.
        && LibGit2.Call("The ignored files could not be listed", () => Library.Index[path] is null && Library.Ignore.IsPathIgnored(path));

    /// <summary>
    /// The paths that the index tracks, submodules among them. What was deleted and is not staged yet is left out; in a sparse checkout it is kept, because
    /// there most files that are missing were never checked out. None in a bare repository.
    /// </summary>
    /// <param name="isThere">Whether a path is known to be in the working directory; those are not looked up again.</param>
    /// <exception cref="RepositoryException">The index cannot be read.</exception>
    public IReadOnlyList<string> TrackedPaths(Predicate<string> isThere) =>
        WorkingDirectory is not { } root ? [] : LibGit2.Call("The index could not be read", () =>
    {
        var isSparse = new Lazy<bool>(() => SparseCheckout.IsOn(Library));
        return Library.Index
            .Where(e => e.Mode == Mode.GitLink || isThere(e.Path) || FolderItem.At(Path.Join(root, e.Path)) is not null || isSparse.Value)
            .Select(e => e.Path).Where(p => RepositoryPath.Segments(p) is not null).ToList();
    });

    /// <exception cref="RepositoryException">The repository is damaged.</exception>
    public IReadOnlyList<(string Name, CommitId Commit)> Tags() => LibGit2.Call<IReadOnlyList<(string Name, CommitId Commit)>>(
        "The tags could not be listed",
        () => [.. Library.Tags.Where(t => t.PeeledTarget is Commit).Select(t => (t.FriendlyName, new CommitId(t.PeeledTarget.Sha)))]);

    /// <summary>Whether a commit is another one, or comes after it.</summary>
    /// <exception cref="RepositoryException">This clone has no such commit.</exception>
    public bool Descends(CommitId commit, CommitId from) =>
        commit == from || MergeBase(from, commit) is MergeBaseOutcome.Found(var ancestor) && ancestor == from;

    /// <summary>The commits after one that changed a folder, latest first.</summary>
    /// <param name="folder">The path; empty for the root.</param>
    /// <param name="after">The commit before the first one.</param>
    /// <param name="most">The most that are listed.</param>
    /// <exception cref="RepositoryException">This clone has no such commit.</exception>
    public IReadOnlyList<FolderCommit> ChangesOf(string folder, CommitId? after, CommitId upTo, int most) => LibGit2.Call(
        "The history could not be read", () => new FolderHistory(Library).Of(folder, after is null ? null : CommitOf(after), CommitOf(upTo), most));

    /// <summary>A file's content by its id in git; null if this clone has none, or it is larger.</summary>
    public ReadOnlyMemory<byte>? Blob(string id, long limit) =>
        _objects.Read(new ObjectName(id), limit) is { Kind: ObjectKind.Blob, Content: { } content } ? content
        : LibGit2.Call<ReadOnlyMemory<byte>?>(
            "A file could not be read",
            () => Library.Lookup<Blob>(id) is { } blob && blob.Size <= limit ? Content(blob) : null);

    /// <inheritdoc/>
    public void Dispose()
    {
        _objects.Dispose();
        if (_library.IsValueCreated)
        {
            _library.Value.Dispose();
        }
    }

    private bool HasHere(CommitId commit) => RawCommit.RootOf(_objects, new ObjectName(commit.Sha)) is not null;

    private string OriginUrl() => Library.Network.Remotes[Origin]?.Url
        ?? throw new RepositoryException($"The clone has no remote '{Origin}' to fetch from. Use actions/checkout, or check out with full history.");

    // As the user spells it, unless the configuration puts the working tree elsewhere.
    private static string? WorkingDirectoryOf(Repository repository, string root) => LibGit2.Call(
        "The repository's configuration could not be read",
        () => repository.Info.IsBare ? null
            : repository.Config.Get<string>("core.worktree") is null ? root
            : Path.TrimEndingDirectorySeparator(repository.Info.WorkingDirectory));

    private MergeBaseOutcome MergeBase(CommitId @base, CommitId head) => LibGit2.Call("The merge base could not be found", () =>
        new CommonAncestor(Library).Find(CommitOf(@base), CommitOf(head)));

    private static byte[] Content(Blob blob)
    {
        using var content = new MemoryStream();
        using var stream = blob.GetContentStream();
        stream.CopyTo(content);
        return content.ToArray();
    }

    private Commit CommitOf(CommitId id) =>
        Library.Lookup<Commit>(id.Sha) ?? throw new NotFoundException($"commit {id.Short}");
}
