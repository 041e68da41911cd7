using System.Text.Json;
using Automation.Core.Text;
using Automation.Core.Trees;
using Automation.GitHub.Access;
using Automation.GitHub.Budgets;

namespace Automation.GitHub.Trees;

/// <summary>The files of a commit on GitHub, without a clone: listed at once, each file read on demand.</summary>
/// <remarks>
/// It lists what a clone of the commit lists. A file that was not fetched before is fetched while the reader waits: a caller that knows which files it
/// needs calls
/// <see cref="FetchAsync(Func{FileEntry, bool}, long, CancellationToken)"/> first, which fetches many at a time. Thread-safe.
/// </remarks>
public sealed class GitHubTree : FileTree
{
    /// <summary>How many files are requested at a time; more would exceed a secondary limit of GitHub.</summary>
    private const int AtATime = 8;

    // REST: "Get a blob". The raw file; the other form is Base64 in JSON.
    private const string Raw = "application/vnd.github.raw+json";
    private const string Json = "application/json";
    private const UnixFileMode AllExecute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    private const string MoreFiles = "the repository has more files than one check lists";
    private const string MoreCalls = "listing it takes more calls to GitHub than one check makes";

    private readonly RepositoryAccess _access;
    private readonly BlobCache _cache;
    private readonly ListedTree _listed;

