namespace Automation.Server.Work;

/// <summary>When a work item that failed is tried again: after 5 seconds, doubled each time, up to 15 minutes, and by chance up to a half sooner.</summary>
internal sealed class RetryPolicy(int mostStarts, Random chance, TimeSpan? first = null)
{
    public static readonly TimeSpan UsualFirst = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);

    /// <summary>So often an item is started before it is given up.</summary>
    public int MostStarts => mostStarts;

    /// <summary>How long to wait after a start that failed; null where it was the last.</summary>
    public TimeSpan? After(int start)
    {
        if (start >= mostStarts)
        {
            return null;
        }

        var whole = Math.Min(Longest.TotalSeconds, (first ?? UsualFirst).TotalSeconds * Math.Pow(2, Math.Min(start - 1, 20)));

        // Without chance, all that failed together would knock together again.
        return TimeSpan.FromSeconds(whole * (1 - (chance.NextDouble() / 2)));
    }
}
