using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using Automation.Fleet;

namespace Automation.Load;

/// <summary>
/// Sends what a plan announces at the planned times, whether or not the server keeps up. A latency begins at the time that was planned: a server that is
/// slow cannot slow the clock that measures it.
/// </summary>
internal sealed class OpenLoop(RunningFleet fleet, Sender sender)
{
    // People act on GitHub a moment before its webhook is due, so that the webhook is not late because of them.
    private static readonly TimeSpan Ahead = TimeSpan.FromMilliseconds(500);

    private static readonly TimeSpan LongestDrain = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(250);

    private readonly ConcurrentBag<double> _accepts = [];
    private readonly ConcurrentDictionary<string, DateTimeOffset> _heads = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<Task, bool> _sending = new();

    /// <summary>The milliseconds from the planned time of each delivery to its 202.</summary>
    public IReadOnlyCollection<double> Accepts => _accepts;

    /// <summary>The planned time of the delivery that announced a head.</summary>
    public IReadOnlyDictionary<string, DateTimeOffset> Heads => _heads;

    /// <summary>Sends the plan; returns when its last delivery is accepted.</summary>
    public async Task RunAsync(IReadOnlyList<PlannedAct> plan, CancellationToken cancellationToken)
    {
        var start = DateTimeOffset.UtcNow + Ahead;
        foreach (var act in plan)
        {
            await WaitAsync(start + act.At - Ahead, cancellationToken);
            await (act.Act switch
            {
                Act.Open => fleet.GitHub.OpenAsync(cancellationToken),
                Act.Push => fleet.GitHub.PushAsync(cancellationToken),
                Act.PushToPullRequest => fleet.GitHub.PushToPullRequestAsync(cancellationToken),
                _ => fleet.GitHub.ActAsync(1, cancellationToken),
            });
            await TakeAsync(start + act.At, cancellationToken);
        }

        await DrainAsync(cancellationToken);
    }

    /// <summary>Waits until nothing is left to do; after how many seconds that was, null if it took too long.</summary>
    public async Task<double?> DrainAllAsync(CancellationToken cancellationToken)
    {
        var (start, worker) = (Stopwatch.GetTimestamp(), fleet.Servers.First(s => s.Works));
        double? done = null;
        var before = -1;
        while (Stopwatch.GetElapsedTime(start) < LongestDrain)
        {
            var isDrained = !await DrainAsync(cancellationToken);
            var waiting = await RunningFleet.WaitingAsync(worker, cancellationToken);
            var requests = await fleet.GitHub.RequestsAsync(cancellationToken);
            if (isDrained && waiting == 0 && requests == before)
            {
                // It was so a poll ago.
                return done;
            }

            done = Stopwatch.GetElapsedTime(start).TotalSeconds;
            before = requests;
            await Task.Delay(Poll, cancellationToken);
        }

        return null;
    }

    /// <summary>Sends what GitHub announced because of the server's own writes; whether there was anything.</summary>
    public async Task<bool> DrainAsync(CancellationToken cancellationToken)
    {
        var any = await TakeAsync(DateTimeOffset.UtcNow, cancellationToken);
        await Task.WhenAll(_sending.Keys);
        return any;
    }

    private async Task<bool> TakeAsync(DateTimeOffset due, CancellationToken cancellationToken)
    {
        var events = await fleet.GitHub.EventsAsync(cancellationToken);
        foreach (var told in events)
        {
            var sending = SendAsync(told, due, cancellationToken);
            _sending[sending] = true;
            _ = sending.ContinueWith(t => _sending.TryRemove(t, out _), TaskScheduler.Default);
        }

        return events.Count > 0;
    }

    private async Task SendAsync(GitHubEvent told, DateTimeOffset planned, CancellationToken cancellationToken)
    {
        // Off the loop that keeps to the plan.
        await Task.Yield();
        var (isOurs, head) = Read(told);
        var due = isOurs ? DateTimeOffset.UtcNow : planned;
        if (head is not null)
        {
            _heads.TryAdd(head, due);
        }

        await WaitAsync(due, cancellationToken);
        await sender.DeliverAsync(told, cancellationToken);
        _accepts.Add((DateTimeOffset.UtcNow - due).TotalMilliseconds);
    }

    // Whether the server's own write caused it, and the head that wants a check.
    private static (bool IsOurs, string? Head) Read(GitHubEvent told)
    {
        using var payload = JsonDocument.Parse(told.Body);
        var root = payload.RootElement;
        var isOurs = root.GetProperty("sender").GetProperty("login").GetString()!.EndsWith("[bot]", StringComparison.Ordinal);
        return told.Name == "pull_request" && root.GetProperty("action").GetString() is "opened" or "synchronize"
            ? (isOurs, root.GetProperty("pull_request").GetProperty("head").GetProperty("sha").GetString())
            : (isOurs, null);
    }

    private static async Task WaitAsync(DateTimeOffset until, CancellationToken cancellationToken)
    {
        var left = until - DateTimeOffset.UtcNow;
        if (left > TimeSpan.Zero)
        {
            await Task.Delay(left, cancellationToken);
        }
    }
}
