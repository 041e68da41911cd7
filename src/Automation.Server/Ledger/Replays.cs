namespace Automation.Server.Ledger;

/// <summary>Replays deliveries on request, and records who requested it.</summary>
internal static class Replays
{
    /// <summary>The number of replays in one transaction: the longest that a new delivery waits.</summary>
    public const int AtOnce = 500;

    /// <summary>Others write between two transactions: SQLite retries the lock after 50 ms at first (sqliteDefaultBusyCallback).</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(60);

    /// <summary>How many could be replayed; unfinished ones stay as they are.</summary>
    public static int Run(LedgerConnection ledger, IReadOnlyList<string> ids, string who, DateTimeOffset now)
    {
        var replayed = ids.Where(id => Deliveries.Replay(ledger, id, who, now)).ToList();
        if (replayed.Count > 0)
        {
            AuditLog.AddReplay(ledger, replayed, who, now);
        }

        return replayed.Count;
    }
}
