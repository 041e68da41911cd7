using System.Data.Common;
using Automation.GitHub;
using Automation.Jobs.Publishing;

namespace Automation.Server.Ledger;

/// <summary>Every write to GitHub, recorded before it is done, with its result; and every replay, with the person who requested it.</summary>
internal static class AuditLog
{
    public const string Done = "done";

    /// <summary>The write failed, for the given reason.</summary>
    public const string Failed = "failed";

    /// <summary>The kind for a delivery with a known id and a different body.</summary>
    public const string OtherBody = "delivery";

    public const string Replay = "replay";

    private const string Columns = "id, at, kind, repository, number, ref, what, key, deliveries, who, coalesce(result, 'unknown'), reason, ended";

    /// <summary>Records what is about to be written for the running work item of a key; returns the entry's number.</summary>
    public static long Add(LedgerConnection ledger, GitHubWrite write, string key, IEnumerable<string> deliveries, DateTimeOffset now)
    {
        return ledger.Number(
            """
            INSERT INTO audit (at, kind, repository, number, ref, what, key, deliveries, work)
            VALUES (@at, @kind, @repository, @number, @ref, @what, @key, @deliveries, (SELECT id FROM work WHERE key = @key AND state = 'running'))
            RETURNING id
            """,
            ("@at", now.ToUnixTimeMilliseconds()), ("@kind", write.Kind), ("@repository", write.Repository.ToString()), ("@number", write.Number),
            ("@ref", write.Ref), ("@what", write.What), ("@key", key), ("@deliveries", string.Join(' ', deliveries)));
    }

    public static void End(LedgerConnection ledger, long id, string? failure, DateTimeOffset now) => ledger.Execute(
        "UPDATE audit SET result = @result, reason = @reason, ended = @now WHERE id = @id",
        ("@result", failure is null ? Done : Failed), ("@reason", failure), ("@now", now.ToUnixTimeMilliseconds()), ("@id", id));

    /// <summary>Whether a commit of the catalog is our own.</summary>
    public static bool HasCommitted(LedgerConnection ledger, RepositoryName catalog, string commit) =>
        ledger.Number(
            "SELECT count(*) FROM audit WHERE ref = @ref AND kind = @kind AND repository = @catalog",
            ("@ref", commit),
            ("@kind", GitHubCatalogBranch.WriteKind),
            ("@catalog", catalog.ToString())) > 0;

    public static void AddReplay(LedgerConnection ledger, IReadOnlyList<string> deliveries, string who, DateTimeOffset now) => ledger.Execute(
        """
        INSERT INTO audit (at, kind, repository, what, key, deliveries, who, result, ended)
        VALUES (@at, 'replay', (SELECT repository FROM deliveries WHERE id = @first), @what, '', @deliveries, @who, 'done', @at)
        """,
        ("@at", now.ToUnixTimeMilliseconds()), ("@first", deliveries[0]), ("@what",
            deliveries.Count == 1 ? "replay a delivery" : $"replay {deliveries.Count} deliveries"),
        ("@deliveries", string.Join(' ', deliveries)), ("@who", who));

    /// <summary>Records that a known id was received with a different body: GitHub never sends that, and the id is not signed.</summary>
    public static void AddOtherBody(LedgerConnection ledger, string delivery, int bytes, DateTimeOffset now) => ledger.Execute(
        """
        INSERT INTO audit (at, kind, repository, what, key, deliveries, who, result, ended)
        VALUES (@at, @kind, (SELECT repository FROM deliveries WHERE id = @id), @what, '', @id, 'somebody with the webhook secret', 'done', @at)
        """,
        ("@at", now.ToUnixTimeMilliseconds()), ("@kind", OtherBody), ("@id", delivery),
        ("@what", $"the delivery was received again with a different body of {bytes} bytes; the first body is kept"));

    /// <summary>Entries, newest first: of one repository or all, since a time, and older than an entry.</summary>
    public static List<AuditEntry> List(
        LedgerConnection ledger, string? repository, DateTimeOffset? since, int most, long? before = null, SeenRepositories? seen = null) => ledger.Rows(
        $"""
        SELECT {Columns} FROM audit
        WHERE id < @before AND at >= @since AND {OfRepository(ledger)} AND {(seen ?? SeenRepositories.All).Condition(ledger, "repository")}
        ORDER BY id DESC LIMIT @most
        """,
        Entry, ("@seen", seen?.Parameter), ("@before", before ?? long.MaxValue), ("@since", since?.ToUnixTimeMilliseconds() ?? 0),
        ("@repository", repository), ("@most", most));

    /// <summary>The oldest entries after the given one.</summary>
    public static List<AuditEntry> After(LedgerConnection ledger, long after, string? repository, DateTimeOffset? since, int most) => ledger.Rows(
        $"SELECT {Columns} FROM audit WHERE id > @after AND at >= @since AND {OfRepository(ledger)} ORDER BY id LIMIT @most",
        Entry, ("@after", after), ("@since", since?.ToUnixTimeMilliseconds() ?? 0), ("@repository", repository), ("@most", most));

    /// <summary>What was written for a work item, in order.</summary>
    public static List<AuditEntry> Of(LedgerConnection ledger, long work, int most) =>
        ledger.Rows($"SELECT {Columns} FROM audit WHERE work = @work ORDER BY id LIMIT @most", Entry, ("@work", work), ("@most", most));

    private static string OfRepository(LedgerConnection ledger) =>
        $"(CAST(@repository AS TEXT) IS NULL OR {ledger.Engine.Same("repository", "@repository")})";

    private static AuditEntry Entry(DbDataReader row) => new()
    {
        Id = row.GetInt64(0),
        At = DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(1)),
        Kind = row.Text(2),
        Repository = row.Text(3),
        Number = row.Number(4),
        Ref = row.Text(5),
        What = row.GetString(6),
        Key = row.GetString(7),
        Deliveries = row.GetString(8).Split(' ', StringSplitOptions.RemoveEmptyEntries),
        Who = row.Text(9),
        Result = row.GetString(10),
        Reason = row.Text(11),
        Ended = row.Time(12),
    };
}
