using Automation.GitHub.Deliveries;

namespace Automation.Server.Ledger;

/// <summary>Deliveries that GitHub logged as failed and that were not received since, and how far its log has been read.</summary>
internal static class Redeliveries
{
    private const string LogMark = "delivery-log";
    private static readonly TimeSpan FirstPause = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(6);

    /// <summary>The number of the attempt up to which the log has been read.</summary>
    public static long ReadUpTo(LedgerConnection ledger) => ledger.Number("SELECT value FROM marks WHERE name = @name", ("@name", LogMark));

    /// <summary>Adds the newer entries of the log, oldest first: redelivery of failed deliveries is requested, unless they succeeded later.</summary>
    public static void Note(LedgerConnection ledger, IEnumerable<LoggedDelivery> attempts, long readUpTo, DateTimeOffset notBefore)
    {
        foreach (var attempt in attempts)
        {
            if (attempt.Succeeded)
            {
                ledger.Execute("DELETE FROM redeliveries WHERE id = @id", ("@id", attempt.Guid));
                continue;
            }

            // The end of the log is read twice, so a known attempt is ignored.
            ledger.Execute(
                """
                INSERT INTO redeliveries (id, attempt, event, failed) VALUES (@id, @attempt, @event, @failed)
                ON CONFLICT (id) DO UPDATE SET attempt = @attempt, failed = @failed WHERE @attempt > redeliveries.attempt
                """,
                ("@id", attempt.Guid), ("@attempt", attempt.Id), ("@event", attempt.Event), ("@failed", attempt.At.ToUnixTimeMilliseconds()));
        }

        // A delivery that was received otherwise, or is in the ledger although the answer was lost, is not needed again; one that is too old cannot be
        // redelivered.
        ledger.Execute("DELETE FROM redeliveries WHERE failed < @before OR id IN (SELECT id FROM deliveries)", ("@before", notBefore.ToUnixTimeMilliseconds()));
        ledger.Execute(
            "INSERT INTO marks (name, value) VALUES (@name, @value) ON CONFLICT (name) DO UPDATE SET value = @value WHERE @value > marks.value",
            ("@name", LogMark), ("@value", readUpTo));
    }

    /// <summary>
    /// The redeliveries to request now, oldest first: those that failed before a given time and were not requested after their last failure, or were
    /// requested so long ago, or by a clock that was so far ahead, that the response must have been lost. What fails again waits longer each time.
    /// </summary>
    public static List<(string Id, long Attempt, string Event)> Due(
        LedgerConnection ledger, DateTimeOffset now, DateTimeOffset failedBefore, DateTimeOffset askedBefore, int mostTimes) =>
    [
        .. ledger.Rows(
            """
            SELECT id, attempt, event, times, asked FROM redeliveries
            WHERE failed <= @failed AND times < @times
                AND (asked_about IS NULL OR asked_about < attempt OR asked <= @asked OR asked > @now) ORDER BY failed, attempt
            """,
            row => (Id: row.GetString(0), Attempt: row.GetInt64(1), Event: row.GetString(2), Times: (int)row.GetInt64(3), Asked: row.Time(4)),
            ("@failed", failedBefore.ToUnixTimeMilliseconds()), ("@times", mostTimes),
            ("@asked", askedBefore.ToUnixTimeMilliseconds()), ("@now", now.ToUnixTimeMilliseconds()))
            .Where(r => r.Times == 0 || r.Asked is not { } asked || asked > now || now - asked >= PauseAfter(r.Times))
            .Select(r => (r.Id, r.Attempt, r.Event)),
    ];

    // 5 minutes, doubled each time: an endpoint that cannot be reached for an hour is not reached sooner if it is asked for more often.
    private static TimeSpan PauseAfter(int times) =>
        FirstPause * Math.Pow(2, times - 1) is var pause && pause < LongestPause ? pause : LongestPause;

    /// <summary>Records the request before it is sent to GitHub, so that it is not repeated after a crash.</summary>
    public static void Asked(LedgerConnection ledger, string id, DateTimeOffset now) => ledger.Execute(
        "UPDATE redeliveries SET asked = @now, asked_about = attempt, times = times + 1 WHERE id = @id", ("@now", now.ToUnixTimeMilliseconds()), ("@id", id));

    /// <summary>Deletes a request for a delivery that GitHub no longer has.</summary>
    public static void Forget(LedgerConnection ledger, string id) => ledger.Execute("DELETE FROM redeliveries WHERE id = @id", ("@id", id));

    /// <summary>Undoes the record of the request: GitHub did not accept it.</summary>
    public static void NotAsked(LedgerConnection ledger, string id) => ledger.Execute(
        "UPDATE redeliveries SET asked_about = NULL, times = times - 1 WHERE id = @id", ("@id", id));
}
