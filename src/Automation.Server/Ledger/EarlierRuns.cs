namespace Automation.Server.Ledger;

/// <summary>The result of a delivery before it was processed again; otherwise a replay would overwrite it.</summary>
internal static class EarlierRuns
{
    /// <summary>For a redelivery on GitHub, the person is unknown.</summary>
    public const string GitHub = "GitHub";

    /// <summary>Keeps the state of a delivery that is about to run again.</summary>
    public static void Keep(LedgerConnection ledger, string id, string who, DateTimeOffset now) => ledger.Execute(
        """
        INSERT INTO earlier_runs (sequence, work, looked, state, outcome, finished, again, who)
        SELECT sequence, work, looked, state, outcome, finished, @now, @who FROM deliveries WHERE id = @id AND state NOT IN ('received', 'queued')
        """,
        ("@now", now.ToUnixTimeMilliseconds()), ("@who", who), ("@id", id));

    public static List<EarlierRun> Of(LedgerConnection ledger, long sequence, int most) => ledger.Rows(
        "SELECT work, looked, state, outcome, finished, again, who FROM earlier_runs WHERE sequence = @sequence ORDER BY id DESC LIMIT @most",
        row => new EarlierRun(row.Number(0), row.Time(1), row.GetString(2), row.Text(3), row.Time(4), row.Time(5)!.Value, row.GetString(6)), ("@sequence",
            sequence), ("@most", most))
        .AsEnumerable().Reverse().ToList();
}

/// <summary>An earlier run of a delivery.</summary>
/// <param name="Work">The work item.</param>
/// <param name="Looked">When it was analysed.</param>
/// <param name="Outcome">The outcome, in words.</param>
/// <param name="Again">When it was queued again.</param>
/// <param name="Who">Who requested it.</param>
internal sealed record EarlierRun(
    long? Work,
    DateTimeOffset? Looked,
    string State,
    string? Outcome,
    DateTimeOffset? Finished,
    DateTimeOffset Again,
    string Who);
