using System.Data.Common;
using System.Threading.Channels;

namespace Automation.Server.Ledger;

/// <summary>
/// The one writer of this process. Writes that arrive during a transaction are grouped in the next one: one fsync for
/// many deliveries (docs/adr/0010-the-ledger.md).
/// </summary>
internal sealed class LedgerWriter : IDisposable
{
    // The size of a large compressed payload from GitHub: if there is less space, deliveries do not fit.
    private const long LeastFailed = 64 * 1024;
    private const int MostWaiting = 4096;
    private const int MostInTransaction = 512;
    private const long MostBytesInTransaction = 16 * 1024 * 1024;

    private readonly Channel<LedgerWrite> _waiting = Channel.CreateBounded<LedgerWrite>(new BoundedChannelOptions(MostWaiting) { SingleReader = true });
    private readonly LedgerConnection _ledger;
    private readonly TimeProvider _clock;
    private readonly Thread _thread;
    private long _deliveries;
    private long _transactions;
    private long _failedBytes;

    public LedgerWriter(LedgerDatabase database, TimeProvider clock)
    {
        _clock = clock;
        _ledger = database.Open();
        _thread = new Thread(WriteUntilClosed) { IsBackground = true, Name = "ledger" };
        _thread.Start();
    }

    public event Action? DeliveriesStored;

    /// <summary>How many deliveries were stored since the start, and in how many transactions.</summary>
    public (long Deliveries, long Transactions) Stored => (Interlocked.Read(ref _deliveries), Interlocked.Read(ref _transactions));

    /// <summary>The size of the last write that failed; 0 once a write of that size succeeded.</summary>
    public long FailedBytes => Interlocked.Read(ref _failedBytes);

    /// <summary>Stores a delivery; the task ends when it is on the disk. Null if too many are already waiting.</summary>
    public Task<StoreOutcome>? TryStore(Delivery delivery)
    {
        var write = new LedgerWrite<StoreOutcome>(
            ledger => Deliveries.Store(ledger, delivery, _clock.GetUtcNow()), delivery.Body.Bytes.Length, isDelivery: true);
        return _waiting.Writer.TryWrite(write) ? write.Done : null;
    }

    /// <summary>Runs an action in the next transaction; the task completes when it is on the disk.</summary>
    public Task<T> RunAsync<T>(Func<LedgerConnection, T> action, CancellationToken cancellationToken = default) => RunAsync(action, 0, cancellationToken);

    public Task<T> RunAsync<T>(Func<LedgerConnection, T> action, long bytes, CancellationToken cancellationToken) =>
        WriteAsync(new LedgerWrite<T>(action, bytes, isDelivery: false), cancellationToken);

    /// <summary>The same for an action that queues work: it notifies the workers of other processes.</summary>
    public Task<T> QueueAsync<T>(Func<LedgerConnection, T> action, CancellationToken cancellationToken = default) =>
        WriteAsync(new LedgerWrite<T>(action, 0, isDelivery: false) { Queues = true }, cancellationToken);

    /// <summary>Runs an action without a result in the next transaction; the task completes when it is on the disk.</summary>
    public Task RunAsync(Action<LedgerConnection> action, CancellationToken cancellationToken = default) => RunAsync(
        ledger =>
        {
            action(ledger);
            return true;
        },
        cancellationToken);

    /// <summary>Completes all waiting writes, and closes the ledger.</summary>
    public void Dispose()
    {
        if (_waiting.Writer.TryComplete())
        {
            _thread.Join();
            _ledger.Dispose();
        }
    }

    private async Task<T> WriteAsync<T>(LedgerWrite<T> write, CancellationToken cancellationToken)
    {
        await _waiting.Writer.WriteAsync(write, cancellationToken);
        return await write.Done;
    }

    private void WriteUntilClosed()
    {
        var batch = new List<LedgerWrite>(MostInTransaction);
        while (_waiting.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            batch.Clear();
            long bytes = 0;
            while (batch.Count < MostInTransaction && bytes < MostBytesInTransaction && _waiting.Reader.TryRead(out var write))
            {
                batch.Add(write);
                bytes += write.Bytes;
            }

            Write(batch);
        }
    }

    private void Write(List<LedgerWrite> batch)
    {
        try
        {
            _ledger.Transaction(() =>
            {
                foreach (var write in batch)
                {
                    write.Run(_ledger);
                }

                if (_ledger.Engine.Notice is { } notice && batch.Exists(w => w.IsDelivery || w.Queues))
                {
                    _ledger.Execute(notice);
                }
            });
        }
        catch (DbException e) when (!_ledger.Engine.IsOfOneWrite(e))
        {
            // The disk is full, or missing, or another process has locked the ledger: the cause is not one of the writes, so all of them fail.
            Interlocked.Exchange(ref _failedBytes, Math.Max(FailedBytes, Math.Max(LeastFailed, batch.Sum(w => w.Bytes))));
            batch.ForEach(write => write.Fail(e));
            return;
        }
        catch (Exception e)
        {
            if (batch is [var only])
            {
                only.Fail(e);
                return;
            }

            // One of the writes causes the failure: each is repeated alone, so that it does not affect the others.
            foreach (var write in batch)
            {
                Write([write]);
            }

            return;
        }

        if (batch.Sum(w => w.Bytes) >= FailedBytes)
        {
            Interlocked.Exchange(ref _failedBytes, 0);
        }

        foreach (var write in batch)
        {
            write.Succeed();
        }

        var deliveries = batch.Count(w => w.IsDelivery);
        if (deliveries > 0)
        {
            Interlocked.Add(ref _deliveries, deliveries);
            Interlocked.Increment(ref _transactions);
            DeliveriesStored?.Invoke();
        }
    }
}

/// <summary>A waiting write.</summary>
internal abstract class LedgerWrite(long bytes, bool isDelivery)
{
    public long Bytes => bytes;

    public bool IsDelivery => isDelivery;

    /// <summary>Whether it queues work.</summary>
    public bool Queues { get; init; }

    public abstract void Run(LedgerConnection ledger);

    public abstract void Succeed();

    public abstract void Fail(Exception exception);
}

/// <inheritdoc/>
internal sealed class LedgerWrite<T>(Func<LedgerConnection, T> action, long bytes, bool isDelivery) : LedgerWrite(bytes, isDelivery)
{
    // Continuations run on other threads: the writer's thread is only for writing.
    private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _result;

    public Task<T> Done => _done.Task;

    public override void Run(LedgerConnection ledger) => _result = action(ledger);

    public override void Succeed() => _done.SetResult(_result!);

    public override void Fail(Exception exception) => _done.SetException(exception);
}
