using Automation.GitHub.Access;
using Automation.Server.Hosting;

namespace Automation.Server.Work;

/// <summary>Sees to it, at the start and from time to time, that what GitHub could not deliver comes after all.</summary>
internal sealed partial class Redelivery(RedeliveryStep step, ServerSettings settings, IHostApplicationLifetime lifetime, TimeProvider clock, ILogger<Redelivery> logger) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (settings.RedeliverEvery is not { } interval)
        {
            return;
        }

        try
        {
            await StartedAsync(stoppingToken);
            while (true)
            {
                await Task.Delay(await TryAsync(interval, stoppingToken), clock, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // How far the log was read is in the ledger.
        }
    }

    // What is asked for sooner comes to a closed door.
    private async Task StartedAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = lifetime.ApplicationStarted.Register(() => started.TrySetResult());
        await started.Task.WaitAsync(stoppingToken);
    }

    // How long to wait until the next time.
    private async Task<TimeSpan> TryAsync(TimeSpan interval, CancellationToken stoppingToken)
    {
        try
        {
            await step.RunAsync(stoppingToken);
        }
        catch (GitHubBusyException e)
        {
            LogBusy(e.Message);
            return e.After > interval ? e.After : interval;
        }
        catch (Exception e) when (e is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
        {
            LogFailed(e);
        }

        return interval;
    }

    [LoggerMessage(44, LogLevel.Information, "GitHub's log of deliveries is read later: {Reason}")]
    private partial void LogBusy(string reason);

    [LoggerMessage(45, LogLevel.Warning, "GitHub's log of deliveries could not be read; the next try is at the next interval")]
    private partial void LogFailed(Exception exception);
}
