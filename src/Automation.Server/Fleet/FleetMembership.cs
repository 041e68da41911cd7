using Automation.Server.Hosting;
using Automation.Server.Ledger;

namespace Automation.Server.Fleet;

/// <summary>
/// This worker's place among those that share the ledger. It renews its lease, stops its work before another worker may take it, and gives the work of lost
/// workers back to the queue (docs/adr/0023-many-workers.md).
/// </summary>
internal sealed partial class FleetMembership(
    LedgerDatabase database,
    LedgerWriter writer,
    WorkerHome home,
    ServerSettings settings,
    TimeProvider clock,
    ILogger<FleetMembership> logger) : BackgroundService
{
    private static readonly TimeSpan RenewEvery = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _joining = new(1);
    private WorkerLease? _lease;
    private long _renewed;

    /// <summary>The id of this worker; null until it works.</summary>
    public string? Worker => _lease is { IsLost: false } lease ? lease.Worker : null;

    /// <summary>The lease of this worker. Without one it joins, under a new id.</summary>
    public async Task<WorkerLease> HoldAsync(CancellationToken cancellationToken)
    {
        if (_lease is { IsLost: false } held)
        {
            return held;
        }

        await _joining.WaitAsync(cancellationToken);
        try
        {
            return _lease is { IsLost: false } lease ? lease : await JoinAsync(cancellationToken);
        }
        finally
        {
            _joining.Release();
        }
    }

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (Worker is { } worker)
        {
            await LeaveAsync(worker);
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _lease?.Dispose();
        _joining.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!database.Engine.IsShared)
        {
            return;
        }

        try
        {
            while (true)
            {
                await Task.Delay(RenewEvery, clock, stoppingToken);
                await TryRenewAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The worker leaves.
        }
    }

    private async Task<WorkerLease> JoinAsync(CancellationToken cancellationToken)
    {
        var (worker, sent) = (NewWorker(), clock.GetTimestamp());
        var recovered = await writer.RunAsync(
            ledger =>
            {
                Workers.Join(ledger, worker, home.Id, settings.Parallelism);
                return WorkQueue.Recover(ledger, settings.Attempts, clock.GetUtcNow());
            },
            cancellationToken);
        var before = _lease;
        var lease = _lease = new WorkerLease(worker, database.Engine.IsShared, clock);
        lease.Renewed(sent);
        _renewed = sent;
        before?.Dispose();
        LogJoined(worker, settings.Parallelism);
        if (recovered > 0)
        {
            LogRecovered(recovered);
        }

        return lease;
    }

    private async Task TryRenewAsync(CancellationToken stoppingToken)
    {
        if (_lease is not { IsLost: false } lease)
        {
            return;
        }

        try
        {
            var sent = clock.GetTimestamp();

            // After an outage of the database all leases look old: the others get the time to renew theirs.
            var judges = clock.GetElapsedTime(_renewed, sent) < RenewEvery * 2;
            var (isRenewed, lost, recovered) = await writer.RunAsync(ledger => Renew(ledger, lease.Worker, judges), stoppingToken);
            if (!isRenewed)
            {
                lease.Lose();
                LogLost(lease.Worker);
                return;
            }

            lease.Renewed(sent);
            _renewed = sent;
            if (lost.Count > 0 || recovered > 0)
            {
                LogTakenOver(string.Join(", ", lost), recovered);
            }
        }
        catch (Exception e) when (e is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
        {
            LogNotRenewed(e, lease.Worker);
        }
    }

    private (bool IsRenewed, List<string> Lost, int Recovered) Renew(LedgerConnection ledger, string worker, bool judges)
    {
        if (!Workers.Renew(ledger, worker))
        {
            return (false, [], 0);
        }

        var lost = judges ? Workers.RemoveLost(ledger) : [];
        return (true, lost, WorkQueue.Recover(ledger, settings.Attempts, clock.GetUtcNow()));
    }

    private async Task LeaveAsync(string worker)
    {
        try
        {
            await writer.RunAsync(ledger => Workers.Leave(ledger, worker), CancellationToken.None);
        }
#pragma warning disable CA1031 // The others notice when the lease ends.
        catch (Exception e)
#pragma warning restore CA1031
        {
            LogNotRenewed(e, worker);
        }
    }

    // A process that lost its lease comes back as another worker: what it did under the old id does not count.
    private static string NewWorker() => $"{Environment.MachineName}-{Environment.ProcessId}-{Guid.NewGuid().ToString("N")[..6]}";

    [LoggerMessage(22, LogLevel.Information, "This is worker {Worker}, which runs {Slots} work items at a time")]
    private partial void LogJoined(string worker, int slots);

    [LoggerMessage(20, LogLevel.Warning, "{Count} work items were running on workers that have ended; they will run again")]
    private partial void LogRecovered(int count);

    [LoggerMessage(23, LogLevel.Warning, "Workers that stopped reporting are removed: {Lost}; {Count} of their work items will run again")]
    private partial void LogTakenOver(string lost, int count);

    [LoggerMessage(24, LogLevel.Warning, "Worker {Worker} has lost its lease: its work is stopped, and other workers run it again")]
    private partial void LogLost(string worker);

    [LoggerMessage(25, LogLevel.Warning, "Worker {Worker} could not reach the ledger to renew its lease; retrying in a few seconds")]
    private partial void LogNotRenewed(Exception exception, string worker);
}

/// <summary>The right of a worker to run work, until it is lost.</summary>
internal sealed class WorkerLease : IDisposable
{
    // So long before the others may take the work, it is stopped here.
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(10);

    private readonly TimeProvider _clock;
    private readonly bool _ends;
    private readonly CancellationTokenSource _lost;

    /// <param name="worker">The id of the worker.</param>
    /// <param name="ends">Whether it ends if it is not renewed.</param>
    /// <param name="clock">The time.</param>
    public WorkerLease(string worker, bool ends, TimeProvider clock)
    {
        (Worker, _ends, _clock) = (worker, ends, clock);
        _lost = new CancellationTokenSource(ends ? Workers.Lease - Margin : Timeout.InfiniteTimeSpan, clock);
        Lost = _lost.Token;
    }

    public string Worker { get; }

    /// <summary>Cancelled when the lease is lost, or may be.</summary>
    public CancellationToken Lost { get; }

    public bool IsLost => Lost.IsCancellationRequested;

    /// <summary>It was renewed, by a statement that was sent at a time: a paused process does not count from the answer.</summary>
    public void Renewed(long sent)
    {
        if (_ends)
        {
            var left = Workers.Lease - Margin - _clock.GetElapsedTime(sent);
            _lost.CancelAfter(left > TimeSpan.Zero ? left : TimeSpan.Zero);
        }
    }

    public void Lose() => _lost.Cancel();

    /// <inheritdoc/>
    public void Dispose() => _lost.Dispose();
}

/// <summary>This worker has lost its lease: another one may do the work, so this one writes nothing more.</summary>
internal sealed class LeaseLostException(string key) : Exception($"{key}: the lease of this worker has ended, and another one may run it.");
