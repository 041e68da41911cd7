using System.Threading.Channels;
using Automation.Server.Fleet;
using Automation.Server.Hosting;
using Automation.Server.Ledger;

namespace Automation.Server.Work;

/// <summary>Takes work items that are due and runs them, a bounded number at a time.</summary>
internal sealed partial class Dispatcher(
    LedgerReader reader,
    LedgerWriter writer,
    FleetMembership membership,
    LedgerNotices notices,
    WorkRunner runner,
    WorkSignal work,
    ServerSettings settings,
    IHostApplicationLifetime lifetime,
    TimeProvider clock,
    ILogger<Dispatcher> logger) : DrainingService(settings, lifetime, clock)
{
    private static readonly TimeSpan AfterAFailure = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LookAnyway = TimeSpan.FromSeconds(1);

    private readonly HashSet<Task> _running = [];
    private readonly FairShares _shares = new(settings.Parallelism);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        notices.Noticed += work.Set;
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                var pause = await TryStartAsync(stoppingToken);
                await work.WaitAsync(pause, Clock, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Waiting items stay in the queue for the next start.
        }
        finally
        {
            notices.Noticed -= work.Set;
        }
    }

    /// <inheritdoc/>
    protected override Task RunningAsync() => Task.WhenAll(Running());

    // How long to wait for a signal: until the next item is due, up to a maximum.
    private async Task<TimeSpan> TryStartAsync(CancellationToken stoppingToken)
    {
        try
        {
            var lease = await membership.HoldAsync(stoppingToken);
            await WorkQueue.CorrectTimesAsync(reader, writer, Clock, stoppingToken);
            while (Running().Length < Settings.Parallelism && reader.Read(WorkQueue.NextDue) <= Clock.GetUtcNow())
            {
                if (await writer.RunAsync(ledger => Take(ledger, lease), stoppingToken) is not { } item)
                {
                    break;
                }

                Start(item, lease);
            }

            return WorkQueue.UntilDue(reader, Clock.GetUtcNow(), LookAnyway);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogFailed(e);
            return AfterAFailure;
        }
    }

    // A worker that was removed from the fleet takes nothing.
    private TakenItem? Take(LedgerConnection ledger, WorkerLease lease) =>
        lease.IsLost || !Workers.Has(ledger, lease.Worker) ? null : WorkQueue.Take(ledger, _shares, Clock.GetUtcNow(), lease.Worker);

    private void Start(TakenItem item, WorkerLease lease)
    {
        var run = Task.Run(() => RunAsync(item, lease), CancellationToken.None);
        lock (_running)
        {
            _running.Add(run);
        }

        run.ContinueWith(Ended, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    private async Task RunAsync(TakenItem item, WorkerLease lease)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Abandon, lease.Lost);
        await runner.RunAsync(item, stop.Token);
    }

    private void Ended(Task run)
    {
        lock (_running)
        {
            _running.Remove(run);
        }

        if (run.Exception is { } exception)
        {
            LogFailed(exception);
        }

        work.Set();
    }

    private Task[] Running()
    {
        lock (_running)
        {
            return [.. _running];
        }
    }

    [LoggerMessage(21, LogLevel.Error, "The queue could not be read or written; retrying in a few seconds")]
    private partial void LogFailed(Exception exception);
}

/// <summary>Wakes one waiter for work; a signal without a waiter is kept for the next wait.</summary>
internal sealed class WorkSignal
{
    private readonly Channel<bool> _calls = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Set() => _calls.Writer.TryWrite(true);

    /// <summary>Returns when called, or after a time.</summary>
    public async Task WaitAsync(TimeSpan atMost, TimeProvider clock, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(atMost, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            await _calls.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The wait timed out: check the queue anyway.
        }
    }
}
