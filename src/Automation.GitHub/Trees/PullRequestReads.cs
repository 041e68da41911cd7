using Automation.Core.Trees;
using Automation.GitHub.Budgets;

namespace Automation.GitHub.Trees;

/// <summary>
/// Decides what the check of a pull request reads of both sides: first what the change adds or changes, then its earlier content, then the rest, as far as
/// the budget
/// goes.
/// </summary>
public sealed class PullRequestReads : IDisposable
{
    /// <summary>A check that reads more is a large one; ordinary repositories have a few kilobytes of descriptors.</summary>
    private const long LargeBytes = 2 << 20;

    internal const string UsedUp = "the budget of the check is used up";

    private readonly GitHubTree _base;
    private readonly GitHubTree _head;
    private readonly BudgetMeter _meter;
    private readonly SemaphoreSlim _large;
    private readonly Dictionary<FileTree, int> _documents = [];
    private bool _isLarge;

    /// <summary>Starts counting the files that are read of both sides.</summary>
    /// <param name="base">The files of the merge base.</param>
    /// <param name="head">The files after the change.</param>
    /// <param name="meter">The budget of the check.</param>
    /// <param name="large">The lock of large checks: one at a time, because a parsed descriptor takes many times its size in memory.</param>
    public PullRequestReads(GitHubTree @base, GitHubTree head, BudgetMeter meter, SemaphoreSlim large)
    {
        (_base, _head, _meter, _large) = (@base, head, meter, large);
        @base.Reads = this;
        head.Reads = this;
        var before = @base.Unlisted.Select(u => (u.Path, u.Sha)).ToHashSet();
        foreach (var folder in head.Unlisted.Where(u => !u.IsOfPackages))
        {
            meter.LeaveUnread(folder.Kind, UnreadKind.Folders, isOfChange: !before.Contains((folder.Path, folder.Sha)));
        }
    }

    /// <summary>
    /// Fetches in one call what every check needs first: the files that decide how it is checked, and the likely descriptors if all of them fit into one call.
    /// Nothing is counted yet: the configuration decides which files are descriptors.
    /// </summary>
    /// <param name="policy">The tip of the base branch.</param>
    /// <param name="isPolicy">Which files are policy.</param>
    /// <param name="isLikely">Which are likely to be descriptors.</param>
    public async Task FetchFirstAsync(GitHubTree policy, Func<string, bool> isPolicy, Func<string, bool> isLikely, CancellationToken cancellationToken)
    {
        List<FileEntry> wanted = [.. new[] { policy, _base, _head }.Distinct().SelectMany(t => t.List(cancellationToken)).Where(IsWanted)];
        List<FileEntry> once = [.. wanted.DistinctBy(f => f.BlobId, StringComparer.Ordinal)];
        await _head.FetchAsync(BlobBatches.IsOne(once) ? once : wanted.Where(f => isPolicy(f.Path)), _meter, cancellationToken);

        bool IsWanted(FileEntry file) => file.Kind == FileKind.File && file.Size <= BlobBatches.LargestBlob && (isPolicy(file.Path) || isLikely(file.Path));
    }

    /// <summary>Fetches files that will be read, together where possible; what the change adds or changes first.</summary>
    /// <param name="limitOf">The most bytes that are read of each: larger ones are reported, not read.</param>
    public IReadOnlyList<string> Foresee(FileTree tree, IEnumerable<string> paths, Func<string, long> limitOf, CancellationToken cancellationToken)
    {
        List<FileEntry> files = [.. paths.Select(tree.Find).OfType<FileEntry>()];
        var wanted = files.Where(IsRead).ToLookup(IsOfChange);
        var before = tree == _head ? wanted[true].Select(f => _base.Find(f.Path)).OfType<FileEntry>().Where(IsRead) : [];
        List<FileEntry> admitted = [.. wanted[true].Concat(before).Concat(wanted[false]).Where(Admits)];
        TakeTurn(cancellationToken);
        _head.FetchAsync(admitted, _meter, cancellationToken).GetAwaiter().GetResult();
        foreach (var file in admitted.Where(f => !_head.Has(f)))
        {
            _meter.LeaveUnread(BudgetKind.Calls, file, IsOfChange(file));
        }

        return [.. files.Where(f => !IsRead(f) || Admits(f)).OrderBy(f => !IsOfChange(f)).Select(f => f.Path)];

        // The text of a link is read, which is its target.
        bool IsRead(FileEntry file) => file.BlobId is not null && file.Size <= (file.Kind == FileKind.Link ? RepositoryPath.Longest : limitOf(file.Path));
    }

    /// <summary>
    /// Fetches files for a check that is left out if the budget does not allow all of them; that does not fail the check of the change. Leaves half of the
    /// calls to what is read later.
    /// </summary>
    /// <param name="files">The files of one side.</param>
    /// <returns>Whether all of them were fetched.</returns>
    public bool TryFetch(IReadOnlyCollection<FileEntry> files, CancellationToken cancellationToken)
    {
        if (!_meter.HasRoomFor(files.Select(f => (f, IsOfChange(f)))))
        {
            return false;
        }

        TakeTurn(cancellationToken);
        return _head.TryFetchAsync(files, _meter.ReadsLeft / 2, cancellationToken).GetAwaiter().GetResult() && files.All(Admits);
    }

    /// <summary>Waits until no other large check runs: for what takes much memory whatever it reads.</summary>
    public void TakeTurnOfLarge(CancellationToken cancellationToken)
    {
        if (!_isLarge)
        {
            _meter.WaitAsync(_large, cancellationToken).GetAwaiter().GetResult();
            _isLarge = true;
        }
    }

    /// <summary>Counts the documents of a file; false if they are too many, and the file is left out.</summary>
    public bool TryCount(FileTree tree, string path, int documents)
    {
        _documents[tree] = _documents.GetValueOrDefault(tree) + documents;
        if (_documents[tree] <= _meter.Budget.Documents || tree.Find(path) is not { } file)
        {
            return true;
        }

        _meter.LeaveUnread(BudgetKind.Documents, file, IsOfChange(file));
        return false;
    }

    /// <summary>Releases the lock of a large check.</summary>
    public void Dispose()
    {
        if (_isLarge)
        {
            _large.Release();
        }
    }

    private void TakeTurn(CancellationToken cancellationToken)
    {
        if (_meter.Bytes > LargeBytes)
        {
            TakeTurnOfLarge(cancellationToken);
        }
    }

    internal bool Admits(FileEntry file) => _meter.Admits(file, IsOfChange(file));

    internal bool MayFetch(FileEntry file)
    {
        if (!_meter.MayRead)
        {
            _meter.LeaveUnread(BudgetKind.Calls, file, IsOfChange(file));
            return false;
        }

        return true;
    }

    private bool IsOfChange(FileEntry file) => _base.Find(file.Path)?.BlobId != file.BlobId;
}
