using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Diagnostics.Metrics;
using Automation.GitHub.Access;
using Automation.Server.Ledger;

namespace Automation.Server.Operations;

internal sealed class ServerMetrics
{
    public const string MeterName = "Automation.Server";

    // There are about 40 reasons, plus those that contain an action of a payload.
    private const int MostReasons = 100;

    private readonly BoundedLabel _reasons = new(MostReasons);
    private readonly Counter<long> _accepted;
    private readonly Counter<long> _rejected;
    private readonly Counter<long> _signed;
    private readonly Counter<long> _ignored;
    private readonly Counter<long> _finished;
    private readonly Counter<long> _retries;
    private readonly Counter<long> _askedAgain;
    private readonly Counter<long> _logPages;

    public ServerMetrics(IMeterFactory meters, LedgerReader ledger, TimeProvider clock, GitHubAccess? gitHub = null)
    {
        var meter = meters.Create(MeterName);
        _accepted = meter.CreateCounter<long>(
            "automation.deliveries.accepted", description: "Deliveries answered with 202, by event and by whether they were already known");
        _rejected = meter.CreateCounter<long>("automation.deliveries.rejected", description: "Rejected requests, by reason");
        _signed = meter.CreateCounter<long>("automation.deliveries.signed", description: "Valid signatures, by matching secret: current or previous");
        _ignored = meter.CreateCounter<long>("automation.deliveries.ignored", description: "Ignored deliveries, by event and reason");
        _finished = meter.CreateCounter<long>("automation.work.finished", description: "Finished work items, by kind and result");
        _retries = meter.CreateCounter<long>("automation.work.retries", description: "Failed starts that are retried, by kind");
        _askedAgain = meter.CreateCounter<long>(
            "automation.redeliveries.asked", description: "Failed deliveries that GitHub was asked to redeliver, by event");
        _logPages = meter.CreateCounter<long>("automation.redeliveries.pages", description: "Pages read from GitHub's delivery log");
        meter.CreateObservableGauge("automation.queue.depth", () => Depths(ledger), description: "Deliveries by state, and waiting work items");
        meter.CreateObservableGauge("automation.queue.age", () => Age(ledger, clock), "s", "Age of the oldest unfinished delivery");
        meter.CreateObservableGauge("automation.fleet.workers", () => ledger.Read(Workers.Count), description: "Workers that share the ledger");
        if (gitHub is not null)
        {
            meter.CreateObservableCounter("automation.github.calls", () => gitHub.Usage.Calls, description: "Calls to GitHub's API, including failed ones");
            meter.CreateObservableGauge(
                "automation.github.limit.left", () => Left(gitHub.Usage), description: "Remaining calls of the hourly limit, as GitHub last reported");
        }
    }

    public void Accepted(string eventName, StoreOutcome outcome) =>
        _accepted.Add(1, new("event", EventLabel.Of(eventName)), new("outcome", outcome.ToString().ToLowerInvariant()));

    public void Rejected(string reason) => _rejected.Add(1, new KeyValuePair<string, object?>("reason", reason));

    public void Signed(SecretUsed secret) => _signed.Add(1, new KeyValuePair<string, object?>("secret", secret.ToString().ToLowerInvariant()));

    public void Ignored(string eventName, string reason) => _ignored.Add(1, new("event", EventLabel.Of(eventName)), new("reason", _reasons.Of(reason)));

    public void Finished(string kind, string state) => _finished.Add(1, new("kind", kind), new("outcome", state));

    public void Retried(string kind) => _retries.Add(1, new KeyValuePair<string, object?>("kind", kind));

    public void AskedAgain(string eventName) => _askedAgain.Add(1, new KeyValuePair<string, object?>("event", EventLabel.Of(eventName)));

    public void LogRead(int pages) => _logPages.Add(pages);

    private static List<Measurement<long>> Depths(LedgerReader ledger) => ledger.Read(l => new List<Measurement<long>>
    {
        new(Deliveries.Count(l, DeliveryState.Received), new KeyValuePair<string, object?>("state", "received")),
        new(Deliveries.Count(l, DeliveryState.Queued), new KeyValuePair<string, object?>("state", "queued")),
        new(Deliveries.Count(l, DeliveryState.Dead), new KeyValuePair<string, object?>("state", "dead")),
        new(Deliveries.Count(l, DeliveryState.NotActed), new KeyValuePair<string, object?>("state", "not-acted")),
        new(WorkQueue.Waiting(l), new KeyValuePair<string, object?>("state", "work-waiting")),
        new(WorkQueue.Running(l), new KeyValuePair<string, object?>("state", "work-running")),
    });

    // Before the first call the value is unknown, and a zero would raise an alarm.
    private static IEnumerable<Measurement<long>> Left(GitHubUsage usage) => usage.Left is { } left ? [new Measurement<long>(left)] : [];

    private static double Age(LedgerReader ledger, TimeProvider clock) =>
        ledger.Read(Deliveries.OldestPending) is { } oldest ? Math.Max(0, (clock.GetUtcNow() - oldest).TotalSeconds) : 0;
}

/// <summary>Which webhook secret signed a delivery: the current one, or the previous one while it is being replaced.</summary>
internal enum SecretUsed
{
    Current,
    Previous,
}

/// <summary>The name of an event as a label of a metric: a sender with the secret can use any name, and each name would be a series.</summary>
internal static class EventLabel
{
    private static readonly FrozenSet<string> Known = FrozenSet.Create(
        StringComparer.Ordinal,
        "check_run",
        "check_suite",
        "installation",
        "installation_repositories",
        "issue_comment",
        "membership",
        "merge_group",
        "organization",
        "ping",
        "pull_request",
        "push",
        "repository",
        "team");

    public static string Of(string eventName) => Known.Contains(eventName) ? eventName : "other";
}

/// <summary>
/// A metric label whose values come from payloads: the first values keep their names and the others share one, because each value is a time series.
/// </summary>
internal sealed class BoundedLabel(int most)
{
    private const string Other = "other";

    private readonly ConcurrentDictionary<string, bool> _known = new(StringComparer.Ordinal);

    public string Of(string value) => _known.ContainsKey(value) || (_known.Count < most && _known.TryAdd(value, true)) ? value : Other;
}
