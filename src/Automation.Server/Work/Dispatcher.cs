using System.Threading.Channels;
using Automation.Server.Hosting;
using Automation.Server.Ledger;

namespace Automation.Server.Work;

/// <summary>Takes work items that are due and runs them, a bounded number at a time.</summary>
internal sealed partial class Dispatcher(
    LedgerReader reader,
    LedgerWriter writer,
    WorkRunner runner,
    WorkSignal work,
    RetryPolicy retries,
    ServerSettings settings,
    IHostApplicationLifetime lifetime,
    TimeProvider clock,
    ILogger<Dispatcher> logger) : BackgroundService, IHostedLifecycleService
{

    private static readonly TimeSpan AfterAFailure = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LookAnyway = TimeSpan.FromSeconds(1);

    private readonly HashSet<Task> _running = [];
    private readonly FairShares _shares = new(settings.Parallelism);
    private readonly CancellationTokenSource _abandon = new();
    private bool _isRecovered;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                var pause = await TryStartAsync(stoppingToken);
                await work.WaitAsync(pause, clock, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Waiting items stay in the queue for the next start.
        }
    }

    /// <inheritdoc/>
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Lets running work finish before anything else stops: deliveries are still stored, and /readyz reports that the server is stopping.</summary>
    public Task StoppingAsync(CancellationToken cancellationToken)
    {
        lifetime.StopApplication();
        return StopAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        var running = Task.WhenAll(Running());
        using var timer = clock.CreateTimer(
            static source => ((CancellationTokenSource)source!).Cancel(), _abandon, settings.DrainWithin, Timeout.InfiniteTimeSpan);
        await running;
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _abandon.Dispose();
        base.Dispose();
    }

    // How long to wait for a signal: until the next item is due, up to a maximum.
    private async Task<TimeSpan> TryStartAsync(CancellationToken stoppingToken)
    {
        try
        {
            await RecoverAsync(stoppingToken);
            if (reader.Read(ledger => WorkQueue.HasMisdated(ledger, clock.GetUtcNow())))
            {
                await writer.RunAsync(ledger => WorkQueue.MakeMisdatedDue(ledger, clock.GetUtcNow()), stoppingToken);
            }

            while (Running().Length < settings.Parallelism && reader.Read(WorkQueue.NextDue) <= clock.GetUtcNow())
            {
                if (await writer.RunAsync(ledger => WorkQueue.Take(ledger, _shares, clock.GetUtcNow()), stoppingToken) is not { } item)
                {
                    break;
                }

                Start(item);
            }

            var untilDue = reader.Read(WorkQueue.NextDue) - clock.GetUtcNow();
            return untilDue is { } time && time > TimeSpan.Zero && time < LookAnyway ? time : LookAnyway;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogFailed(e);
            return AfterAFailure;
        }
    }

    // Once, before anything is taken: items marked as running were left by an ended process.
    private async Task RecoverAsync(CancellationToken stoppingToken)
    {
        if (_isRecovered)
        {
            return;
        }

        var recovered = await writer.RunAsync(ledger => WorkQueue.Recover(ledger, retries.MostStarts, clock.GetUtcNow()), stoppingToken);
        _isRecovered = true;
        if (recovered > 0)
        {
            LogRecovered(recovered);
        }
    }

    private void Start(TakenItem item)
    {
        var run = Task.Run(() => runner.RunAsync(item, _abandon.Token), CancellationToken.None);
        lock (_running)
        {
            _running.Add(run);
        }

        run.ContinueWith(Ended, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
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

    [LoggerMessage(20, LogLevel.Warning, "{Count} work items were running when the server last stopped; they will run again")]
    private partial void LogRecovered(int count);

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
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var timer = clock.CreateTimer(static source => ((CancellationTokenSource)source!).Cancel(), timeout, atMost, Timeout.InfiniteTimeSpan);
        try
        {
            await _calls.Reader.ReadAsync(timeout.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The wait timed out: check the queue anyway.
        }
    }
}
