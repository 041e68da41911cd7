using Automation.Server.Fleet;
using Automation.Server.Ledger;
using Automation.Server.Transports;

namespace Automation.Server.Work;

/// <summary>Hands work that is due from the ledger to a broker. One worker of the fleet does it at a time.</summary>
internal sealed partial class WorkHandover(
    ITransport transport,
    LedgerReader reader,
    LedgerWriter writer,
    FleetTurns turns,
    LedgerNotices notices,
    WorkSignal work,
    TimeProvider clock,
    ILogger<WorkHandover> logger) : BackgroundService
{
    private const string Turn = "the hand-over of work";
    private static readonly TimeSpan LookAnyway = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AfterAFailure = TimeSpan.FromSeconds(5);

    // Places are counted over the fleet.
    private readonly FairShares _shares = new(1);
    private bool _isAway;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        notices.Noticed += work.Set;
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                await work.WaitAsync(await TryHandOverAsync(stoppingToken), clock, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Another worker takes the turn.
        }
        finally
        {
            notices.Noticed -= work.Set;
        }
    }

    // Returns how long to wait for a signal.
    private async Task<TimeSpan> TryHandOverAsync(CancellationToken stoppingToken)
    {
        try
        {
            if (!await turns.TryHoldAsync(reader, Turn, stoppingToken))
            {
                return LookAnyway;
            }

            await WorkQueue.CorrectTimesAsync(reader, writer, clock, stoppingToken);
            while (reader.Read(WorkQueue.NextDue) <= clock.GetUtcNow()
                && await writer.RunAsync(ledger => Handovers.Choose(ledger, _shares, clock.GetUtcNow()), stoppingToken) is [_, ..] chosen)
            {
                await SendAsync(chosen, stoppingToken);
            }

            return WorkQueue.UntilDue(reader, clock.GetUtcNow(), LookAnyway);
        }
        catch (Exception e) when (e is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
        {
            LogFailed(e);
            return AfterAFailure;
        }
    }

    private async Task SendAsync(List<HandedWork> chosen, CancellationToken stoppingToken)
    {
        try
        {
            await transport.SendAsync(chosen, stoppingToken);
            if (_isAway)
            {
                _isAway = false;
                LogBack(transport.Location);
            }
        }
        catch (Exception)
        {
            _isAway = true;
            await writer.RunAsync(ledger => Handovers.TakeBack(ledger, chosen), CancellationToken.None);
            throw;
        }
    }

    [LoggerMessage(27, LogLevel.Error, "Work could not be handed to the broker; it waits in the ledger, and is handed over in a few seconds")]
    private partial void LogFailed(Exception exception);

    [LoggerMessage(28, LogLevel.Information, "The broker {Location} takes work again")]
    private partial void LogBack(string location);
}
