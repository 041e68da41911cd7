namespace Automation.Server.Ledger;

/// <summary>
/// The workers that share this ledger. One that has not renewed its lease is lost: its running work and its turns go to the others
/// (docs/adr/0023-many-workers.md). Times are the database's, so that the clocks of the workers do not matter.
/// </summary>
internal static class Workers
{
    /// <summary>How long a worker that stopped reporting keeps its work.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    /// <summary>Adds a worker. For the first one, all tasks of the fleet are due.</summary>
    /// <param name="ledger">The ledger.</param>
    /// <param name="id">The worker.</param>
    /// <param name="home">Its place: an earlier worker there has ended.</param>
    /// <param name="slots">How many work items it runs at a time.</param>
    public static void Join(LedgerConnection ledger, string id, string home, int slots)
    {
        if (ledger.Engine.IsShared)
        {
            ledger.Execute("DELETE FROM workers WHERE home = @home", ("@home", home));
        }
        else
        {
            // A lock keeps others away: those that are listed have ended.
            ledger.Execute("DELETE FROM workers");
        }

        if (ledger.Number($"SELECT count(*) FROM workers WHERE {Alive(ledger)}", LeaseOf()) == 0)
        {
            ledger.Execute("DELETE FROM turns");
        }

        ledger.Execute(
            $"INSERT INTO workers (id, home, slots, seen) VALUES (@id, @home, @slots, {ledger.Engine.Now})",
            ("@id", id), ("@home", home), ("@slots", slots));
    }

    /// <summary>Renews the lease of a worker; false if it has lost it.</summary>
    public static bool Renew(LedgerConnection ledger, string id) =>
        ledger.Execute($"UPDATE workers SET seen = {ledger.Engine.Now} WHERE id = @id", ("@id", id)) == 1;

    public static void Leave(LedgerConnection ledger, string id)
    {
        ledger.Execute("DELETE FROM workers WHERE id = @id", ("@id", id));
        ledger.Execute("UPDATE turns SET worker = NULL WHERE worker = @id", ("@id", id));
    }

    /// <summary>Removes the workers whose lease has ended; returns their ids.</summary>
    public static List<string> RemoveLost(LedgerConnection ledger) =>
        ledger.Rows($"DELETE FROM workers WHERE NOT ({Alive(ledger)}) RETURNING id", row => row.GetString(0), LeaseOf());

    public static bool Has(LedgerConnection ledger, string id) => ledger.Number("SELECT count(*) FROM workers WHERE id = @id", ("@id", id)) == 1;

    /// <summary>How many work items run at a time, over all workers.</summary>
    public static int Slots(LedgerConnection ledger) => (int)ledger.Number("SELECT sum(slots) FROM workers");

    /// <summary>How many workers are there now.</summary>
    public static long Count(LedgerConnection ledger) => ledger.Engine.IsShared
        ? ledger.Number($"SELECT count(*) FROM workers WHERE {Alive(ledger)}", LeaseOf())
        : ledger.Number("SELECT count(*) FROM workers");

    private static string Alive(LedgerConnection ledger) => $"seen > {ledger.Engine.Now} - @lease";

    private static (string, object?) LeaseOf() => ("@lease", (long)Lease.TotalMilliseconds);
}
