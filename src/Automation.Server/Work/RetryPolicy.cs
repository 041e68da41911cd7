namespace Automation.Server.Work;

/// <summary>When a work item that failed is started again: after 5 seconds, doubled each time, up to 15 minutes, and by chance up to a half sooner.</summary>
internal sealed class RetryPolicy(int mostStarts, Random chance, TimeSpan first)
{
    /// <summary>An outage that lasts longer is not waited for: somebody has to look at it.</summary>
    public static readonly TimeSpan LongestOutage = TimeSpan.FromDays(1);

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);

    /// <summary>So often an item is started before it is given up.</summary>
    public int MostStarts => mostStarts;

    /// <summary>How long to wait after a start that failed; null where it was the last.</summary>
    public TimeSpan? After(int start) => start >= mostStarts ? null : Sooner(first * Math.Pow(2, Math.Min(start - 1, 20)));

    /// <summary>How long to wait while GitHub or the disk fails: as long as that has lasted, so that waits double. Null where it has lasted too long.</summary>
    public TimeSpan? During(TimeSpan outage) => outage >= LongestOutage ? null : Sooner(outage > first ? outage : first);

    // Without chance, all that failed together would start together again.
    private TimeSpan Sooner(TimeSpan wait) => (wait < Longest ? wait : Longest) * (1 - (chance.NextDouble() / 2));
}