    internal GitHubTree(RepositoryAccess access, BlobCache cache, ListedTree listed)
    {
        (_access, _cache, _listed) = (access, cache, listed);
        Unreadable = [.. Unlisted.Select(u => new UnreadableFolder(u.Path, u.Kind == BudgetKind.Entries ? MoreFiles : MoreCalls))];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<UnreadableFolder> Unreadable { get; }

    internal IReadOnlyList<UnlistedFolder> Unlisted => _listed.Unlisted;

    /// <summary>The budget of the check that reads it; null without a budget.</summary>
    internal PullRequestReads? Reads { get; set; }

    /// <param name="cache">The cache of files and trees.</param>
    /// <param name="meter">The budget for listing; null without a budget.</param>
    /// <param name="before">An earlier commit of the repository, whose entries are used again as far as they are the same; null if there is none.</param>
    /// <param name="asksAgain">Whether to call GitHub although the commit was listed before: only a caller that has just read from the repository knows
    /// that it still has access.</param>
    public static async Task<GitHubTree> OpenAsync(
        RepositoryAccess access,
        string commit,
        BlobCache cache,
        CancellationToken cancellationToken,
        BudgetMeter? meter = null,
        GitHubTree? before = null,
        bool asksAgain = false)
    {
        var listing = new GitHubListing(access, cache, meter) { AsksAgain = asksAgain, Before = before?._listed };
        var listed = await listing.RunAsync(commit, cancellationToken);
        return new GitHubTree(access, cache, listed);
    }

    /// <inheritdoc/>
    public override IEnumerable<FileEntry> List(CancellationToken cancellationToken = default) => _listed.Files;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Tracked(CancellationToken cancellationToken = default) => _listed.Tracked;

    /// <inheritdoc/>
    public override FileEntry? Find(string path) =>
        _listed.File(path) ?? (_listed.HasFolder(path) ? new FileEntry(path, FileKind.Folder, 0) : null);

    /// <inheritdoc/>
    public override FileContent Read(string path, long limit, CancellationToken cancellationToken = default)
    {
        if (_listed.File(path) is not { } file)
        {
            return _listed.HasFolder(path) ? new FileContent.Unreadable("it is a folder, not a file") : new FileContent.Missing();
        }

        return file.Kind == FileKind.Link ? new FileContent.Unreadable("it is a symbolic link, and links are not followed")
            : file.Size > limit ? new FileContent.TooLarge(file.Size)
            : ContentOf(file, cancellationToken) is { } content ? new FileContent.Whole(content)
            : new FileContent.Unreadable(PullRequestReads.UsedUp);
    }

    /// <inheritdoc/>
    public override string? LinkText(string path, CancellationToken cancellationToken = default) =>
        _listed.File(path) is { Kind: FileKind.Link, Size: <= RepositoryPath.Longest } file && ContentOf(file, cancellationToken) is { } text
            ? System.Text.Encoding.UTF8.GetString(text)
            : null;

    /// <inheritdoc/>
    public override UnixFileMode Mode(string path) => base.Mode(path) | (_listed.File(path) is { IsExecutable: true } ? AllExecute : 0);

    /// <summary>The files that will be needed and were not read before.</summary>
    /// <param name="largest">The largest that is fetched.</param>
    public IEnumerable<WantedBlob> Missing(Func<FileEntry, bool> wanted, long largest) =>
        Missing(_listed.Files.Where(f => f.Kind == FileKind.File && f.Size <= largest && wanted(f)));

    /// <summary>Fetches the files that will be needed, several at a time.</summary>
    /// <param name="largest">The largest that is fetched.</param>
    public Task FetchAsync(Func<FileEntry, bool> wanted, long largest, CancellationToken cancellationToken) =>
        FetchAsync(Missing(wanted, largest), cancellationToken);

    /// <summary>Fetches the files that will be needed, a hundred a call where possible.</summary>
    /// <param name="largest">The largest that is fetched.</param>
    public async Task FetchTogetherAsync(Func<FileEntry, bool> wanted, long largest, CancellationToken cancellationToken)
    {
        await new BlobBatches(_access, _cache).FetchAsync(Missing(wanted, largest), cancellationToken);
        await FetchAsync(wanted, largest, cancellationToken);
    }

    /// <summary>Fetches the files that are not cached yet, several at a time.</summary>
    public Task FetchAsync(IEnumerable<WantedBlob> missing, CancellationToken cancellationToken) => Parallel.ForEachAsync(
        missing.Where(b => !_cache.Has(b)),
        new ParallelOptions { MaxDegreeOfParallelism = AtATime, CancellationToken = cancellationToken },
        async (blob, token) => await BlobAsync(blob.Sha, blob.Size, token));

    /// <summary>
    /// Fetches those of the given files that are not available yet, a hundred per call where possible, within the calls that the check has left.
    /// </summary>
    internal async Task FetchAsync(IEnumerable<FileEntry> files, BudgetMeter meter, CancellationToken cancellationToken)
    {
        List<WantedBlob> missing = [.. Missing(files)];
        await new BlobBatches(_access, _cache).FetchAsync(missing, meter, cancellationToken);
        await FetchAsync(missing.Where(b => !_cache.Has(b)).Take(meter.ReadsLeft), cancellationToken);
    }

    /// <summary>The same within a number of calls; false if they are not enough, and then some may be fetched.</summary>
    internal async Task<bool> TryFetchAsync(IEnumerable<FileEntry> files, int calls, CancellationToken cancellationToken)
    {
        var batches = new BlobBatches(_access, _cache);
        List<WantedBlob> missing = [.. Missing(files)];
        var least = BlobBatches.CallsFor(missing);
        if (least > calls)
        {
            return false;
        }

        await batches.FetchAsync(missing, cancellationToken);

        // A batch leaves out what is not text.
        var rest = missing.Where(b => !_cache.Has(b)).ToList();
        if (rest.Count > calls - least)
        {
            return false;
        }

        await FetchAsync(rest, cancellationToken);
        return true;
    }

    /// <summary>Whether a file was read before.</summary>
    internal bool Has(FileEntry file) => _cache.Find(_access.Repository, file.BlobId!) is not null;

    // Null if the budget does not allow it.
    private byte[]? ContentOf(FileEntry file, CancellationToken cancellationToken) =>
        Reads?.Admits(file) == false ? null
        : _cache.Find(_access.Repository, file.BlobId!) is { } known ? known
        : Reads?.MayFetch(file) == false ? null
        : BlobAsync(file.BlobId!, file.Size, cancellationToken).GetAwaiter().GetResult();

    private IEnumerable<WantedBlob> Missing(IEnumerable<FileEntry> files) =>
        files.DistinctBy(f => f.BlobId!, StringComparer.Ordinal).Where(f => !Has(f)).Select(f => new WantedBlob(_access.Repository, f.BlobId!, f.Size));

    private async Task<byte[]> BlobAsync(string sha, long size, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var content = await _access.Streamed.GetAsync(
            $"repos/{_access.Repository}/git/blobs/{sha}", Raw, (body, token) => ContentAsync(body, size, token), cancellationToken)
            .ConfigureAwait(false);
        _cache.Add(_access.Repository, sha, content);
        return content;
    }

    // A GitHub server that does not support the media type responds with JSON; the content type of a descriptor is never JSON, even if its syntax is.
    private static async Task<byte[]> ContentAsync(HttpContent body, long size, CancellationToken cancellationToken)
    {
        if (body.Headers.ContentType?.MediaType != Json)
        {
            using var content = new MemoryStream((int)Math.Min(size, int.MaxValue));
            await body.CopyToAsync(content, cancellationToken);
            return content.Length == content.Capacity ? content.GetBuffer() : content.ToArray();
        }

        using var document = await JsonDocument.ParseAsync(await body.ReadAsStreamAsync(cancellationToken), cancellationToken: cancellationToken);
        var blob = new JsonPart(document.RootElement);
        return blob["encoding"].Text == "base64"
            ? Convert.FromBase64String(blob["content"].Text ?? "")
            : System.Text.Encoding.UTF8.GetBytes(blob["content"].Text ?? "");
    }
}
