namespace Automation.Server.Ledger;

/// <summary>Replays deliveries on request, and records who asked for it.</summary>
internal static class Replays
{
    /// <summary>So many are replayed in one transaction: whoever stores a delivery meanwhile waits for no more.</summary>
    public const int AtOnce = 500;

    /// <summary>Others write between two transactions: SQLite asks for the lock again after 50 ms at first (sqliteDefaultBusyCallback).</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(60);

    /// <summary>How many there were that could be; those that are not over yet stay as they are.</summary>
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
