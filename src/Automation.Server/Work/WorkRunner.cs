using System.Data.Common;
using System.Diagnostics;
using Automation.GitHub.Access;
using Automation.Server.Fleet;
using Automation.Server.Ledger;
using Automation.Server.Operations;

namespace Automation.Server.Work;

/// <summary>Runs one work item and records how it ended.</summary>
internal sealed partial class WorkRunner(
    IServiceProvider services,
    LedgerWriter ledger,
    RetryPolicy retries,
    Redactor redactor,
    TimeProvider clock,
    ServerMetrics metrics,
    Tracing tracing,
    ILogger<WorkRunner> logger)
{
    private const int LongestOutcome = 4000;
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    /// <summary>Runs the item. If the token is cancelled, the item waits for the next start of the server.</summary>
    public async Task RunAsync(TakenItem taken, CancellationToken abandon)
    {
        LogStarts(taken.Item.Key, taken.Start, taken.Item.Deliveries.Count);
        using var span = tracing.Work(taken, taken.Item.KindName);
        try
        {
            if (taken.Start > retries.MostStarts)
            {
                await GiveUpAsync(taken, DeliveryState.Dead, $"The server stopped {taken.Start - 1} times while this was running.", abandon);
                return;
            }

            var outcome = await services.ProcessorOf(taken.Item).RunAsync(taken.Item, abandon);
            span?.SetTag("automation.outcome", outcome.GetType().Name);
            await RecordAsync(taken, outcome, abandon);
        }
        catch (OperationCanceledException) when (abandon.IsCancellationRequested)
        {
            LogHandedBack(taken.Item.Key);
            await WriteAsync(taken, ledger => WorkQueue.PutBack(ledger, taken.Id, clock.GetUtcNow(), why: null, counts: false, clock.GetUtcNow()), abandon);
        }
        catch (GitHubBusyException e)
        {
            await PostponeAsync(taken, e.After, e.Message, abandon);
        }
        catch (LeaseLostException)
        {
            LogHandedBack(taken.Item.Key);
        }
#pragma warning disable CA1031 // For any exception, the item is retried, and in the end it is a dead letter with the reason.
        catch (Exception e)
#pragma warning restore CA1031
        {
            span?.SetStatus(ActivityStatusCode.Error, e.GetType().Name);
            await RecordFailureAsync(taken, e, abandon);
        }
    }

    private Task RecordAsync(TakenItem taken, WorkOutcome outcome, CancellationToken abandon) => outcome switch
    {
        WorkOutcome.Later later => PostponeAsync(taken, later.After, later.Why, abandon),
        WorkOutcome.Refused refused when DuringOutage(taken) is { } wait => PutBackFailingAsync(taken, wait, refused.Message, null, abandon),
        WorkOutcome.Refused refused => GiveUpAsync(taken, DeliveryState.Mistake, refused.Message, abandon),
        WorkOutcome.UserMistake mistake => GiveUpAsync(taken, DeliveryState.Mistake, mistake.Message, abandon),
        WorkOutcome.Done done => FinishAsync(taken, DeliveryState.Done, done.Summary, abandon),
        WorkOutcome.Nothing nothing => FinishAsync(taken, DeliveryState.Done, nothing.Reason, abandon),
        WorkOutcome.NotActed notActed => FinishAsync(taken, DeliveryState.NotActed, notActed.Reason, abandon),
        _ => throw new UnreachableException(),
    };

    private Task RecordFailureAsync(TakenItem taken, Exception exception, CancellationToken abandon)
    {
        var why = $"{exception.GetType().Name}: {exception.Message}";
        if (Outage.Is(exception))
        {
            return DuringOutage(taken) is { } pause
                ? PutBackFailingAsync(taken, pause, why, exception, abandon)
                : GiveUpAsync(taken, DeliveryState.Dead, $"given up after a day of failures; the last failure: {why}", abandon);
        }

        if (retries.After(taken.Start) is { } wait)
        {
            LogRetried(exception, taken.Item.Key, taken.Start, wait);
            metrics.Retried(taken.Item.KindName);
            var now = clock.GetUtcNow();
            return WriteAsync(taken, ledger => WorkQueue.PutBack(ledger, taken.Id, now + wait, Kept(why), counts: true, now), abandon);
        }

        LogGivenUp(exception, taken.Item.Key, taken.Start);
        return GiveUpAsync(taken, DeliveryState.Dead, $"given up after {taken.Start} attempts; the last failure: {why}", abandon);
    }

    // Null if the failure has lasted too long.
    private TimeSpan? DuringOutage(TakenItem taken) => retries.During(taken.FailingSince is { } since ? clock.GetUtcNow() - since : TimeSpan.Zero);

    private Task PutBackFailingAsync(TakenItem taken, TimeSpan wait, string why, Exception? exception, CancellationToken abandon)
    {
        // An outage repeats for hours, and where in this program a call was made says nothing about it.
        var unknown = exception is null || GitHubOutage.Is(exception) || taken.FailingSince is not null ? null : exception;
        LogFailing(unknown, taken.Item.Key, taken.FailingSince ?? clock.GetUtcNow(), wait, why);
        metrics.Retried(taken.Item.KindName);
        return WriteAsync(taken, ledger => WorkQueue.PutBackFailing(ledger, taken.Id, clock.GetUtcNow() + wait, Kept(why), clock.GetUtcNow()), abandon);
    }

    private Task PostponeAsync(TakenItem taken, TimeSpan after, string why, CancellationToken abandon)
    {
        var wait = after < WorkQueue.LongestWait ? after : WorkQueue.LongestWait;
        LogLater(taken.Item.Key, wait, why);
        return WriteAsync(taken, ledger => WorkQueue.PutBack(ledger, taken.Id, clock.GetUtcNow() + wait, Kept(why), counts: false, clock.GetUtcNow()), abandon);
    }

    // The report to GitHub comes first. If GitHub cannot be reached, the item waits like any other.
    private async Task GiveUpAsync(TakenItem taken, string state, string reason, CancellationToken abandon)
    {
        try
        {
            await services.ProcessorOf(taken.Item).GiveUpAsync(taken.Item, Kept(reason), abandon);
        }
        catch (OperationCanceledException) when (abandon.IsCancellationRequested)
        {
            await WriteAsync(taken, ledger => WorkQueue.PutBack(ledger, taken.Id, clock.GetUtcNow(), why: null, counts: false, clock.GetUtcNow()), abandon);
            return;
        }
        catch (GitHubBusyException e)
        {
            await PostponeAsync(taken, e.After, e.Message, abandon);
            return;
        }
        catch (Exception e) when (Outage.Is(e) && DuringOutage(taken) is { } wait)
        {
            await PutBackFailingAsync(taken, wait, $"{reason} This cannot be reported on GitHub: {e.GetType().Name}: {e.Message}", e, abandon);
            return;
        }
#pragma warning disable CA1031 // It is given up anyway.
        catch (Exception e)
#pragma warning restore CA1031
        {
            LogNotReported(e, taken.Item.Key);
        }

        await FinishAsync(taken, state, reason, abandon);
    }

    private Task FinishAsync(TakenItem taken, string state, string outcome, CancellationToken abandon)
    {
        LogEnded(taken.Item.Key, state, outcome);
        metrics.Finished(taken.Item.KindName, state);
        return WriteAsync(taken, ledger => WorkQueue.Finish(ledger, taken.Id, state, Kept(outcome), clock.GetUtcNow()), abandon);
    }

    // The disk may be full: the result of the item is kept in memory until it can be written, or until the server stops. The next start then runs it again.
    private async Task WriteAsync(TakenItem taken, Action<LedgerConnection> record, CancellationToken abandon)
    {
        for (var pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            try
            {
                await ledger.QueueAsync(connection => Record(connection, taken, record), CancellationToken.None);
                return;
            }
            catch (DbException e)
            {
                LogNotWritten(e, taken.Item.Key, pause);
            }

            try
            {
                await Task.Delay(pause, clock, abandon);
            }
            catch (OperationCanceledException)
            {
                LogLeft(taken.Item.Key);
                return;
            }
        }
    }

    // What another worker has taken over is not this one's to record.
    private static bool Record(LedgerConnection connection, TakenItem taken, Action<LedgerConnection> record)
    {
        var isHeld = WorkQueue.IsHeld(connection, taken);
        if (isHeld)
        {
            record(connection);
        }

        return isHeld;
    }

    // Outcomes are redacted like the log, because people see them.
    private string Kept(string text) => redactor.Redact(text, LongestOutcome);

    [LoggerMessage(30, LogLevel.Information, "{Key}: start {Start}, for {Deliveries} deliveries")]
    private partial void LogStarts(string key, int start, int deliveries);

    [LoggerMessage(31, LogLevel.Information, "{Key}: {State}: {Outcome}")]
    private partial void LogEnded(string key, string state, string outcome);

    [LoggerMessage(32, LogLevel.Information, "{Key}: waiting {Wait}: {Why}")]
    private partial void LogLater(string key, TimeSpan wait, string why);

    [LoggerMessage(33, LogLevel.Warning, "{Key}: start {Start} failed; retrying in {Wait}")]
    private partial void LogRetried(Exception exception, string key, int start, TimeSpan wait);

    [LoggerMessage(34, LogLevel.Error, "{Key}: given up after {Start} starts; 'automation-server deliveries list --state dead' lists the deliveries")]
    private partial void LogGivenUp(Exception exception, string key, int start);

    [LoggerMessage(35, LogLevel.Information, "{Key}: not finished when this worker stopped or lost its lease; it runs again")]
    private partial void LogHandedBack(string key);

    [LoggerMessage(36, LogLevel.Warning, "{Key}: failing since {Since:yyyy-MM-ddTHH:mm:ssZ}; retrying in {Wait}: {Why}")]
    private partial void LogFailing(Exception? exception, string key, DateTimeOffset since, TimeSpan wait, string why);

    [LoggerMessage(37, LogLevel.Error, "{Key}: the result cannot be written to the ledger; retrying in {Wait}. Check the disk")]
    private partial void LogNotWritten(Exception exception, string key, TimeSpan wait);

    [LoggerMessage(38, LogLevel.Error, "{Key}: the result could not be written before the server stopped; it runs again at the next start")]
    private partial void LogLeft(string key);

    [LoggerMessage(39, LogLevel.Warning, "{Key}: given up; this could not be reported on GitHub")]
    private partial void LogNotReported(Exception exception, string key);
}

