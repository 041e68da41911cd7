using System.Diagnostics;
using Automation.GitHub.Access;
using Automation.GitHub.Webhooks;
using Automation.Server.Ledger;
using Automation.Server.Operations;

namespace Automation.Server.Work;

/// <summary>Runs one work item and records how it ended.</summary>
internal sealed partial class WorkRunner(
    WorkItemProcessor<PullRequestItem> pullRequests,
    WorkItemProcessor<CatalogItem> catalog,
    LedgerWriter ledger,
    RetryPolicy retries,
    Redactor redactor,
    TimeProvider clock,
    ServerMetrics metrics,
    Tracing tracing,
    ILogger<WorkRunner> logger)
{
    private const int LongestOutcome = 4000;

    /// <summary>Runs it. Signalling the token hands it back: it waits for the next start of the server.</summary>
    public async Task RunAsync(TakenItem taken, CancellationToken abandon)
    {
        LogStarts(taken.Item.Key, taken.Start, taken.Item.Deliveries.Count);
        using var span = tracing.Work(taken, Kind(taken.Item));
        WorkOutcome outcome;
        try
        {
            outcome = await ProcessAsync(taken.Item, abandon);
        }
        catch (OperationCanceledException) when (abandon.IsCancellationRequested)
        {
            LogHandedBack(taken.Item.Key);
            await PutBackAsync(taken, clock.GetUtcNow(), why: null, counts: false);
            return;
        }
        catch (GitHubBusyException e)
        {
            outcome = new WorkOutcome.Later(e.After, e.Message);
        }
#pragma warning disable CA1031 // Whatever it is: the item is tried again, and in the end it is a dead letter that says so.
        catch (Exception e)
#pragma warning restore CA1031
        {
            span?.SetStatus(ActivityStatusCode.Error, e.GetType().Name);
            await RecordFailureAsync(taken, e);
            return;
        }

        span?.SetTag("automation.outcome", outcome.GetType().Name);
        await RecordAsync(taken, outcome);
    }

    private Task<WorkOutcome> ProcessAsync(WorkItem item, CancellationToken abandon) => item switch
    {
        PullRequestItem pullRequest => pullRequests.RunAsync(pullRequest, abandon),
        CatalogItem sources => catalog.RunAsync(sources, abandon),
        _ => throw new UnreachableException($"No processor for {item.GetType().Name}."),
    };

    private Task RecordAsync(TakenItem taken, WorkOutcome outcome)
    {
        if (outcome is WorkOutcome.Later later)
        {
            LogLater(taken.Item.Key, later.After, later.Why);
            return PutBackAsync(taken, clock.GetUtcNow() + later.After, later.Why, counts: false);
        }

        var (state, text) = outcome switch
        {
            WorkOutcome.Done done => (DeliveryState.Done, done.Summary),
            WorkOutcome.Nothing nothing => (DeliveryState.Done, nothing.Reason),
            WorkOutcome.NotActed notActed => (DeliveryState.NotActed, notActed.Reason),
            WorkOutcome.UserMistake mistake => (DeliveryState.Mistake, mistake.Message),
            _ => throw new UnreachableException(),
        };
        LogEnded(taken.Item.Key, state, text);
        return FinishAsync(taken, state, text);
    }

    private Task RecordFailureAsync(TakenItem taken, Exception exception)
    {
        var why = $"{exception.GetType().Name}: {exception.Message}";
        if (retries.After(taken.Start) is { } wait)
        {
            LogRetried(exception, taken.Item.Key, taken.Start, wait);
            metrics.Retried(Kind(taken.Item));
            return PutBackAsync(taken, clock.GetUtcNow() + wait, why, counts: true);
        }

        LogGivenUp(exception, taken.Item.Key, taken.Start);
        return FinishAsync(taken, DeliveryState.Dead, $"given up after {taken.Start} attempts; the last one: {why}");
    }

    private async Task FinishAsync(TakenItem taken, string state, string outcome)
    {
        metrics.Finished(Kind(taken.Item), state);
        await ledger.RunAsync(connection => WorkQueue.Finish(connection, taken.Id, state, Kept(outcome), clock.GetUtcNow()), CancellationToken.None);
    }

    private Task PutBackAsync(TakenItem taken, DateTimeOffset notBefore, string? why, bool counts) =>
        ledger.RunAsync(connection => WorkQueue.PutBack(connection, taken.Id, notBefore, why is null ? null : Kept(why), counts, clock.GetUtcNow()), CancellationToken.None);

    // Outcomes are shown to people, as the log is.
    private string Kept(string text) => redactor.Redact(text, LongestOutcome);

    private static string Kind(WorkItem item) => item is CatalogItem ? CatalogItem.Kind : PullRequestItem.Kind;

    [LoggerMessage(30, LogLevel.Information, "{Key}: start {Start}, for {Deliveries} deliveries")]
    private partial void LogStarts(string key, int start, int deliveries);

    [LoggerMessage(31, LogLevel.Information, "{Key}: {State}: {Outcome}")]
    private partial void LogEnded(string key, string state, string outcome);

    [LoggerMessage(32, LogLevel.Information, "{Key}: not before {Wait} from now: {Why}")]
    private partial void LogLater(string key, TimeSpan wait, string why);

    [LoggerMessage(33, LogLevel.Warning, "{Key}: start {Start} failed; again in {Wait}")]
    private partial void LogRetried(Exception exception, string key, int start, TimeSpan wait);

    [LoggerMessage(34, LogLevel.Error, "{Key}: given up after {Start} starts; 'automation-server deliveries list --state dead' lists what is affected")]
    private partial void LogGivenUp(Exception exception, string key, int start);

    [LoggerMessage(35, LogLevel.Information, "{Key}: not over when the server had to stop; it runs at the next start")]
    private partial void LogHandedBack(string key);
}
