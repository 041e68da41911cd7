using System.Collections.Concurrent;
using System.Text.Json;
using Automation.Fleet;

namespace Automation.Chaos;

/// <summary>
/// Sends what GitHub announces while people act: late, in another order, some of it twice, and again until it is accepted. It keeps what the checker may
/// hold against GitHub's final state: the ids that were answered 202, and the heads that each pull request had.
/// </summary>
internal sealed class Traffic(RunningFleet fleet, Sender sender, ChaosOptions options)
{
    private const int ActsAtOnce = 6;
    private const int Senders = 8;

    private readonly Random _chance = new(options.Seed);
    private readonly List<GitHubEvent> _late = [];
    private readonly ConcurrentDictionary<(string Repository, int Number), ConcurrentDictionary<string, bool>> _heads = new();
    private readonly ConcurrentDictionary<string, string> _newHeads = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, DateTimeOffset> _sent = new(StringComparer.Ordinal);

    /// <summary>When a delivery that told of a head of a pull request was sent first, whether it was accepted or not.</summary>
    public IReadOnlyDictionary<string, DateTimeOffset> Sent => _sent;

    /// <summary>How many deliveries were sent twice.</summary>
    public int Duplicates { get; private set; }

    /// <summary>The heads that a pull request was announced with.</summary>
    public IEnumerable<string> HeadsOf(string repository, int number) => _heads.TryGetValue((repository, number), out var heads) ? heads.Keys : [];

    /// <summary>People act once more, and what GitHub announces is sent; at the rate that is asked for.</summary>
    public async Task StepAsync(CancellationToken cancellationToken)
    {
        var before = sender.Accepted.Count;
        var start = TimeProvider.System.GetTimestamp();
        await fleet.GitHub.ActAsync(ActsAtOnce, cancellationToken);
        List<GitHubEvent> all = [.. _late, .. await EventsAsync(cancellationToken)];
        _late.Clear();
        var now = new List<GitHubEvent>();
        foreach (var told in all)
        {
            // One in five waits for the next step, and one in ten comes twice.
            (_chance.Next(5) == 0 ? _late : now).Add(told);
            if (_chance.Next(10) == 0)
            {
                Duplicates++;
                now.Add(told);
            }
        }

        var shuffled = now.ToArray();
        _chance.Shuffle(shuffled);
        await SendAsync(shuffled, cancellationToken);
        var due = TimeSpan.FromSeconds((double)(sender.Accepted.Count - before) / options.Rate) - TimeProvider.System.GetElapsedTime(start);
        if (due > TimeSpan.Zero)
        {
            await Task.Delay(due, cancellationToken);
        }
    }

    /// <summary>Sends what is left, and what GitHub announced since; whether there was anything.</summary>
    public async Task<bool> DrainAsync(CancellationToken cancellationToken)
    {
        List<GitHubEvent> left = [.. _late, .. await EventsAsync(cancellationToken)];
        _late.Clear();
        await SendAsync(left, cancellationToken);
        return left.Count > 0;
    }

    private Task SendAsync(IEnumerable<GitHubEvent> events, CancellationToken cancellationToken) => Parallel.ForEachAsync(
        events,
        new ParallelOptions { MaxDegreeOfParallelism = Senders, CancellationToken = cancellationToken },
        async (told, token) =>
        {
            if (_newHeads.TryGetValue(told.Id, out var head))
            {
                _sent.TryAdd(head, TimeProvider.System.GetUtcNow());
            }

            await sender.DeliverAsync(told, token);
        });

    private async Task<IReadOnlyList<GitHubEvent>> EventsAsync(CancellationToken cancellationToken)
    {
        var events = await fleet.GitHub.EventsAsync(cancellationToken);
        foreach (var told in events.Where(e => e.Name == "pull_request"))
        {
            using var payload = JsonDocument.Parse(told.Body);
            var repository = payload.RootElement.GetProperty("repository").GetProperty("full_name").GetString()!;
            var pull = payload.RootElement.GetProperty("pull_request");
            var head = pull.GetProperty("head").GetProperty("sha").GetString()!;
            _heads.GetOrAdd((repository, pull.GetProperty("number").GetInt32()), _ => new(StringComparer.Ordinal))[head] = true;
            if (payload.RootElement.GetProperty("action").GetString() is "opened" or "synchronize")
            {
                _newHeads[told.Id] = head;
            }
        }

        return events;
    }
}
