using Automation.GitHub.Access;
using Automation.GitHub.Deliveries;
using Automation.Jobs.Webhooks;
using Automation.Server.Fleet;
using Automation.Server.Hosting;
using Automation.Server.Ledger;
using Automation.Server.Operations;

namespace Automation.Server.Work;

/// <summary>
/// Reads GitHub's log of deliveries back to the last position, and requests redelivery of failed ones: of handled events, with no attempt that
/// succeeded, and not known to the ledger. GitHub does none of this by itself.
/// </summary>
internal sealed partial class RedeliveryStep(
    DeliveryLog log,
    LedgerReader reader,
    LedgerWriter writer,
    ServerSettings settings,
    TimeProvider clock,
    ServerMetrics metrics,
    ILogger<RedeliveryStep> logger)
{
    /// <summary>How often the redelivery of one delivery is requested: with the pauses between them, for about as long as GitHub keeps it.</summary>
    public const int MostTimes = 18;

    // 50,000 deliveries: older ones are skipped, with a log entry.
    private const int MostPages = 500;

    // GitHub's log shows an attempt with a short delay. An attempt that never appears was not made.
    private static readonly TimeSpan AnswerGotLost = TimeSpan.FromMinutes(15);

    private readonly HashSet<string> _handled = [.. WebhookAnalysis.Events, .. WebhookAnalysis.OptionalEvents, .. WebhookAnalysis.UnaskedEvents];

    /// <summary>Runs once; returns how many redeliveries were requested.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await ReadAsync(now, cancellationToken);
        var asked = 0;
        foreach (var due in reader.Read(ledger => Redeliveries.Due(ledger, now, now - settings.RedeliverAfter, now - AnswerGotLost, MostTimes)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            await AskAsync(due, cancellationToken);
            asked++;
        }

        if (asked > 0)
        {
            LogAsked(asked);
        }

        return asked;
    }

    private async Task ReadAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (readBefore, oldest, recent) = (reader.Read(Redeliveries.ReadUpTo), now - DeliveryLog.Kept, now - settings.RedeliverAfter);
        var attempts = new List<LoggedDelivery>();
        string? cursor = null;
        var pages = 0;
        do
        {
            cancellationToken.ThrowIfCancellationRequested();
            var page = await log.PageAsync(cursor);
            pages++;
            attempts.AddRange(page.Deliveries.Where(d => d.Id > readBefore && d.At >= oldest));
            cursor = page.Deliveries is [.., var last] && last.Id > readBefore && last.At >= oldest ? page.Next : null;
            if (cursor is not null && pages == MostPages)
            {
                LogTooMany(attempts.Count);
                break;
            }
        }
        while (cursor is not null);

        metrics.LogRead(pages);

        // A running attempt may be logged later than one that started after it: the last minute is read again.
        var young = attempts.Where(d => d.At > recent).Select(d => d.Id).DefaultIfEmpty(long.MaxValue).Min();
        var readUpTo = attempts.Where(d => d.Id < young).Select(d => d.Id).DefaultIfEmpty(readBefore).Max();
        await writer.RunAsync(
            ledger => Redeliveries.Note(ledger, attempts.Where(d => _handled.Contains(d.Event)).OrderBy(d => d.Id), readUpTo, oldest), cancellationToken);
    }

    private async Task AskAsync((string Id, long Attempt, string Event) due, CancellationToken cancellationToken)
    {
        await writer.RunAsync(ledger => Redeliveries.Asked(ledger, due.Id, clock.GetUtcNow()), cancellationToken);
        try
        {
            if (await log.DeliverAgainAsync(due.Attempt))
            {
                metrics.AskedAgain(due.Event);
                LogAskedFor(due.Id, due.Event);
                return;
            }
        }
        catch (Exception e) when (e is GitHubBusyException or GitHubRefusalException)
        {
            // A limit was used up: nothing was done, and it does not count as an attempt.
            await writer.RunAsync(ledger => Redeliveries.NotAsked(ledger, due.Id), CancellationToken.None);
            throw;
        }

        await writer.RunAsync(ledger => Redeliveries.Forget(ledger, due.Id), cancellationToken);
        LogGone(due.Id);
    }

    [LoggerMessage(40, LogLevel.Information, "Asked GitHub to redeliver {Count} failed deliveries")]
    private partial void LogAsked(int count);

    [LoggerMessage(41, LogLevel.Debug, "Asked GitHub to redeliver delivery {Delivery} ({Event})")]
    private partial void LogAskedFor(string delivery, string @event);

    [LoggerMessage(42, LogLevel.Warning, "Delivery {Delivery} failed, and GitHub no longer has it")]
    private partial void LogGone(string delivery);

    [LoggerMessage(43, LogLevel.Warning, "GitHub's delivery log has more deliveries than are read at once; only the newest {Count} were read")]
    private partial void LogTooMany(int count);
}

/// <summary>Requests redelivery, at the start and periodically, of what GitHub could not deliver.</summary>
internal sealed class Redelivery(
    RedeliveryStep step,
    ServerSettings settings,
    FleetTurns turns,
    IHostApplicationLifetime lifetime,
    TimeProvider clock,
    ILogger<Redelivery> logger)
    : Recurring(settings.RedeliverEvery, turns, lifetime, clock, logger)
{
    /// <inheritdoc/>
    protected override string Name => "Reading GitHub's delivery log";

    /// <inheritdoc/>
    protected override Task RunOnceAsync(CancellationToken stoppingToken) => step.RunAsync(stoppingToken);
}
