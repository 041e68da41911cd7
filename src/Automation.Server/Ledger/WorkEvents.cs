namespace Automation.Server.Ledger;

/// <summary>The history of a work item: each start, and its result.</summary>
internal static class WorkEvents
{
    public const string Started = "started";
    public const string Failed = "failed";
    public const string Postponed = "postponed";
    public const string HandedBack = "handed back";
    public const string Finished = "finished";

    public static void Add(LedgerConnection ledger, long work, string what, string? text, DateTimeOffset now) => ledger.Execute(
        "INSERT INTO work_events (work, at, what, text) VALUES (@work, @at, @what, @text)",
        ("@work", work), ("@at", now.ToUnixTimeMilliseconds()), ("@what", what), ("@text", text));

    /// <summary>The events of a replaced item belong to its replacement.</summary>
    public static void Move(LedgerConnection ledger, long from, long to)
    {
        ledger.Execute("UPDATE work_events SET work = @to WHERE work = @from", ("@to", to), ("@from", from));
        ledger.Execute("UPDATE audit SET work = @to WHERE work = @from", ("@to", to), ("@from", from));
    }

    /// <summary>In order.</summary>
    public static List<WorkEvent> Of(LedgerConnection ledger, long work, int most) => ledger.Rows(
        "SELECT at, what, text FROM work_events WHERE work = @work ORDER BY id LIMIT @most",
        row => new WorkEvent(DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(0)), row.GetString(1), row.Text(2)), ("@work", work), ("@most", most));
}

/// <summary>One of them.</summary>
internal sealed record WorkEvent(DateTimeOffset At, string What, string? Text);
