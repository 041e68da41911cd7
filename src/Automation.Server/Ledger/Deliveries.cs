using System.Data.Common;
using System.Text.Json;

namespace Automation.Server.Ledger;

/// <summary>The deliveries of the ledger.</summary>
internal static class Deliveries
{
    private const string Columns =
        "d.sequence, d.id, d.event, d.size, d.received, d.times, d.state, d.outcome, d.finished, w.key, w.starts, w.outcome, w.not_before, w.state, "
        + "d.headers, w.content, d.repository, d.looked, d.work";

    /// <summary>Stores a delivery. GitHub redelivers with the same id: a failed delivery runs again, any other is a duplicate.</summary>
    public static StoreOutcome Store(LedgerConnection ledger, Delivery delivery, DateTimeOffset now)
    {
        var sequence = ledger.Number(
            "INSERT INTO deliveries (id, event, headers, size, received, trace) VALUES (@id, @event, @headers, @size, @now, @trace) ON CONFLICT (id) DO "
            + "NOTHING RETURNING sequence",
            ("@id", delivery.Id), ("@event", delivery.Event), ("@headers", delivery.Headers), ("@size", delivery.Body.Size), ("@now",
                now.ToUnixTimeMilliseconds()), ("@trace", delivery.Trace));
        if (sequence > 0)
        {
            ledger.Execute("INSERT INTO payloads (sequence, body) VALUES (@sequence, @body)", ("@sequence", sequence), ("@body", delivery.Body.Bytes));
            return StoreOutcome.Stored;
        }

        switch (IsSame(ledger, delivery))
        {
            case false:
                AuditLog.AddOtherBody(ledger, delivery.Id, delivery.Body.Size, now);
                return StoreOutcome.Different;
            case null:
                Replace(ledger, delivery);
                break;
        }

        if (ledger.Number("SELECT 1 FROM deliveries WHERE id = @id AND state IN ('dead', 'not-acted')", ("@id", delivery.Id)) == 0)
        {
            return StoreOutcome.Known;
        }

        Replay(ledger, delivery.Id, EarlierRuns.GitHub, now);
        ledger.Execute("UPDATE deliveries SET times = times + 1 WHERE id = @id", ("@id", delivery.Id));
        return StoreOutcome.Again;
    }

    /// <summary>The oldest deliveries that are not analysed yet, limited in number and bytes; at least one.</summary>
    public static List<ReceivedDelivery> Oldest(LedgerConnection ledger, int most, long mostBytes, DateTimeOffset? before = null)
    {
        var sequences = ledger.Rows(
            "SELECT sequence, size, received FROM deliveries WHERE state = 'received' ORDER BY sequence LIMIT @most",
            row => (Sequence: row.GetInt64(0), Size: row.GetInt64(1), Received: row.Time(2)), ("@most", most))
            .TakeWhile(d => before is null || d.Received < before);
        return ReceivedOf(ledger, sequences.Select(d => (d.Sequence, d.Size)), mostBytes);
    }

    /// <summary>The newest deliveries of an event that are not analysed yet, among the newest of all events, oldest first.</summary>
    public static List<ReceivedDelivery> Newest(LedgerConnection ledger, string eventName, int among, int most, long mostBytes)
    {
        var sequences = ledger.Rows(
            "SELECT sequence, size, event FROM deliveries WHERE state = 'received' ORDER BY sequence DESC LIMIT @among",
            row => (Sequence: row.GetInt64(0), Size: row.GetInt64(1), Event: row.GetString(2)), ("@among", among));
        var found = ReceivedOf(ledger, sequences.Where(d => d.Event == eventName).Take(most).Select(d => (d.Sequence, d.Size)), mostBytes);
        found.Reverse();
        return found;
    }

    // At least one, so that a large delivery does not stop the others.
    private static List<ReceivedDelivery> ReceivedOf(LedgerConnection ledger, IEnumerable<(long Sequence, long Size)> deliveries, long mostBytes)
    {
        var found = new List<ReceivedDelivery>();
        foreach (var (sequence, size) in deliveries)
        {
            mostBytes -= size;
            if (mostBytes < 0 && found.Count > 0)
            {
                break;
            }

            found.AddRange(ledger.Rows(
                "SELECT d.sequence, d.id, d.event, d.size, p.body, d.trace FROM deliveries d JOIN payloads p USING (sequence) WHERE d.sequence = @sequence",
                row =>
                    new ReceivedDelivery(
                        row.GetInt64(0), row.GetString(1), row.GetString(2), new PackedBody(row.GetInt32(3), row.GetFieldValue<byte[]>(4)), row.Text(5)), (
                            "@sequence", sequence)));
        }

        return found;
    }

