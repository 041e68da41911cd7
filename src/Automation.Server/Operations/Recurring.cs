using Automation.GitHub.Access;
using Automation.Server.Hosting;

namespace Automation.Server.Operations;

/// <summary>
/// Does something once the server has started, and again after each interval. What goes wrong is logged and tried again the next time, never the end of the
/// server; where GitHub asks for more patience than the interval has, it gets it.
/// </summary>
/// <param name="every">The interval; null for never.</param>
/// <param name="lifetime">Tells when the server has started: what is asked for sooner may come to a closed door.</param>
/// <param name="clock">The time.</param>
/// <param name="logger">Where failures go.</param>
internal abstract partial class Recurring(TimeSpan? every, IHostApplicationLifetime lifetime, TimeProvider clock, ILogger logger) : BackgroundService
{
    /// <summary>The time.</summary>
    protected TimeProvider Clock { get; } = clock;

    /// <summary>What it is, for the log: <c>the sweep</c>.</summary>
    protected abstract string Name { get; }

    /// <summary>Does it once.</summary>
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
            // The next start begins with it.
        }
    }

    // How long to wait until the next time. A call of GitHub that takes too long ends as a cancellation, too: only the server's own stop is one.
    private async Task<TimeSpan> TryAsync(TimeSpan interval, CancellationToken stoppingToken)
    {
        try
        {
            await RunOnceAsync(stoppingToken);
        }
        catch (GitHubBusyException e)
        {
            var wait = e.After > interval ? e.After : interval;
            LogBusy(Name, wait, e.Message);
            return wait;
        }
        catch (Exception e) when (e is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
        {
            LogFailed(e, Name, interval);
        }

        return interval;
    }

    [LoggerMessage(80, LogLevel.Information, "{Name}: again in {Wait}: {Why}")]
    private partial void LogBusy(string name, TimeSpan wait, string why);

    [LoggerMessage(81, LogLevel.Warning, "{Name} did not come to its end; the next try is in {Wait}")]
    private partial void LogFailed(Exception exception, string name, TimeSpan wait);
}
