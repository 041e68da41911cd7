namespace Automation.Load;

/// <summary>What somebody does.</summary>
internal enum Act
{
    /// <summary>Opens a pull request.</summary>
    Open,

    /// <summary>Pushes to a default branch.</summary>
    Push,

    /// <summary>Pushes to a pull request that is open.</summary>
    PushToPullRequest,

    /// <summary>Something else: mostly a push to a pull request that is open.</summary>
    Other,
}

/// <summary>An act at a time that is planned beforehand.</summary>
internal sealed record PlannedAct(TimeSpan At, Act Act);

/// <summary>
/// An organisation in a few seconds: people act independently of each other and of the server, at random times (a Poisson process), and a tenth of the time
/// is an hour's turn, in which scheduled jobs and people after their meetings act at four times the usual rate.
/// </summary>
internal static class TrafficModel
{
    private const double BurstShare = 0.1;
    private const double BurstFactor = 4;
    private const double BurstBegins = 0.5;

    /// <summary>The same act, so many times, at a steady rate.</summary>
    public static IReadOnlyList<PlannedAct> Steady(double rate, Act act, int times) =>
        [.. Enumerable.Range(0, times).Select(i => new PlannedAct(TimeSpan.FromSeconds(i / rate), act))];

    public static IReadOnlyList<PlannedAct> Plan(int seed, double rate, TimeSpan lasts)
    {
        var chance = new Random(seed);
        var plan = new List<PlannedAct>();

        // The mean over the step is the rate.
        var usual = rate / (1 - BurstShare + (BurstShare * BurstFactor));
        for (var at = 0.0; ;)
        {
            var now = at / lasts.TotalSeconds is >= BurstBegins and < BurstBegins + BurstShare ? usual * BurstFactor : usual;
            at += -Math.Log(1 - chance.NextDouble()) / now;
            if (at >= lasts.TotalSeconds)
            {
                return plan;
            }

            plan.Add(new PlannedAct(TimeSpan.FromSeconds(at), chance.Next(100) switch { < 45 => Act.Open, < 65 => Act.Push, _ => Act.Other }));
        }
    }
}
