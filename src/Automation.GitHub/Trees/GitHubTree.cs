using Automation.Core.Trees;
using Automation.GitHub.Access;
using Octokit;

namespace Automation.GitHub.Trees;

/// <summary>The files of a commit on GitHub, without a clone: listed at once, each file read when it is asked for.</summary>
/// <remarks>
/// It lists what a clone of the commit lists. A file that was not fetched before is fetched while the reader waits: whoever knows what will be asked for calls
/// <see cref="FetchAsync(Func{FileEntry, bool}, long, CancellationToken)"/> first, which asks for many at a time. For use by several threads at a time.
/// </remarks>
public sealed class GitHubTree : FileTree
{
    /// <summary>How many files are asked for at a time; GitHub counts more against a secondary limit.</summary>
    private const int AtATime = 8;

    private readonly RepositoryAccess _access;
    private readonly BlobCache _cache;
    private readonly IReadOnlyList<FileEntry> _files;
    private readonly IReadOnlyList<string> _tracked;
    private readonly Dictionary<string, FileEntry> _byPath;
    private readonly Lazy<HashSet<string>> _folders;

    private GitHubTree(RepositoryAccess access, BlobCache cache, IReadOnlyList<FileEntry> files, IReadOnlyList<string> tracked, IReadOnlyList<UnreadableFolder> unreadable)
    {
        (_access, _cache, _files, _tracked, Unreadable) = (access, cache, files, tracked, unreadable);
        _byPath = files.ToDictionary(f => f.Path, StringComparer.Ordinal);
        _folders = new(() => files.SelectMany(f => FoldersOf(f.Path)).ToHashSet(StringComparer.Ordinal));
    }

    /// <inheritdoc/>
    public override IReadOnlyList<UnreadableFolder> Unreadable { get; }

    /// <summary>Lists a commit.</summary>
    /// <param name="access">The repository.</param>
    /// <param name="commit">The commit.</param>
    /// <param name="cache">Keeps what is read.</param>
    /// <param name="cancellationToken">Ends the listing.</param>
    public static async Task<GitHubTree> OpenAsync(RepositoryAccess access, string commit, BlobCache cache, CancellationToken cancellationToken)
    {
        var (files, tracked, unreadable) = await new TreeListing(access).RunAsync(commit, cancellationToken);
        return new GitHubTree(access, cache, files, tracked, unreadable);
    }

    /// <inheritdoc/>
    public override IEnumerable<FileEntry> List(CancellationToken cancellationToken = default) => _files;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Tracked(CancellationToken cancellationToken = default) => _tracked;

    /// <inheritdoc/>
    public override FileEntry? Find(string path) =>
        _byPath.TryGetValue(path, out var file) ? file : _folders.Value.Contains(path) ? new FileEntry(path, FileKind.Folder, 0) : null;

    /// <inheritdoc/>
    public override FileContent Read(string path, long limit, CancellationToken cancellationToken = default)
    {
        if (!_byPath.TryGetValue(path, out var file))
        {
            return _folders.Value.Contains(path) ? new FileContent.Unreadable("it is a folder, not a file") : new FileContent.Missing();
        }

        return file.Kind == FileKind.Link ? new FileContent.Unreadable("it is a symbolic link, and links are not followed")
            : file.Size > limit ? new FileContent.TooLarge(file.Size)
            : new FileContent.Whole(Content(file.BlobId!, cancellationToken));
    }

    /// <inheritdoc/>
    public override string? LinkText(string path, CancellationToken cancellationToken = default) =>
        _byPath.TryGetValue(path, out var file) && file.Kind == FileKind.Link ? System.Text.Encoding.UTF8.GetString(Content(file.BlobId!, cancellationToken)) : null;

    /// <summary>The files that will be asked for and are not at hand.</summary>
    /// <param name="wanted">Which will be.</param>
    /// <param name="largest">The largest that is fetched.</param>
    public IEnumerable<WantedBlob> Missing(Func<FileEntry, bool> wanted, long largest) =>
        _files.Where(f => f.Kind == FileKind.File && f.Size <= largest && wanted(f)).DistinctBy(f => f.BlobId!, StringComparer.Ordinal)
            .Where(f => _cache.Find(_access.Repository, f.BlobId!) is null).Select(f => new WantedBlob(_access.Repository, f.BlobId!, f.Size));

    /// <summary>Fetches the files that will be asked for, several at a time.</summary>
    /// <param name="wanted">Which.</param>
    /// <param name="largest">The largest that is fetched.</param>
    /// <param name="cancellationToken">Ends the fetching.</param>
    public Task FetchAsync(Func<FileEntry, bool> wanted, long largest, CancellationToken cancellationToken) => FetchAsync(Missing(wanted, largest), cancellationToken);

    /// <summary>Fetches those of some files that are still not at hand, several at a time.</summary>
    /// <param name="missing">The files.</param>
    /// <param name="cancellationToken">Ends the fetching.</param>
    public Task FetchAsync(IEnumerable<WantedBlob> missing, CancellationToken cancellationToken) => Parallel.ForEachAsync(
        missing.Where(b => !_cache.Has(b)),
        new ParallelOptions { MaxDegreeOfParallelism = AtATime, CancellationToken = cancellationToken },
        async (blob, token) => await BlobAsync(blob.Sha, token));

    private byte[] Content(string sha, CancellationToken cancellationToken) => _cache.Find(_access.Repository, sha) ?? BlobAsync(sha, cancellationToken).GetAwaiter().GetResult();

    private async Task<byte[]> BlobAsync(string sha, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var blob = await _access.Client.Git.Blob.Get(_access.Repository.Owner, _access.Repository.Name, sha).ConfigureAwait(false);
        var content = blob.Encoding.Value == EncodingType.Base64 ? Convert.FromBase64String(blob.Content) : System.Text.Encoding.UTF8.GetBytes(blob.Content);
        _cache.Add(_access.Repository, sha, content);
        return content;
    }

    private static IEnumerable<string> FoldersOf(string path)
    {
        for (var slash = path.LastIndexOf('/'); slash > 0; slash = path.LastIndexOf('/', slash - 1))
        {
            yield return path[..slash];
        }
    }
}
