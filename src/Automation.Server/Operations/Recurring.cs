using Automation.GitHub.Access;
using Automation.Server.Fleet;

namespace Automation.Server.Operations;

/// <summary>
/// Runs something when the server has started, and again after each interval. A failure is logged and retried the next time, and never stops the
/// server; if GitHub requests a longer pause than the interval, it applies. Of the workers that share a ledger, one does it at a time.
/// </summary>
/// <param name="every">The interval; null for never.</param>
/// <param name="turns">Whose turn it is.</param>
/// <param name="lifetime">Signals that the server has started: a delivery that is requested earlier may not be received.</param>
/// <param name="logger">Logs failures.</param>
internal abstract partial class Recurring(TimeSpan? every, FleetTurns turns, IHostApplicationLifetime lifetime, TimeProvider clock, ILogger logger)
    : BackgroundService
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(5);

    protected TimeProvider Clock { get; } = clock;

    /// <summary>The name in the log: <c>the sweep</c>.</summary>
    protected abstract string Name { get; }

    protected abstract Task RunOnceAsync(CancellationToken stoppingToken);

    /// <inheritdoc/>
    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (every is not { } interval)
        {
            return;
        }

        try
        {
            await lifetime.StartedAsync(stoppingToken);
            while (true)
            {
                await Task.Delay(await TryAsync(interval, stoppingToken), Clock, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // It is repeated at the next start.
        }
    }

    // How long to wait until the next time. A timeout of a GitHub call is a cancellation, too; only the server's own stop ends the loop.
    private async Task<TimeSpan> TryAsync(TimeSpan interval, CancellationToken stoppingToken)
    {
        try
        {
            var (lease, later) = await turns.WaitOrTakeAsync(Name, interval, stoppingToken);
            if (lease is null)
            {
                return later;
            }

            using var stop = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, lease.Lost);
            var wait = await TryRunAsync(interval, stop.Token, stoppingToken);
            await turns.HandBackAsync(Name, lease, wait, stoppingToken);
            return wait;
        }
        catch (Exception e) when (e is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
        {
            // The ledger is away.
            LogFailed(e, Name, Soon);
            return Soon;
        }
    }

    private async Task<TimeSpan> TryRunAsync(TimeSpan interval, CancellationToken stop, CancellationToken stoppingToken)
    {
        try
        {
            await RunOnceAsync(stop);
        }
        catch (GitHubBusyException e)
        {
            var wait = e.After > interval ? e.After : interval;
            LogBusy(Name, wait, e.Message);
            return wait;
        }
        catch (Exception e) when (e is not OperationCanceledException && GitHubOutage.Is(e))
        {
            // It repeats for hours, and where in this program the call was made says nothing about it.
            LogAway(Name, interval, e.Message);
        }
        catch (Exception e) when (e is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
        {
            LogFailed(e, Name, interval);
        }

        return interval;
    }

    [LoggerMessage(80, LogLevel.Information, "{Name}: retrying in {Wait}: {Why}")]
    private partial void LogBusy(string name, TimeSpan wait, string why);

    [LoggerMessage(72, LogLevel.Warning, "{Name} failed; retrying in {Wait}: {Why}")]
    private partial void LogAway(string name, TimeSpan wait, string why);

    [LoggerMessage(81, LogLevel.Warning, "{Name} failed; retrying in {Wait}")]
    private partial void LogFailed(Exception exception, string name, TimeSpan wait);
}

/// <summary>Waits for the start of the server.</summary>
internal static class Started
{
    /// <summary>Returns once the server has started; before that, it may not listen yet.</summary>
    public static async Task StartedAsync(this IHostApplicationLifetime lifetime, CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = lifetime.ApplicationStarted.Register(() => started.TrySetResult());
        await started.Task.WaitAsync(stoppingToken);
    }
}
