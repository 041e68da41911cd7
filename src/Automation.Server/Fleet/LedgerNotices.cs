using Automation.Server.Ledger;

namespace Automation.Server.Fleet;

/// <summary>Reports that another process has stored deliveries or queued work. Without notices, workers look once a second.</summary>
internal sealed partial class LedgerNotices(LedgerDatabase database, TimeProvider clock, ILogger<LedgerNotices> logger) : BackgroundService
{
    private static readonly TimeSpan AfterAFailure = TimeSpan.FromSeconds(5);

    public event Action? Noticed;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await TryListenAsync(stoppingToken);
                await Task.Delay(AfterAFailure, clock, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops.
        }
    }

    private async Task TryListenAsync(CancellationToken stoppingToken)
    {
        try
        {
            await database.Engine.ListenAsync(() => Noticed?.Invoke(), stoppingToken);
        }
        catch (Exception e) when (!stoppingToken.IsCancellationRequested)
        {
            LogCut(e);
        }
    }

    [LoggerMessage(26, LogLevel.Warning, "The connection that announces work was cut; work is found once a second until it is back")]
    private partial void LogCut(Exception exception);
}
