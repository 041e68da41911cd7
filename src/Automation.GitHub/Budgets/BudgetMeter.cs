using Automation.Core.Trees;

namespace Automation.GitHub.Budgets;

/// <summary>
/// Counts the cost of one check against its budget. Readers ask before they read; unread files are counted by the exceeded budget.
/// For use by several threads at a time.
/// </summary>
public sealed class BudgetMeter : IDisposable
{
    private readonly Lock _turn = new();
    private readonly TimeProvider _clock;
    private readonly long _start;
    private readonly CancellationTokenSource _time;
    private readonly Dictionary<(string Path, string Blob), bool> _files = [];
    private readonly Dictionary<(BudgetKind Kind, UnreadKind What, bool IsOfChange), int> _unread = [];
    private CheckBudget _budget = CheckBudget.Default;
    private TimeSpan _waited;
    private int _calls;
    private int _changedFiles;
    private int _baseFiles;
    private long _bytes;
    private int _entries;

    /// <summary>Starts to count.</summary>
    public BudgetMeter(TimeProvider clock)
    {
        (_clock, _start) = (clock, clock.GetTimestamp());
        _time = new CancellationTokenSource(TimeSpan.FromSeconds(_budget.Seconds), clock);
    }

    /// <summary>The effective budget: the default, until the organisation's configuration has been read.</summary>
    public CheckBudget Budget
    {
        get => _budget;
        set
        {
            _budget = value;
            var left = TimeSpan.FromSeconds(value.Seconds) - (_clock.GetElapsedTime(_start) - _waited);
            _time.CancelAfter(left > TimeSpan.Zero ? left : TimeSpan.Zero);
        }
    }

    /// <summary>Signalled at the end of the time budget.</summary>
    public CancellationToken Time => _time.Token;

    /// <summary>How many calls were made.</summary>
    public int Calls => Volatile.Read(ref _calls);

    /// <summary>How many calls are left, including those for the result.</summary>
    public int CallsLeft => Math.Max(0, _budget.Calls - Calls);

    /// <summary>How many calls may still be made to read something.</summary>
    public int ReadsLeft => Math.Max(0, CallsLeft - CheckBudget.CallsForResult);

    /// <summary>Whether a further call may be made to read something.</summary>
    public bool MayRead => ReadsLeft > 0;

    /// <summary>How many bytes of files were admitted.</summary>
    public long Bytes
    {
        get
        {
            lock (_turn)
            {
                return _bytes;
            }
        }
    }

    /// <summary>What was not read, and because of which budget, in a fixed order.</summary>
    public IReadOnlyList<Unread> Unread
    {
        get
        {
            lock (_turn)
            {
                return [
                    .. _unread.Select(u => new Unread(u.Key.Kind, u.Key.What, u.Key.IsOfChange, u.Value))
                        .OrderBy(u => !u.IsOfChange)
                        .ThenBy(u => u.Kind)
                        .ThenBy(u => u.What),
                ];
            }
        }
    }

    /// <summary>Whether a file may be read. The same version of a file counts once for both sides.</summary>
    /// <param name="file">The file, with its blob id.</param>
    /// <param name="isOfChange">Whether the change adds or changes it.</param>
    public bool Admits(FileEntry file, bool isOfChange)
    {
        lock (_turn)
        {
            var key = (file.Path, file.BlobId ?? "");
            if (_files.TryGetValue(key, out var admitted))
            {
                return admitted;
            }

            var refused = Refuses(file, isOfChange);
            if (refused is { } kind)
            {
                Add(kind, UnreadKind.Files, isOfChange);
            }

            return _files[key] = refused is null;
        }
    }

    /// <summary>Whether all of these files may be read. Nothing is counted.</summary>
    /// <param name="files">The files, with their blob ids, and whether the change adds or changes them.</param>
    public bool HasRoomFor(IEnumerable<(FileEntry File, bool IsOfChange)> files)
    {
        lock (_turn)
        {
            var (changed, others, bytes) = (_changedFiles, _baseFiles, _bytes);
            foreach (var (file, isOfChange) in files)
            {
                if (_files.TryGetValue((file.Path, file.BlobId ?? ""), out var admitted))
                {
                    if (!admitted)
                    {
                        return false;
                    }

                    continue;
                }

                _ = isOfChange ? ++changed : ++others;
                bytes += file.Size;
                if (changed > _budget.ChangedFiles || others > _budget.BaseFiles || bytes > _budget.Bytes)
                {
                    return false;
                }
            }

            return true;
        }
    }

