using Automation.Jobs.Webhooks;
using Automation.Server.Hosting;

namespace Automation.Server.Ledger;

/// <summary>The work items of the ledger: at most one item of a topic waits, and at most one item of a key runs.</summary>
internal static class WorkQueue
{
    /// <summary>The maximum wait: GitHub's limits are reset each hour, and the longest pause of the catalog is one hour.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    /// <summary>
    /// Assigns a delivery to its work item. A waiting item of the same topic gets the newer content; if one is running,
    /// a new one waits, so that the work runs again.
    /// </summary>
    public static void Add(LedgerConnection ledger, long sequence, WorkItem item, Debounce pace, DateTimeOffset now, string? repository = null) =>
        ledger.Execute(
        "UPDATE deliveries SET state = 'queued', work = @work, looked = @now, repository = coalesce(@repository, repository) WHERE sequence = @sequence AND "
        + "state = 'received'",
        ("@work", Add(ledger, item, pace, now)), ("@now", now.ToUnixTimeMilliseconds()), ("@repository", repository), ("@sequence", sequence));

    /// <summary>The same for work without a delivery; returns the item.</summary>
    public static long Add(LedgerConnection ledger, WorkItem item, Debounce pace, DateTimeOffset now)
    {
        var at = now.ToUnixTimeMilliseconds();
        var waiting = ledger.Rows(
            "SELECT id, content FROM work WHERE state = 'waiting' AND topic = @topic",
            r => (Id: r.GetInt64(0), Content: r.GetString(1)),
            ("@topic", item.Topic));
        if (waiting is [var first])
        {
            // An item that waits because of GitHub's limits continues to wait.
            ledger.Execute(
                "UPDATE work SET content = @content, starts = 0, failing = NULL, author = @author WHERE id = @id",
                ("@content", WorkItemJson.Write(item.StandingFor(WorkItemJson.Read(first.Content)))), ("@author", item.Author), ("@id", first.Id));
            return first.Id;
        }

        var pause = (long)pace.Pause.TotalMilliseconds;
        var isSoon = pause > 0
            && ledger.Number(
                "SELECT count(*) FROM work WHERE topic = @topic AND (state = 'running' OR finished > @since)",
                ("@topic", item.Topic),
                ("@since", at - pause)) > 0;
        return ledger.Number(
            "INSERT INTO work (key, topic, content, created, not_before, author, repository) VALUES (@key, @topic, @content, @now, @notBefore, @author, "
            + "@repository) RETURNING id",
            ("@author", item.Author), ("@repository", (item as PullRequestItem)?.Repository.ToString().ToLowerInvariant() ?? ""), ("@key", item.Key), (
                "@topic", item.Topic), ("@content", WorkItemJson.Write(item)), ("@now", at), ("@notBefore", at + (isSoon ? pause : 0)));
    }

    /// <summary>Takes the next item, of those that are due and have a free key; null if there is none.</summary>
    public static TakenItem? Take(LedgerConnection ledger, FairShares shares, DateTimeOffset now, string? worker = null) =>
        shares.Choose(ledger, now) is { } id ? Start(ledger, id, now, worker) : null;

    /// <summary>Takes an item that a broker names, if it is still due and its key is free.</summary>
    public static TakenItem? TakeHanded(LedgerConnection ledger, long id, DateTimeOffset now, string worker)
    {
        // What runs, or waits for later, is handed over again when it can start.
        ledger.Execute(
            """
            UPDATE work SET handed = NULL
            WHERE id = @id AND state = 'waiting'
              AND (not_before > @now OR EXISTS (SELECT 1 FROM work AS r WHERE r.state = 'running' AND r.key = work.key))
            """,
            ("@id", id), ("@now", now.ToUnixTimeMilliseconds()));
        return ledger.Number("SELECT count(*) FROM work WHERE id = @id AND state = 'waiting' AND handed IS NOT NULL", ("@id", id)) == 1
            ? Start(ledger, id, now, worker)
            : null;
    }

    /// <summary>The item is finished, and so are its deliveries.</summary>
    public static void Finish(LedgerConnection ledger, long id, string state, string outcome, DateTimeOffset now)
    {
        var at = now.ToUnixTimeMilliseconds();
        WorkEvents.Add(ledger, id, WorkEvents.Finished, $"{state}: {outcome}", now);
        ledger.Execute(
            "UPDATE work SET state = @state, outcome = @outcome, finished = @now WHERE id = @id",
            ("@state", state),
            ("@outcome", outcome),
            ("@now", at),
            ("@id", id));
        ledger.Execute(
            "UPDATE deliveries SET state = @state, outcome = @outcome, finished = @now WHERE work = @id AND state = 'queued'",
            ("@state", state), ("@outcome", outcome), ("@now", at), ("@id", id));
    }