    /// <summary>Records that a delivery requires no work.</summary>
    public static void Ignore(LedgerConnection ledger, long sequence, string reason, string? repository, DateTimeOffset now) => ledger.Execute(
        "UPDATE deliveries SET state = 'ignored', outcome = @reason, finished = @now, looked = @now, repository = coalesce(@repository, repository) WHERE "
        + "sequence = @sequence AND state = 'received'",
        ("@reason", reason), ("@now", now.ToUnixTimeMilliseconds()), ("@repository", repository), ("@sequence", sequence));

    /// <summary>Records that a delivery cannot be read.</summary>
    public static void GiveUp(LedgerConnection ledger, long sequence, string reason, DateTimeOffset now) => ledger.Execute(
        "UPDATE deliveries SET state = 'dead', outcome = @reason, finished = @now, looked = @now WHERE sequence = @sequence AND state = 'received'",
        ("@reason", reason), ("@now", now.ToUnixTimeMilliseconds()), ("@sequence", sequence));

    /// <summary>The newest deliveries, of one state or of any, and of one repository or of any.</summary>
    public static List<DeliveryRow> List(LedgerConnection ledger, string? state, int most, string? repository = null) =>
        Search(ledger, new DeliverySearch(state, null, repository, null, null), long.MaxValue, 0, most);

    /// <summary>The matching deliveries of a range, newest first.</summary>
    public static List<DeliveryRow> Search(LedgerConnection ledger, DeliverySearch search, long before, long floor, int most) => ledger.Rows(
        $"""
        SELECT {Columns} FROM deliveries d LEFT JOIN work w ON w.id = d.work
        WHERE d.sequence < @before AND d.sequence >= @floor
          AND {(search.State is null ? "CAST(@state AS TEXT) IS NULL" : "d.state = @state")}
          AND {(search.Repository is null ? "CAST(@repository AS TEXT) IS NULL" : ledger.Engine.Same("d.repository", "@repository"))}
          AND (CAST(@event AS TEXT) IS NULL OR d.event = @event) AND (CAST(@id AS TEXT) IS NULL OR replace(lower(d.id), lower(@id), '') <> lower(d.id))
          AND {search.Seen.Condition(ledger, "d.repository")}
        ORDER BY d.sequence DESC LIMIT @most
        """,
        Row, ("@seen", search.Seen.Parameter), ("@before", before), ("@floor", floor), ("@state", search.State), ("@event", search.Event),
        ("@repository", search.Repository), ("@id", search.Id), ("@most", most));

    /// <summary>The stored body of a delivery; null if it was deleted.</summary>
    public static PackedBody? Body(LedgerConnection ledger, DeliveryRow delivery) => ledger.Rows(
        "SELECT body FROM payloads WHERE sequence = @sequence",
        row => new PackedBody((int)delivery.Bytes, row.GetFieldValue<byte[]>(0)), ("@sequence", delivery.Sequence))
        .Cast<PackedBody?>().FirstOrDefault();

    public static DeliveryRow? Find(LedgerConnection ledger, string id) =>
        ledger.Rows($"SELECT {Columns} FROM deliveries d LEFT JOIN work w ON w.id = d.work WHERE d.id = @id", Row, ("@id", id)).FirstOrDefault();

    /// <summary>Resets a finished delivery, so that it is processed again from the start; false if it is not finished, or unknown.</summary>
    public static bool Replay(LedgerConnection ledger, string id, string who, DateTimeOffset now)
    {
        EarlierRuns.Keep(ledger, id, who, now);
        return ledger.Execute(
            "UPDATE deliveries SET state = 'received', work = NULL, outcome = NULL, finished = NULL, looked = NULL WHERE id = @id AND state NOT IN "
            + "('received', 'queued')",
            ("@id", id)) == 1;
    }

