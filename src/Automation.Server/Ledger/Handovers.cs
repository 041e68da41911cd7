using Automation.Server.Transports;

namespace Automation.Server.Ledger;

/// <summary>Work that is handed to a broker, a few items for each place of the fleet: the rest waits in the ledger, which chooses fairly.</summary>
internal static class Handovers
{
    /// <summary>What a broker has lost, or a worker did not start, is handed over again after this time.</summary>
    public static readonly TimeSpan Again = TimeSpan.FromSeconds(30);

    // Work of the sweep is for no delivery.
    private const string NoDelivery = "work";

    /// <summary>Chooses what is handed over next, and records it.</summary>
    public static List<HandedWork> Choose(LedgerConnection ledger, FairShares shares, DateTimeOffset now)
    {
        var slots = Workers.Slots(ledger);
        var running = ledger.Number("SELECT count(*) FROM work WHERE state = 'running'");

        // While all places are taken, what was handed over waits for one of them.
        var after = running < slots ? now - Again : DateTimeOffset.UnixEpoch;
        var open = ledger.Number(
            "SELECT count(*) FROM work WHERE state = 'waiting' AND handed > @after", ("@after", after.ToUnixTimeMilliseconds()));
        var chosen = new List<HandedWork>();
        for (var free = (2 * slots) - running - open; free > 0 && shares.Choose(ledger, now, after) is { } id; free--)
        {
            ledger.Execute(
                "UPDATE work SET handed = @now, times_handed = times_handed + 1 WHERE id = @id", ("@now", now.ToUnixTimeMilliseconds()), ("@id", id));
            chosen.AddRange(ledger.Rows(
                """
                SELECT id, key, times_handed, (SELECT d.id FROM deliveries d WHERE d.work = work.id ORDER BY d.sequence DESC LIMIT 1)
                FROM work WHERE id = @id
                """,
                row => new HandedWork(row.GetInt64(0), row.GetString(1), row.Text(3) ?? NoDelivery, row.GetInt32(2)), ("@id", id)));
        }

        return chosen;
    }

    /// <summary>The broker did not take them: they are chosen again.</summary>
    public static int TakeBack(LedgerConnection ledger, IEnumerable<HandedWork> items) =>
        items.Sum(i => ledger.Execute("UPDATE work SET handed = NULL WHERE id = @id AND state = 'waiting'", ("@id", i.Work)));

    /// <summary>The key of an item; null if the ledger has no such item any more.</summary>
    public static string? Key(LedgerConnection ledger, long work) =>
        ledger.Rows("SELECT key FROM work WHERE id = @id", row => row.GetString(0), ("@id", work)).FirstOrDefault();
}