    /// <summary>The same after a failure of GitHub or the disk: it does not count as an attempt, and the start of the outage is recorded.</summary>
    public static void PutBackFailing(LedgerConnection ledger, long id, DateTimeOffset notBefore, string why, DateTimeOffset now)
    {
        // If the clock was ahead and was corrected, the wait must not become endless.
        ledger.Execute(
            "UPDATE work SET failing = CASE WHEN failing < @now THEN failing ELSE @now END WHERE id = @id",
            ("@now", now.ToUnixTimeMilliseconds()), ("@id", id));
        PutBack(ledger, id, notBefore, why, counts: false, now);
    }

    /// <summary>The item waits again, until a time. If a newer one of its topic waits, that one replaces it.</summary>
    /// <param name="notBefore">When it may start.</param>
    /// <param name="why">The failure, or null if there was none.</param>
    /// <param name="counts">Whether the start counts as an attempt.</param>
    /// <param name="now">The current time.</param>
    public static void PutBack(LedgerConnection ledger, long id, DateTimeOffset notBefore, string? why, bool counts, DateTimeOffset now)
    {
        WorkEvents.Add(ledger, id, why is null ? WorkEvents.HandedBack : counts ? WorkEvents.Failed : WorkEvents.Postponed, why, now);
        var waiting = ledger.Rows(
            "SELECT n.id, n.content, w.content FROM work n JOIN work w ON w.topic = n.topic WHERE w.id = @id AND n.state = 'waiting' AND n.id <> @id",
            r => (Id: r.GetInt64(0), Content: r.GetString(1), Before: r.GetString(2)), ("@id", id));
        if (waiting is [var (newer, content, before)])
        {
            ledger.Execute(
                "UPDATE work SET content = @content, not_before = CASE WHEN not_before > @notBefore THEN not_before ELSE @notBefore END WHERE id = @newer",
                ("@content", WorkItemJson.Write(WorkItemJson.Read(content).StandingFor(WorkItemJson.Read(before)))), ("@notBefore",
                    notBefore.ToUnixTimeMilliseconds()), ("@newer", newer));
            ledger.Execute("UPDATE deliveries SET work = @newer WHERE work = @id", ("@newer", newer), ("@id", id));
            WorkEvents.Move(ledger, id, newer);
            ledger.Execute("DELETE FROM work WHERE id = @id", ("@id", id));
            return;
        }

        ledger.Execute(
            "UPDATE work SET state = 'waiting', worker = NULL, not_before = @notBefore, outcome = coalesce(@why, outcome), starts = starts - @less "
            + "WHERE id = @id",
            ("@notBefore", notBefore.ToUnixTimeMilliseconds()), ("@why", why), ("@less", counts ? 0 : 1), ("@id", id));
    }

    /// <summary>Whether the item still runs on the worker that took it: otherwise it is another worker's, and so is its result.</summary>
    public static bool IsHeld(LedgerConnection ledger, TakenItem taken) =>
        ledger.Number(
            "SELECT count(*) FROM work WHERE id = @id AND state = 'running' AND coalesce(worker, '') = @worker",
            ("@id", taken.Id), ("@worker", taken.Worker ?? "")) == 1;

    /// <summary>Whether a worker runs an item of the key.</summary>
    public static bool Runs(LedgerConnection ledger, string key, string worker) =>
        ledger.Number("SELECT count(*) FROM work WHERE key = @key AND state = 'running' AND worker = @worker", ("@key", key), ("@worker", worker)) == 1;

    /// <summary>
    /// An item whose worker is gone waits again; the start counts, in case the item caused the crash. One that has used up its
    /// starts is taken once more, to be given up; one that ends the server even then is given up here.
    /// </summary>
    public static int Recover(LedgerConnection ledger, int mostStarts, DateTimeOffset now)
    {
        var running = ledger.Rows(
            "SELECT id, starts FROM work WHERE state = 'running' AND NOT EXISTS (SELECT 1 FROM workers WHERE workers.id = work.worker)",
            row => (Id: row.GetInt64(0), Starts: row.GetInt32(1)));
        foreach (var (id, starts) in running)
        {
            if (starts > mostStarts)
            {
                Finish(ledger, id, DeliveryState.Dead, $"The server stopped {starts} times while this was running.", now);
            }
            else
            {
                PutBack(ledger, id, now, "The server stopped while this was running.", counts: true, now);
            }
        }

        return running.Count;
    }

