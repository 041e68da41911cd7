namespace Automation.Server.Ledger;

/// <summary>Deletes expired rows, a few at a time. Unfinished ones are never deleted.</summary>
internal static class Expiry
{
    /// <summary>
    /// When the newest delivery was received, or, without deliveries, when the newest entry of the audit log was written; null if there is neither. It shows
    /// whether the clock can be right: deliveries come from outside, while work and writes always have the server's own time.
    /// </summary>
    public static DateTimeOffset? Newest(LedgerConnection ledger) => ledger.Rows(
        "SELECT coalesce((SELECT received FROM deliveries ORDER BY sequence DESC LIMIT 1), (SELECT at FROM audit ORDER BY id DESC LIMIT 1))",
        row => row.Time(0))[0];

    /// <summary>
    /// Finds expired deliveries after a given one, and where to continue; null at the end. They are in order of arrival, so
    /// the first one that has not expired ends the search.
    /// </summary>
    public static (List<long> Expired, long? Next) Look(LedgerConnection ledger, long after, DateTimeOffset before, DateTimeOffset deadBefore, int most)
    {
        var rows = ledger.Rows(
            "SELECT sequence, received, state, coalesce(finished, received) FROM deliveries WHERE sequence > @after ORDER BY sequence LIMIT @most",
            row => (Sequence: row.GetInt64(0), Received: row.GetInt64(1), State: row.GetString(2), Finished: row.GetInt64(3)), ("@after", after), ("@most",
                most));
        var old = rows.TakeWhile(r => r.Received < before.ToUnixTimeMilliseconds()).ToList();
        var expired = old.Where(r => r.State switch
        {
            DeliveryState.Received or DeliveryState.Queued => false,
            DeliveryState.Dead => r.Finished < deadBefore.ToUnixTimeMilliseconds(),
            _ => r.Finished < before.ToUnixTimeMilliseconds(),
        }).Select(r => r.Sequence).ToList();
        return (expired, old.Count == most ? old[^1].Sequence : null);
    }

    /// <summary>Deletes deliveries, except one that was replayed in the meantime.</summary>
    public static int Forget(LedgerConnection ledger, IEnumerable<long> deliveries)
    {
        var forgotten = 0;
        foreach (var sequence in deliveries)
        {
            // The newest always stays: its number must not be used again.
            if (ledger.Execute(
                "DELETE FROM deliveries WHERE sequence = @sequence AND state NOT IN ('received', 'queued') AND sequence < (SELECT max(sequence) FROM "
                + "deliveries)",
                ("@sequence", sequence)) == 1)
            {
                ledger.Execute("DELETE FROM payloads WHERE sequence = @sequence", ("@sequence", sequence));
                ledger.Execute("DELETE FROM earlier_runs WHERE sequence = @sequence", ("@sequence", sequence));
                forgotten++;
            }
        }

        return forgotten;
    }

    /// <summary>Deletes work items without deliveries; returns how many were read, to continue after the last.</summary>
    public static (int Forgotten, long? Next) ForgetWork(LedgerConnection ledger, long after, DateTimeOffset before, int most)
    {
        var rows = ledger.Rows(
            """
            SELECT id, created, state NOT IN ('waiting', 'running') AND finished < @before AND id < (SELECT max(id) FROM work)
              AND NOT EXISTS (SELECT 1 FROM deliveries d WHERE d.work = w.id) AND NOT EXISTS (SELECT 1 FROM earlier_runs e WHERE e.work = w.id)
            FROM work w WHERE id > @after ORDER BY id LIMIT @most
            """,
            row => (Id: row.GetInt64(0), Created: row.GetInt64(1), Goes: !row.IsDBNull(2) && row.GetBoolean(2)), ("@after", after), ("@before",
                before.ToUnixTimeMilliseconds()), ("@most", most))
            .TakeWhile(r => r.Created < before.ToUnixTimeMilliseconds()).ToList();
        foreach (var (id, _, _) in rows.Where(r => r.Goes))
        {
            ledger.Execute("DELETE FROM work_events WHERE work = @id", ("@id", id));
            ledger.Execute("DELETE FROM work WHERE id = @id", ("@id", id));
        }

        return (rows.Count(r => r.Goes), rows.Count == most ? rows[^1].Id : null);
    }

    /// <summary>Deletes the oldest entries of the audit log; returns how many.</summary>
    public static int ForgetAudit(LedgerConnection ledger, DateTimeOffset before, int most)
    {
        var oldest = ledger.Rows("SELECT id, at FROM audit ORDER BY id LIMIT @most", row => (Id: row.GetInt64(0), At: row.GetInt64(1)), ("@most", most))
            .TakeWhile(r => r.At < before.ToUnixTimeMilliseconds()).ToList();
        return oldest.Sum(r => ledger.Execute("DELETE FROM audit WHERE id = @id AND id < (SELECT max(id) FROM audit)", ("@id", r.Id)));
    }
}
