using Microsoft.Data.Sqlite;

namespace Automation.Server.Ledger;

/// <summary>The deliveries of the ledger.</summary>
internal static class Deliveries
{
    private const string Columns = "d.sequence, d.id, d.event, d.size, d.received, d.times, d.state, d.work, d.outcome, d.finished, w.key, w.starts, w.outcome, w.not_before, w.state, d.headers, w.content";

    /// <summary>Stores a delivery. GitHub redelivers under the same id: one that failed runs again, any other is known.</summary>
    public static StoreOutcome Store(LedgerConnection ledger, Delivery delivery, DateTimeOffset now)
    {
        if (ledger.Execute(
            "INSERT INTO deliveries (id, event, headers, size, received) VALUES (@id, @event, @headers, @size, @now) ON CONFLICT (id) DO NOTHING",
            ("@id", delivery.Id), ("@event", delivery.Event), ("@headers", delivery.Headers), ("@size", delivery.Body.Size), ("@now", now.ToUnixTimeMilliseconds())) == 1)
        {
            ledger.Execute("INSERT INTO payloads (sequence, body) VALUES (last_insert_rowid(), @body)", ("@body", delivery.Body.Bytes));
            return StoreOutcome.Stored;
        }

        return ledger.Execute(
            """
            UPDATE deliveries SET state = 'received', work = NULL, outcome = NULL, finished = NULL, times = times + 1
            WHERE id = @id AND state IN ('dead', 'not-acted')
            """,
            ("@id", delivery.Id)) == 1 ? StoreOutcome.Again : StoreOutcome.Known;
    }

    /// <summary>The oldest deliveries that nobody has looked into, up to a number of deliveries and of bytes; one at least.</summary>
    public static List<ReceivedDelivery> Oldest(LedgerConnection ledger, int most, long mostBytes)
    {
        var sequences = ledger.Rows(
            "SELECT sequence, size FROM deliveries WHERE state = 'received' ORDER BY sequence LIMIT @most",
            row => (Sequence: row.GetInt64(0), Size: row.GetInt64(1)), ("@most", most));
        var found = new List<ReceivedDelivery>();
        foreach (var (sequence, size) in sequences)
        {
            mostBytes -= size;
            if (mostBytes < 0 && found.Count > 0)
            {
                break;
            }

            found.AddRange(ledger.Rows(
                "SELECT d.sequence, d.id, d.event, d.size, p.body FROM deliveries d JOIN payloads p USING (sequence) WHERE d.sequence = @sequence",
                row => new ReceivedDelivery(row.GetInt64(0), row.GetString(1), row.GetString(2), new PackedBody(row.GetInt32(3), row.GetFieldValue<byte[]>(4))), ("@sequence", sequence)));
        }

        return found;
    }

    /// <summary>Records that a delivery asks for nothing.</summary>
    public static void Ignore(LedgerConnection ledger, long sequence, string reason, DateTimeOffset now) => ledger.Execute(
        "UPDATE deliveries SET state = 'ignored', outcome = @reason, finished = @now WHERE sequence = @sequence AND state = 'received'",
        ("@reason", reason), ("@now", now.ToUnixTimeMilliseconds()), ("@sequence", sequence));

    /// <summary>The newest deliveries, of one state or of any.</summary>
    public static List<DeliveryRow> List(LedgerConnection ledger, string? state, int most) => state is null
        ? ledger.Rows($"SELECT {Columns} FROM deliveries d LEFT JOIN work w ON w.id = d.work ORDER BY d.sequence DESC LIMIT @most", Row, ("@most", most))
        : ledger.Rows($"SELECT {Columns} FROM deliveries d LEFT JOIN work w ON w.id = d.work WHERE d.state = @state ORDER BY d.sequence DESC LIMIT @most", Row, ("@state", state), ("@most", most));

    /// <summary>One delivery.</summary>
    public static DeliveryRow? Find(LedgerConnection ledger, string id) =>
        ledger.Rows($"SELECT {Columns} FROM deliveries d LEFT JOIN work w ON w.id = d.work WHERE d.id = @id", Row, ("@id", id)).FirstOrDefault();

    /// <summary>Has a delivery that is over looked into again, from the start; false where it is not over, or unknown.</summary>
    public static bool Replay(LedgerConnection ledger, string id) => ledger.Execute(
        "UPDATE deliveries SET state = 'received', work = NULL, outcome = NULL, finished = NULL WHERE id = @id AND state NOT IN ('received', 'queued')",
        ("@id", id)) == 1;

    /// <summary>The same for all of one state; how many there were.</summary>
    public static int ReplayAll(LedgerConnection ledger, string state) => ledger.Execute(
        "UPDATE deliveries SET state = 'received', work = NULL, outcome = NULL, finished = NULL WHERE state = @state AND state NOT IN ('received', 'queued')",
        ("@state", state));

    /// <summary>How many there are of a state.</summary>
    public static long Count(LedgerConnection ledger, string state) => ledger.Number("SELECT count(*) FROM deliveries WHERE state = @state", ("@state", state));

    /// <summary>When the oldest that is not over was received.</summary>
    public static DateTimeOffset? OldestPending(LedgerConnection ledger) => ledger.Rows(
        "SELECT received FROM deliveries WHERE state IN ('received', 'queued') ORDER BY sequence LIMIT 1",
        row => DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(0))).Cast<DateTimeOffset?>().FirstOrDefault();

    private static DeliveryRow Row(SqliteDataReader row) => new()
    {
        Sequence = row.GetInt64(0),
        Id = row.GetString(1),
        Event = row.GetString(2),
        Bytes = row.GetInt64(3),
        Received = DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(4)),
        Times = row.GetInt32(5),
        State = row.GetString(6),
        Outcome = Text(row, 8),
        Finished = Time(row, 9),
        Key = Text(row, 10),
        Starts = row.IsDBNull(11) ? 0 : row.GetInt32(11),
        LastError = Text(row, 14) is "waiting" or "running" ? Text(row, 12) : null,
        NextStart = Text(row, 14) == "waiting" ? Time(row, 13) : null,
        IsRunning = Text(row, 14) == "running",
        Headers = row.GetString(15),
        WorkItem = Text(row, 16),
    };

    private static string? Text(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static DateTimeOffset? Time(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(column));
}
