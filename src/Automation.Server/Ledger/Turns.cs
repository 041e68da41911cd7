namespace Automation.Server.Ledger;

/// <summary>Tasks that one worker of the fleet does at a time. A turn belongs to its worker until that hands it back, or is lost.</summary>
internal static class Turns
{
    /// <summary>Takes a turn that is due and free; otherwise, how long to wait until it may be.</summary>
    /// <param name="ledger">The ledger.</param>
    /// <param name="name">The task.</param>
    /// <param name="worker">The worker that wants to do it.</param>
    /// <param name="every">Its interval: a turn that is due later was recorded by a clock that was ahead.</param>
    /// <param name="now">The current time.</param>
    public static TimeSpan? WaitOrTake(LedgerConnection ledger, string name, string worker, TimeSpan every, DateTimeOffset now)
    {
        var turn = ledger.Rows(
            "SELECT t.worker, t.next FROM turns t LEFT JOIN workers w ON w.id = t.worker WHERE t.name = @name AND (w.id IS NOT NULL OR t.worker IS NULL)",
            row => (Worker: row.Text(0), Next: row.Time(1)), ("@name", name));
        if (turn is [{ Worker: { } holder }] && holder != worker)
        {
            return Workers.Lease < every ? Workers.Lease : every;
        }

        if (turn is [{ Next: { } next }] && next > now && next <= now + every)
        {
            return next - now;
        }

        ledger.Execute(
            "INSERT INTO turns (name, worker, next) VALUES (@name, @worker, @now) ON CONFLICT (name) DO UPDATE SET worker = excluded.worker",
            ("@name", name), ("@worker", worker), ("@now", now.ToUnixTimeMilliseconds()));
        return null;
    }

    /// <summary>Hands a turn back until it is due again.</summary>
    public static void HandBack(LedgerConnection ledger, string name, string worker, DateTimeOffset next) => ledger.Execute(
        "UPDATE turns SET worker = NULL, next = @next WHERE name = @name AND worker = @worker",
        ("@next", next.ToUnixTimeMilliseconds()), ("@name", name), ("@worker", worker));

    /// <summary>The worker that has the turn; null if none has.</summary>
    public static string? Holder(LedgerConnection ledger, string name) =>
        ledger.Rows("SELECT t.worker FROM turns t JOIN workers w ON w.id = t.worker WHERE t.name = @name", row => row.GetString(0), ("@name", name))
            .FirstOrDefault();

    /// <summary>Takes a free turn; false if another worker has it.</summary>
    public static bool TryHold(LedgerConnection ledger, string name, string worker) =>
        ledger.Execute(
            """
            INSERT INTO turns (name, worker, next) VALUES (@name, @worker, 0) ON CONFLICT (name) DO UPDATE SET worker = excluded.worker
            WHERE turns.worker IS NULL OR turns.worker = excluded.worker OR NOT EXISTS (SELECT 1 FROM workers w WHERE w.id = turns.worker)
            """,
            ("@name", name), ("@worker", worker)) == 1;
}