    /// <summary>Records that an admitted file was not read after all.</summary>
    public void LeaveUnread(BudgetKind kind, FileEntry file, bool isOfChange)
    {
        lock (_turn)
        {
            var key = (file.Path, file.BlobId ?? "");
            if (!_files.TryGetValue(key, out var admitted) || admitted)
            {
                _files[key] = false;
                Add(kind, UnreadKind.Files, isOfChange);
            }
        }
    }

    /// <summary>Records something else that was not read.</summary>
    public void LeaveUnread(BudgetKind kind, UnreadKind what, bool isOfChange, int count = 1)
    {
        lock (_turn)
        {
            Add(kind, what, isOfChange, count);
        }
    }

    /// <summary>Counts entries of a listing that came from GitHub; false if they are too many.</summary>
    public bool TryList(int entries)
    {
        lock (_turn)
        {
            _entries = (int)Math.Min(int.MaxValue, (long)_entries + entries);
            return _entries <= _budget.Entries;
        }
    }

    /// <summary>Waits for a turn; the time of the check does not run in the meantime.</summary>
    public async Task WaitAsync(SemaphoreSlim turn, CancellationToken cancellationToken)
    {
        var start = _clock.GetTimestamp();
        _time.CancelAfter(Timeout.InfiniteTimeSpan);
        await turn.WaitAsync(cancellationToken);
        _waited += _clock.GetElapsedTime(start);
        Budget = _budget;
    }

    internal void Called() => Interlocked.Increment(ref _calls);

    /// <inheritdoc/>
    public void Dispose() => _time.Dispose();

    private BudgetKind? Refuses(FileEntry file, bool isOfChange)
    {
        if (isOfChange ? _changedFiles >= _budget.ChangedFiles : _baseFiles >= _budget.BaseFiles)
        {
            return isOfChange ? BudgetKind.ChangedFiles : BudgetKind.BaseFiles;
        }

        if (_bytes + file.Size > _budget.Bytes)
        {
            return BudgetKind.Bytes;
        }

        _bytes += file.Size;
        _ = isOfChange ? ++_changedFiles : ++_baseFiles;
        return null;
    }

    private void Add(BudgetKind kind, UnreadKind what, bool isOfChange, int count = 1) =>
        _unread[(kind, what, isOfChange)] = _unread.GetValueOrDefault((kind, what, isOfChange)) + count;
}

/// <summary>A budget, as <see cref="CheckBudget"/> names it.</summary>
public enum BudgetKind
{
    /// <summary><see cref="CheckBudget.ChangedFiles"/>.</summary>
    ChangedFiles,

    /// <summary><see cref="CheckBudget.BaseFiles"/>.</summary>
    BaseFiles,

    /// <summary><see cref="CheckBudget.Bytes"/>.</summary>
    Bytes,

    /// <summary><see cref="CheckBudget.Documents"/>.</summary>
    Documents,

    /// <summary><see cref="CheckBudget.Entries"/>.</summary>
    Entries,

    /// <summary><see cref="CheckBudget.Calls"/>.</summary>
    Calls,

    /// <summary><see cref="CheckBudget.Seconds"/>.</summary>
    Seconds,
}

/// <summary>What can be left unread.</summary>
public enum UnreadKind
{
    Files,

    /// <summary>Folders, which were not listed.</summary>
    Folders,

    /// <summary>Owners in CODEOWNERS that were not looked up on GitHub.</summary>
    Owners,

    /// <summary>The change as a whole.</summary>
    Everything,
}

/// <summary>What a check left unread.</summary>
/// <param name="Kind">The budget that was too small.</param>
/// <param name="What">What was left.</param>
/// <param name="IsOfChange">Whether the change adds or changes it: then the check fails.</param>
public sealed record Unread(BudgetKind Kind, UnreadKind What, bool IsOfChange, int Count);
