namespace Automation.Chaos.Week;

/// <summary>Something that happens at a time of the week: what, to what, and since when it lasts.</summary>
/// <param name="At">When.</param>
/// <param name="Kind">What.</param>
/// <param name="Target">To what: a kind of act, a server, a way in which GitHub fails.</param>
internal sealed record WeekEvent(TimeSpan At, WeekEventKind Kind, string Target = "");

/// <summary>What can happen.</summary>
internal enum WeekEventKind
{
    /// <summary>Somebody does something.</summary>
    Act,

    /// <summary>Figures are taken.</summary>
    Measure,

    /// <summary>The checker decides.</summary>
    Check,

    /// <summary>kill -9 of a server.</summary>
    Kill,

    /// <summary>Its start.</summary>
    Start,

    /// <summary>The earlier version of a server ends in order, and the one to test takes its place; or it restarts.</summary>
    Replace,

    /// <summary>GitHub fails.</summary>
    GitHubFails,

    /// <summary>GitHub is well.</summary>
    GitHubIsWell,

    /// <summary>Deliveries fail: GitHub's log has them.</summary>
    DeliveriesFail,

    /// <summary>Deliveries are not sent at all: GitHub's log does not have them.</summary>
    DeliveriesAreNotSent,

    /// <summary>Deliveries arrive again.</summary>
    DeliveriesArrive,

    /// <summary>The App is suspended in the second organisation.</summary>
    Suspend,

    /// <summary>It is not any more.</summary>
    Unsuspend,

    /// <summary>kill -9 of the database.</summary>
    KillDatabase,

    /// <summary>Its start.</summary>
    StartDatabase,

    /// <summary>kill -9 of the broker.</summary>
    KillBroker,

    /// <summary>Its start.</summary>
    StartBroker,

    /// <summary>The disk of the ledger is full.</summary>
    FillDisk,

    /// <summary>It is not any more.</summary>
    FreeDisk,

    /// <summary>The clock of the last server is wrong by so many minutes.</summary>
    SetClock,
}

/// <summary>The events of a week, or of some days of it: a function of the options and of what the machine can do.</summary>
internal static class WeekPlan
{
    // The share of an hour in what is done on a day; half of it between ten and four.
    private static readonly double[] Hours =
        [0.2, 0.1, 0.1, 0.1, 0.2, 0.4, 1, 2, 5, 8, 10, 10, 7, 9, 10, 10, 8, 6, 3, 2, 2, 1.5, 1, 0.5];

    private static readonly double[] Days = [1, 1.1, 1.1, 1, 0.8, 0.08, 0.06];

    public static IReadOnlyList<WeekEvent> Create(WeekOptions options, bool canFillDisk)
    {
        var all = new List<WeekEvent>();
        var before = TimeSpan.FromDays(options.FirstDay - 1);
        all.AddRange(Acts(options));
        for (var hour = 1; hour <= options.Days * 24; hour++)
        {
            all.Add(new WeekEvent(TimeSpan.FromHours(hour), WeekEventKind.Measure));
        }

        for (var day = 1; day <= options.Days; day++)
        {
            all.Add(new WeekEvent(TimeSpan.FromDays(day) - TimeSpan.FromSeconds(1), WeekEventKind.Check));
        }

        if (options.HasFaults)
        {
            all.AddRange(Faults(options, canFillDisk)
                .Select(f => f with { At = f.At - before })
                .Where(f => f.At >= TimeSpan.Zero && f.At < TimeSpan.FromDays(options.Days)));
        }

        return [.. all.OrderBy(e => e.At)];
    }

    private static IEnumerable<WeekEvent> Acts(WeekOptions options)
    {
        var chance = new Random(options.Seed);
        var total = Days.Sum() * Hours.Sum();
        for (var hour = 0; hour < options.Days * 24; hour++)
        {
            var mean = options.Acts * Days[(options.FirstDay - 1 + (hour / 24)) % 7] * Hours[hour % 24] / total;
            var count = (int)mean + (chance.NextDouble() < mean % 1 ? 1 : 0);
            for (var i = 0; i < count; i++)
            {
                var what = chance.Next(100) switch { < 4 => "repository", < 20 => "push", < 35 => "open", _ => "any" };
                yield return new WeekEvent(TimeSpan.FromHours(hour + chance.NextDouble()), WeekEventKind.Act, what);
            }
        }
    }

    private static IEnumerable<WeekEvent> Faults(WeekOptions options, bool canFillDisk)
    {
        string[] servers = [.. options.Topology.Members.Select(m => m.Name)];
        var (first, last) = (servers[0], servers[^1]);
        var all = new List<WeekEvent>();

        Pair(0, 10.2, 0.02, WeekEventKind.Kill, WeekEventKind.Start, last);
        GitHub(0, 14, 0.3, "502/50");
        GitHub(0, 19, 3, "503/100");
        all.AddRange(servers.Select((s, i) => new WeekEvent(At(Math.Max(1, options.FirstDay - 1), 9 + (0.3 * i)), WeekEventKind.Replace, s)));
        Pair(1, 13, 1, WeekEventKind.DeliveriesFail, WeekEventKind.DeliveriesArrive);
        Pair(1, 16, 1, WeekEventKind.DeliveriesAreNotSent, WeekEventKind.DeliveriesArrive);
        GitHub(2, 10, 0.4, "403/50");
        Pair(2, 12, 5, WeekEventKind.Suspend, WeekEventKind.Unsuspend);
        GitHub(2, 18, 0.5, "lost-answer/20");
        GitHub(3, 9, 0.2, "429/60");
        all.Add(new WeekEvent(At(3, 13.5), WeekEventKind.SetClock, "120"));
        all.Add(new WeekEvent(At(3, 14), WeekEventKind.SetClock, "0"));
        GitHub(3, 17, 0.5, "reset/40");
        all.Add(new WeekEvent(At(4, 9.1), WeekEventKind.SetClock, "-30"));
        all.Add(new WeekEvent(At(4, 9.6), WeekEventKind.SetClock, "0"));
        Pair(4, 11, 0.5, WeekEventKind.Kill, WeekEventKind.Start, first);
        all.AddRange(servers.Select(s => new WeekEvent(At(4, 14), WeekEventKind.Replace, s)));
        GitHub(4, 17, 0.5, "stale/20");
        GitHub(5, 6, 6, "502/100");
        if (options.Topology.HasDatabase)
        {
            Pair(1, 11, 0.02, WeekEventKind.KillDatabase, WeekEventKind.StartDatabase);
            Pair(3, 11, 1, WeekEventKind.KillDatabase, WeekEventKind.StartDatabase);
        }
        else if (canFillDisk)
        {
            Pair(3, 11, 1, WeekEventKind.FillDisk, WeekEventKind.FreeDisk);
        }

        if (options.Topology.CreateBroker is not null)
        {
            Pair(2, 15, 0.05, WeekEventKind.KillBroker, WeekEventKind.StartBroker);
            Pair(3, 15, 1, WeekEventKind.KillBroker, WeekEventKind.StartBroker);
        }

        return all;

        void Pair(int day, double hour, double lasts, WeekEventKind begins, WeekEventKind ends, string target = "")
        {
            all.Add(new WeekEvent(At(day, hour), begins, target));
            all.Add(new WeekEvent(At(day, hour + lasts), ends, target));
        }

        void GitHub(int day, double hour, double lasts, string how) =>
            Pair(day, hour, lasts, WeekEventKind.GitHubFails, WeekEventKind.GitHubIsWell, how);
    }

    private static TimeSpan At(int day, double hour) => TimeSpan.FromHours((day * 24) + hour);
}