    /// <summary>When the next waiting item is due; null if none waits.</summary>
    public static DateTimeOffset? NextDue(LedgerConnection ledger) =>
        ledger.Rows(
            "SELECT not_before FROM work WHERE state = 'waiting' ORDER BY not_before LIMIT 1",
            row => DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(0)))
            .Cast<DateTimeOffset?>()
            .FirstOrDefault();

    /// <summary>How long it is until the next item is due, at most a given time; that time if one is due already and could not start.</summary>
    public static TimeSpan UntilDue(LedgerReader reader, DateTimeOffset now, TimeSpan most) =>
        reader.Read(NextDue) - now is { } time && time > TimeSpan.Zero && time < most ? time : most;

    /// <summary>Whether an item waits for longer than the maximum: the clock was ahead when it was queued again.</summary>
    public static bool HasMisdated(LedgerConnection ledger, DateTimeOffset now) =>
        ledger.Number("SELECT count(*) FROM work WHERE state = 'waiting' AND not_before > @latest", ("@latest", Latest(now))) > 0;

    public static void MakeMisdatedDue(LedgerConnection ledger, DateTimeOffset now) => ledger.Execute(
        "UPDATE work SET not_before = @now WHERE state = 'waiting' AND not_before > @latest",
        ("@now", now.ToUnixTimeMilliseconds()), ("@latest", Latest(now)));

    /// <summary>Makes items due that wait for longer than the maximum.</summary>
    public static async Task CorrectTimesAsync(LedgerReader reader, LedgerWriter writer, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (reader.Read(ledger => HasMisdated(ledger, clock.GetUtcNow())))
        {
            await writer.RunAsync(ledger => MakeMisdatedDue(ledger, clock.GetUtcNow()), cancellationToken);
        }
    }

    public static long Waiting(LedgerConnection ledger) => ledger.Number("SELECT count(*) FROM work WHERE state = 'waiting'");

    /// <summary>How many work items run, on all workers.</summary>
    public static long Running(LedgerConnection ledger) => ledger.Number("SELECT count(*) FROM work WHERE state = 'running'");

    private static TakenItem Start(LedgerConnection ledger, long id, DateTimeOffset now, string? worker)
    {
        var (content, starts, failing) = ledger.Rows(
            "SELECT content, starts, failing FROM work WHERE id = @id", row => (row.GetString(0), row.GetInt32(1), row.Time(2)), ("@id", id)).Single();
        ledger.Execute(
            "UPDATE work SET state = 'running', starts = starts + 1, worker = @worker, handed = NULL WHERE id = @id",
            ("@worker", worker), ("@id", id));
        WorkEvents.Add(ledger, id, WorkEvents.Started, worker is null ? null : $"on {worker}", now);
        var deliveries = ledger.Rows(
            "SELECT id, trace FROM deliveries WHERE work = @work ORDER BY sequence", row => (Id: row.GetString(0), Trace: row.Text(1)), ("@work", id));
        return new TakenItem(id, WorkItemJson.Read(content) with { Deliveries = deliveries.ConvertAll(d => d.Id) }, starts + 1)
        {
            Worker = worker,
            FailingSince = failing,
            Traces = [.. deliveries.Select(d => d.Trace).OfType<string>()],
        };
    }

    private static long Latest(DateTimeOffset now) => (now + LongestWait).ToUnixTimeMilliseconds();
}

/// <summary>A work item that runs.</summary>
/// <param name="Start">The number of this start, among those that count.</param>
internal sealed record TakenItem(long Id, WorkItem Item, int Start)
{
    /// <summary>The worker that took it.</summary>
    public string? Worker { get; init; }

    /// <summary>Since when GitHub or the disk has been failing; null if neither is.</summary>
    public DateTimeOffset? FailingSince { get; init; }

    /// <summary>The traces of its deliveries, as W3C writes them.</summary>
    public IReadOnlyList<string> Traces { get; init; } = [];
}

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

    public static List<WorkEvent> Of(LedgerConnection ledger, long work, int most) => ledger.Rows(
        "SELECT at, what, text FROM work_events WHERE work = @work ORDER BY id LIMIT @most",
        row => new WorkEvent(DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(0)), row.GetString(1), row.Text(2)), ("@work", work), ("@most", most));
}

