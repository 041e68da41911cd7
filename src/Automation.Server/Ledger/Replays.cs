namespace Automation.Server.Ledger;

/// <summary>Has deliveries looked into again at somebody's wish, which is noted down.</summary>
internal static class Replays
{
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