    /// <summary>The ids of all deliveries in a state, oldest first.</summary>
    public static List<string> Ids(LedgerConnection ledger, string state) =>
        ledger.Rows("SELECT id FROM deliveries WHERE state = @state ORDER BY sequence", row => row.GetString(0), ("@state", state));

    public static long Count(LedgerConnection ledger, string state) => ledger.Number("SELECT count(*) FROM deliveries WHERE state = @state", ("@state", state));

    /// <summary>The same of some repositories.</summary>
    public static long Count(LedgerConnection ledger, string state, SeenRepositories seen) => ledger.Number(
        $"SELECT count(*) FROM deliveries WHERE state = @state AND {seen.Condition(ledger, "repository")}", ("@state", state), ("@seen", seen.Parameter));

    /// <summary>Those of the given deliveries that are of some repositories.</summary>
    public static HashSet<string> Among(LedgerConnection ledger, IEnumerable<string> ids, SeenRepositories seen) =>
    [
        .. ledger.Rows(
            $"SELECT id FROM deliveries WHERE id IN ({ledger.Engine.Texts("@ids")}) AND {seen.Condition(ledger, "repository")}",
            row => row.GetString(0), ("@ids", JsonSerializer.Serialize(ids)), ("@seen", seen.Parameter)),
    ];

    /// <summary>The newest deliveries that a work item of a key was for.</summary>
    public static List<DeliveryRow> OfWork(LedgerConnection ledger, string repository, string key, int most) => ledger.Rows(
        $"""
        SELECT {Columns} FROM deliveries d JOIN work w ON w.id = d.work
        WHERE {ledger.Engine.Same("d.repository", "@repository")} AND w.key = @key ORDER BY d.sequence DESC LIMIT @most
        """,
        Row, ("@repository", repository), ("@key", key), ("@most", most));

    /// <summary>Whether it is not analysed yet.</summary>
    public static bool IsReceived(LedgerConnection ledger, long sequence) =>
        ledger.Number("SELECT count(*) FROM deliveries WHERE sequence = @sequence AND state = 'received'", ("@sequence", sequence)) == 1;

    /// <summary>When the oldest unfinished delivery was received.</summary>
    public static DateTimeOffset? OldestPending(LedgerConnection ledger) => ledger.Rows(
        "SELECT received FROM deliveries WHERE state IN ('received', 'queued') ORDER BY sequence LIMIT 1",
        row => DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(0))).Cast<DateTimeOffset?>().FirstOrDefault();

    // The body is signed, but the id is not, so bodies are compared. Null if the stored body cannot be read.
    private static bool? IsSame(LedgerConnection ledger, Delivery delivery) => ledger.Rows(
        "SELECT size, body FROM deliveries JOIN payloads USING (sequence) WHERE id = @id",
        row => new PackedBody(row.GetInt32(0), row.GetFieldValue<byte[]>(1)), ("@id", delivery.Id)) is [var kept] ? kept.IsSameAs(delivery.Body) : null;

    private static void Replace(LedgerConnection ledger, Delivery delivery)
    {
        ledger.Execute(
            "INSERT INTO payloads (sequence, body) SELECT sequence, @body FROM deliveries WHERE id = @id "
            + "ON CONFLICT (sequence) DO UPDATE SET body = excluded.body",
            ("@body", delivery.Body.Bytes), ("@id", delivery.Id));
        ledger.Execute("UPDATE deliveries SET size = @size WHERE id = @id", ("@size", delivery.Body.Size), ("@id", delivery.Id));
    }

    private static DeliveryRow Row(DbDataReader row) => new()
    {
        Sequence = row.GetInt64(0),
        Id = row.GetString(1),
        Event = row.GetString(2),
        Bytes = row.GetInt64(3),
        Received = DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(4)),
        Times = row.GetInt32(5),
        State = row.GetString(6),
        Outcome = row.Text(7),
        Finished = row.Time(8),
        Key = row.Text(9),
        Starts = row.IsDBNull(10) ? 0 : row.GetInt32(10),
        LastError = row.Text(13) is "waiting" or "running" ? row.Text(11) : null,
        NextStart = row.Text(13) == "waiting" ? row.Time(12) : null,
        IsRunning = row.Text(13) == "running",
        Headers = row.GetString(14),
        WorkItem = row.Text(15),
        Repository = row.Text(16),
        Looked = row.Time(17),
        Work = row.Number(18),
    };
}