/// <summary>An event of a work item.</summary>
internal sealed record WorkEvent(DateTimeOffset At, string What, string? Text);

/// <summary>
/// Chooses the next work item so that no author blocks the others: of the authors with due work, the one with the least running work comes first, and the
/// last worker is never given to an author or a repository that has all the others.
/// </summary>
/// <param name="workers">How many items run at a time in this process; the fleet's are in the ledger.</param>
internal sealed class FairShares(int workers)
{
    /// <summary>The number of authors per choice; the next choice continues after the last chosen one, so that each gets a turn.</summary>
    private const int MostAuthors = 64;

    /// <summary>With fewer workers, keeping one free would halve the throughput.</summary>
    private const int FewestToKeepOneFree = 3;

    private string _last = "";

    /// <summary>The item to run next, of those that are due and have a free key; null if there is none.</summary>
    /// <param name="ledger">The ledger.</param>
    /// <param name="now">The current time.</param>
    /// <param name="handedAfter">What was handed to a broker after it counts as running.</param>
    public long? Choose(LedgerConnection ledger, DateTimeOffset now, DateTimeOffset? handedAfter = null)
    {
        var slots = Math.Max(workers, Workers.Slots(ledger));
        var mostOfOne = slots < FewestToKeepOneFree ? slots : slots - 1;
        var after = (handedAfter ?? DateTimeOffset.MaxValue).ToUnixTimeMilliseconds();
        var running = ledger.Rows(
            """
            SELECT author, repository FROM work WHERE state = 'running'
            UNION ALL SELECT author, repository FROM work WHERE state = 'waiting' AND handed > @after
            """,
            row => (Author: row.GetString(0), Repository: row.GetString(1)), ("@after", after));
        var ofAuthor = running.CountBy(r => r.Author, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        var ofRepository = running.Where(r => r.Repository.Length > 0).CountBy(r => r.Repository, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        var full = string.Join('\n', ofRepository.Where(r => r.Value >= mostOfOne).Select(r => r.Key));
        var best = Authors(ledger)
            .Where(author => ofAuthor.GetValueOrDefault(author) < mostOfOne)
            .Select(author => Oldest(ledger, author, full, now, after)).OfType<Candidate>()
            .MinBy(c => (ofAuthor.GetValueOrDefault(c.Author), ofRepository.GetValueOrDefault(c.Repository), c.NotBefore, c.Id));
        _last = best?.Author ?? _last;
        return best?.Id;
    }

    // The authors after the last one, then those before it.
    private IEnumerable<string> Authors(LedgerConnection ledger)
    {
        var seen = 0;
        foreach (var (from, to) in new[] { (_last, null), ("", (string?)_last) })
        {
            var author = to is null ? Next(ledger, from, "author > @from") : Next(ledger, from, "author >= @from");
            while (author is not null && (to is null || string.CompareOrdinal(author, to) <= 0) && seen++ < MostAuthors)
            {
                yield return author;
                author = Next(ledger, author, "author > @from");
            }
        }
    }

    private static string? Next(LedgerConnection ledger, string from, string condition) =>
        ledger.Rows($"SELECT author FROM work WHERE state = 'waiting' AND {condition} ORDER BY author LIMIT 1", row => row.GetString(0), ("@from", from))
            .FirstOrDefault();

    private static Candidate? Oldest(LedgerConnection ledger, string author, string fullRepositories, DateTimeOffset now, long handedAfter) => ledger.Rows(
        """
        SELECT id, author, repository, not_before FROM work AS w
        WHERE state = 'waiting' AND author = @author AND not_before <= @now AND (handed IS NULL OR handed <= @after)
          AND NOT EXISTS (SELECT 1 FROM work AS r WHERE r.state = 'running' AND r.key = w.key)
          AND (repository = '' OR replace(@full, @line || repository || @line, '') = @full)
        ORDER BY not_before, id LIMIT 1
        """,
        row => new Candidate(row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetInt64(3)),
        ("@author", author), ("@now", now.ToUnixTimeMilliseconds()), ("@after", handedAfter),
        ("@full", $"\n{fullRepositories}\n"), ("@line", "\n")).FirstOrDefault();

    private sealed record Candidate(long Id, string Author, string Repository, long NotBefore);
}
