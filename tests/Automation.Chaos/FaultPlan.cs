using Automation.Fleet;

namespace Automation.Chaos;

/// <summary>What goes wrong.</summary>
internal enum FaultKind
{
    /// <summary>kill -9 of a server, and its start after a while.</summary>
    Kill,

    /// <summary>kill -9 of the database, and its start after a while.</summary>
    KillDatabase,

    /// <summary>kill -9 of the broker, and its start after a while.</summary>
    KillBroker,

    /// <summary>A server stands still (SIGSTOP), and goes on (SIGCONT).</summary>
    Pause,

    /// <summary>GitHub fails at many calls.</summary>
    GitHub,

    /// <summary>A connection between processes is reset, and new ones are.</summary>
    Cut,

    /// <summary>A connection between processes forwards nothing, without a word.</summary>
    Swallow,

    /// <summary>A connection between processes is slow.</summary>
    Delay,

    /// <summary>The disk of the ledger is full.</summary>
    DiskFull,

    /// <summary>The clock of a process is ahead.</summary>
    ClockJump,

    /// <summary>A server of the earlier version ends in order, and the one to test takes its place.</summary>
    Upgrade,
}

/// <summary>One fault of a plan.</summary>
/// <param name="After">It begins when so many deliveries are accepted.</param>
/// <param name="Kind">What goes wrong.</param>
/// <param name="Target">Where: a server, a link, or the way in which GitHub fails.</param>
/// <param name="Lasts">How long.</param>
internal sealed record PlannedFault(int After, FaultKind Kind, string Target, TimeSpan Lasts)
{
    public override string ToString() =>
        $"after {After} deliveries: {Kind} {Target} for {Lasts.TotalSeconds:0.0} s";
}

/// <summary>The faults of a run: a function of its options and of what the machine can do.</summary>
internal static class FaultPlan
{
    // "lost-answer": the call took effect, and its answer is lost.
    private static readonly string[] GitHubFailures = ["502", "503", "403", "429", "reset", "lost-answer", "stale", "slow"];

    public static IReadOnlyList<PlannedFault> Create(ChaosOptions options, IEnumerable<FaultKind> possible)
    {
        var chance = new Random(options.Seed);
        var kinds = possible.ToArray();
        var order = new List<FaultKind>();
        while (order.Count < options.Faults)
        {
            // Each kind comes before one comes again.
            chance.Shuffle(kinds);
            order.AddRange(kinds);
        }

        // The first begin early and the last end before the traffic does.
        var starts = Enumerable.Range(0, options.Faults).Select(_ => chance.Next(options.Deliveries / 20, options.Deliveries * 9 / 10)).Order();
        var faults = starts.Zip(order, (after, kind) => new PlannedFault(after, kind, TargetOf(kind, options, chance), LengthOf(kind, options, chance)));
        return [.. faults.Concat(Upgrades(options)).OrderBy(f => f.After)];
    }

    // One server after the other, in the middle of the traffic: both versions work side by side for half of it.
    private static IEnumerable<PlannedFault> Upgrades(ChaosOptions options)
    {
        string[] servers = Programs.ServerBefore is null ? [] : [.. options.Topology.Members.Select(m => m.Name)];
        return servers.Select((server, i) => new PlannedFault(
            (options.Deliveries / 4) + (options.Deliveries / 2 * i / servers.Length), FaultKind.Upgrade, server, TimeSpan.Zero));
    }

    private static string TargetOf(FaultKind kind, ChaosOptions options, Random chance)
    {
        string[] servers = [.. options.Topology.Members.Select(m => m.Name)];
        string[] links =
        [
            RunningFleet.LinkToGitHub,
            .. options.Topology.HasDatabase ? [RunningFleet.LinkToDatabase] : Array.Empty<string>(),
            .. options.Topology.CreateBroker is null ? [] : new[] { RunningFleet.LinkToBroker },
        ];
        return kind switch
        {
            FaultKind.Kill or FaultKind.Pause => servers[chance.Next(servers.Length)],
            FaultKind.GitHub => GitHubFailures[chance.Next(GitHubFailures.Length)],
            FaultKind.Cut or FaultKind.Swallow or FaultKind.Delay => links[chance.Next(links.Length)],
            FaultKind.KillDatabase => "database",
            FaultKind.KillBroker => "broker",
            _ => servers[^1],
        };
    }

    private static TimeSpan LengthOf(FaultKind kind, ChaosOptions options, Random chance)
    {
        var (least, most) = kind switch
        {
            FaultKind.Kill => (0.2, 2),
            FaultKind.KillDatabase or FaultKind.KillBroker => (0.5, 3),
            FaultKind.Pause when !options.IsShort => (options.Lease.TotalSeconds * 1.1, options.Lease.TotalSeconds * 1.5),
            _ => options.IsShort ? (1.0, 3.0) : (2.0, 10.0),
        };
        return TimeSpan.FromSeconds(least + (chance.NextDouble() * (most - least)));
    }
}