/// <summary>
/// When a work item that failed is started again: after 5 seconds, doubled each time, up to 15 minutes, with a random reduction of up to a half.
/// </summary>
internal sealed class RetryPolicy(int mostStarts, Random chance, TimeSpan first)
{
    /// <summary>The maximum outage to wait for: a longer one needs an operator.</summary>
    public static readonly TimeSpan LongestOutage = TimeSpan.FromDays(1);

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);

    /// <summary>How often an item is started before it is given up.</summary>
    public int MostStarts => mostStarts;

    /// <summary>How long to wait after a start that failed; null if it was the last.</summary>
    public TimeSpan? After(int start) => start >= mostStarts ? null : Sooner(first * Math.Pow(2, Math.Min(start - 1, 20)));

    /// <summary>
    /// How long to wait while GitHub or the disk fails: as long as the outage has lasted, so that waits double. Null if the failure has lasted too long.
    /// </summary>
    public TimeSpan? During(TimeSpan outage) => outage >= LongestOutage ? null : Sooner(outage > first ? outage : first);

    // Without the random part, items that failed together would start together again.
    private TimeSpan Sooner(TimeSpan wait) => (wait < Longest ? wait : Longest) * (1 - (chance.NextDouble() / 2));
}

/// <summary>Distinguishes failures because GitHub or the disk is down, which end by themselves, from failures of the work item.</summary>
internal static class Outage
{
    public static bool Is(Exception exception) => exception is DbException || GitHubOutage.Is(exception);
}
