using Automation.Core.Trees;
using Automation.GitHub.Budgets;

namespace Automation.GitHub.Trees;

/// <summary>
/// Decides what the check of a pull request reads of both sides: what the change adds or changes first, then what that was before, then the rest, as far as the budget
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

    /// <summary>Begins to count what is read of both sides.</summary>
    /// <param name="base">The files as they were when the change began.</param>
    /// <param name="head">The files as they are to become.</param>
    /// <param name="meter">What may be read.</param>
    /// <param name="large">The turn of large checks: one at a time, because a parsed descriptor takes many times its size in memory.</param>
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
    /// Fetches what every check begins with, together: the files that decide how it is checked, and those that are likely to be descriptors where all of it is one call.
    /// Nothing is counted yet: which files are descriptors is for the configuration to say.
    /// </summary>
    /// <param name="policy">The tip of the base branch.</param>
    /// <param name="isPolicy">Which files decide.</param>
    /// <param name="isLikely">Which are likely to be descriptors.</param>
    /// <param name="cancellationToken">Ends the fetching.</param>
    public async Task FetchFirstAsync(GitHubTree policy, Func<string, bool> isPolicy, Func<string, bool> isLikely, CancellationToken cancellationToken)
    {
        List<FileEntry> wanted = [.. new[] { policy, _base, _head }.Distinct().SelectMany(t => t.List(cancellationToken)).Where(IsWanted)];
        List<FileEntry> once = [.. wanted.DistinctBy(f => f.BlobId, StringComparer.Ordinal)];
        await _head.FetchAsync(BlobBatches.IsOne(once) ? once : wanted.Where(f => isPolicy(f.Path)), _meter, cancellationToken);

        bool IsWanted(FileEntry file) => file.Kind == FileKind.File && file.Size <= BlobBatches.LargestBlob && (isPolicy(file.Path) || isLikely(file.Path));
    }

    /// <summary>Fetches files that are about to be read, together; those of them that can be, what the change adds or changes first.</summary>
    /// <param name="tree">The side.</param>
    /// <param name="paths">The files.</param>
    /// <param name="limitOf">The most bytes that are read of each: larger ones are reported, not read.</param>
    /// <param name="cancellationToken">Ends the fetching.</param>
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

        // Of a link its text is read, which says where it leads.
        bool IsRead(FileEntry file) => file.BlobId is not null && file.Size <= (file.Kind == FileKind.Link ? RepositoryPath.Longest : limitOf(file.Path));
    }

    /// <summary>Counts the documents of a file; false where they are too many, and the file is left out.</summary>
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

    /// <summary>Ends the turn of a large check.</summary>
    public void Dispose()
    {
        if (_isLarge)
        {
            _large.Release();
        }
    }

    private void TakeTurn(CancellationToken cancellationToken)
    {
        if (!_isLarge && _meter.Bytes > LargeBytes)
        {
            _meter.WaitAsync(_large, cancellationToken).GetAwaiter().GetResult();
            _isLarge = true;
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
