namespace Automation.Server.Work;

/// <summary>
/// When a work item that failed is started again: after 5 seconds, doubled each time, up to 15 minutes, with a random reduction of up to a half.
/// </summary>
internal sealed class RetryPolicy(int mostStarts, Random chance, TimeSpan first)
{
    /// <summary>A longer outage is not waited for: it needs an operator.</summary>
    public static readonly TimeSpan LongestOutage = TimeSpan.FromDays(1);

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);

    /// <summary>How often an item is started before it is given up.</summary>
    public int MostStarts => mostStarts;

    /// <summary>How long to wait after a start that failed; null if it was the last.</summary>
    public TimeSpan? After(int start) => start >= mostStarts ? null : Sooner(first * Math.Pow(2, Math.Min(start - 1, 20)));

    /// <summary>How long to wait while GitHub or the disk fails: as long as that has lasted, so that waits double. Null if it has lasted too long.</summary>
    public TimeSpan? During(TimeSpan outage) => outage >= LongestOutage ? null : Sooner(outage > first ? outage : first);

    // Without the random part, all that failed together would start together again.
    private TimeSpan Sooner(TimeSpan wait) => (wait < Longest ? wait : Longest) * (1 - (chance.NextDouble() / 2));
}
