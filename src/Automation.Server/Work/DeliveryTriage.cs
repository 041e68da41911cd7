using Automation.Jobs.Webhooks;
using Automation.Server.Fleet;
using Automation.Server.Hosting;
using Automation.Server.Ledger;
using Automation.Server.Operations;

namespace Automation.Server.Work;

/// <summary>
/// Analyses deliveries in their order, and puts their work into the queue; while many wait, also the newest of pull requests, so that no one waits for a
/// backlog. What is checked is GitHub's current state, in any order. Of the workers that share a ledger, one does it; the others step in when it does
/// not.
/// </summary>
internal sealed partial class DeliveryTriage(
    LedgerReader reader,
    LedgerWriter writer,
    FleetTurns turns,
    LedgerNotices notices,
    ServerSettings settings,
    TimeProvider clock,
    ServerMetrics metrics,
    Tracing tracing,
    WorkSignal work,
    ILogger<DeliveryTriage> logger) : BackgroundService
{
    private const string Turn = "the analysis of deliveries";
    private const string PullRequests = "pull_request";
    private const int MostAtOnce = 128;

    // How many of the newest waiting deliveries are searched for pull requests, and how many of these are analysed before older deliveries.
    private const int AmongNewest = 512;
    private const int NewestAtOnce = 16;

    // Deliveries that share a transaction arrived while the one before was being written: the endpoint is busy, on any machine.
    private const int BurstInTransaction = 4;
    private const long MostBytesAtOnce = 16 * 1024 * 1024;

    // Another process may have queued something again: 'automation-server deliveries replay'.
    private static readonly TimeSpan LookAnyway = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LeftBehind = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan InABurst = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan AfterAFailure = TimeSpan.FromSeconds(5);

    private const string Unreadable =
        "The payload in the ledger cannot be read: it was damaged on the disk. Redeliver it on GitHub (App settings, Advanced), and check the disk.";

    private readonly WebhookAnalysis _analysis = new(settings.AppId, settings.ScaffoldRepository, settings.GitOpsRepository);
    private readonly WorkSignal _received = new();
    private (long Deliveries, long Transactions) _storedBefore;
    private int _analysedInBurst;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        writer.DeliveriesStored += _received.Set;
        notices.Noticed += _received.Set;
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                await _received.WaitAsync(await TryLookAsync(stoppingToken) ? LookAnyway : AfterAFailure, clock, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Deliveries that were not analysed are there at the next start.
        }
        finally
        {
            writer.DeliveriesStored -= _received.Set;
            notices.Noticed -= _received.Set;
        }
    }

    private async Task<bool> TryLookAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (await NextAsync(stoppingToken) is [_, ..] received)
            {
                stoppingToken.ThrowIfCancellationRequested();
                var outcomes = received.ConvertAll(Analysed);
                Report(await writer.QueueAsync(ledger => Record(ledger, outcomes), stoppingToken));
                work.Set();
                await LetTheEndpointGoFirstAsync(received.Count, stoppingToken);
            }

            return true;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogFailed(e);
            return false;
        }
    }

    private async Task<List<ReceivedDelivery>> NextAsync(CancellationToken stoppingToken)
    {
        DateTimeOffset? before = await turns.TryHoldAsync(reader, Turn, stoppingToken) ? null : clock.GetUtcNow() - LeftBehind;
        return reader.Read(ledger =>
        {
            var oldest = Deliveries.Oldest(ledger, MostAtOnce, MostBytesAtOnce, before);
            if (before is null && oldest.Count == MostAtOnce)
            {
                var last = oldest[^1].Sequence;
                oldest.AddRange(Deliveries.Newest(ledger, PullRequests, AmongNewest, NewestAtOnce, MostBytesAtOnce).Where(d => d.Sequence > last));
            }

            return oldest;
        });
    }

    // GitHub waits for the response of the endpoint, but nothing waits for the analysis: in a burst, the analysis pauses, and catches up afterwards.
    // The first deliveries of a burst are analysed at once, because most bursts are no larger.
    private async Task LetTheEndpointGoFirstAsync(int analysed, CancellationToken stoppingToken)
    {
        var (deliveries, transactions) = writer.Stored;
        var since = (Deliveries: deliveries - _storedBefore.Deliveries, Transactions: transactions - _storedBefore.Transactions);
        _storedBefore = (deliveries, transactions);
        if (since.Transactions == 0 || since.Deliveries / since.Transactions < BurstInTransaction)
        {
            return;
        }

        _analysedInBurst += analysed;
        if (_analysedInBurst >= MostAtOnce)
        {
            _analysedInBurst = 0;
            await Task.Delay(InABurst, clock, stoppingToken);
        }
    }

    // Only the one that cannot be read is given up; the others continue.
    private AnalysedRow Analysed(ReceivedDelivery delivery)
    {
        using var span = tracing.LookInto(delivery);
        try
        {
            var (outcome, repository) = _analysis.Analyse(delivery.Event, delivery.Body.Unpack());
            return new AnalysedRow(delivery, OfOthers(outcome), repository?.ToString());
        }
        catch (InvalidDataException e)
        {
            LogUnreadable(e, delivery.Id, delivery.Event);
            return new AnalysedRow(delivery, null, null);
        }
    }

    // A commit is recorded before the branch moves to it, so it is known as ours before GitHub's event.
    private DeliveryOutcome OfOthers(DeliveryOutcome outcome) =>
        outcome is DeliveryOutcome.MarkDirty { Source: DirtyRepository { HeadSha: { } head } pushed }
            && reader.Read(ledger => AuditLog.HasCommitted(ledger, pushed.Repository, head))
            ? new DeliveryOutcome.Ignore("our own commit of the catalog")
            : outcome;

    // Returns those that no other worker has recorded meanwhile.
    private List<AnalysedRow> Record(LedgerConnection ledger, List<AnalysedRow> outcomes)
    {
        var now = clock.GetUtcNow();
        var recorded = outcomes.FindAll(o => Deliveries.IsReceived(ledger, o.Delivery.Sequence));
        foreach (var (delivery, outcome, repository) in recorded)
        {
            switch (outcome)
            {
                case DeliveryOutcome.Handle handle:
                    WorkQueue.Add(ledger, delivery.Sequence, handle.Item, Debounce.Free, now, repository);
                    break;
                case DeliveryOutcome.MarkDirty dirty:
                    DirtySources.Mark(ledger, dirty.Source, now);
                    WorkQueue.Add(ledger, delivery.Sequence, new CatalogItem(), settings.CatalogPace, now, repository);
                    break;
                case DeliveryOutcome.Ignore ignore:
                    Deliveries.Ignore(ledger, delivery.Sequence, ignore.Reason, repository, now);
                    break;
                case null:
                    Deliveries.GiveUp(ledger, delivery.Sequence, Unreadable, now);
                    break;
            }
        }

        return recorded;
    }

    private void Report(List<AnalysedRow> outcomes)
    {
        foreach (var (delivery, outcome, _) in outcomes)
        {
            switch (outcome)
            {
                case DeliveryOutcome.Handle handle:
                    LogQueued(delivery.Id, delivery.Event, handle.Item.Key);
                    break;
                case DeliveryOutcome.MarkDirty dirty:
                    LogDirty(delivery.Id, delivery.Event, dirty.Source.Name);
                    break;
                case DeliveryOutcome.Ignore ignore:
                    metrics.Ignored(delivery.Event, ignore.Reason);
                    LogIgnored(delivery.Id, delivery.Event, ignore.Reason);
                    break;
            }
        }
    }

    [LoggerMessage(10, LogLevel.Information, "Delivery {Delivery} ({Event}) is queued as work for {Key}")]
    private partial void LogQueued(string delivery, string @event, string key);

    [LoggerMessage(11, LogLevel.Information, "Delivery {Delivery} ({Event}) marks {Source} as changed")]
    private partial void LogDirty(string delivery, string @event, string source);

    [LoggerMessage(12, LogLevel.Information, "Delivery {Delivery} ({Event}) ignored: {Reason}")]
    private partial void LogIgnored(string delivery, string @event, string reason);

    [LoggerMessage(13, LogLevel.Error, "Deliveries could not be analysed; retrying in a few seconds")]
    private partial void LogFailed(Exception exception);

    [LoggerMessage(
        14, LogLevel.Error, "Delivery {Delivery} ({Event}) cannot be read from the ledger and is now a dead letter; redeliver it on GitHub, and check the "
            + "disk")]
    private partial void LogUnreadable(Exception exception, string delivery, string @event);

    // Without an outcome if the payload cannot be read.
    private sealed record AnalysedRow(ReceivedDelivery Delivery, DeliveryOutcome? Outcome, string? Repository);
}
