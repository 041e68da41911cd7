namespace Automation.Server.Ledger;

/// <summary>
/// Chooses the next work item so that no author blocks the others: of the authors with due work, the one with the least running work comes first, and the
/// last worker is
/// never given to an author or a repository that has all the others.
/// </summary>
/// <param name="workers">How many items run at a time.</param>
internal sealed class FairShares(int workers)
{
    /// <summary>The number of authors per choice; the next choice continues after the last chosen one, so that each gets a turn.</summary>
    private const int MostAuthors = 64;

    /// <summary>With fewer workers, keeping one free would halve the throughput.</summary>
    private const int FewestToKeepOneFree = 3;

    private readonly int _mostOfOne = workers < FewestToKeepOneFree ? workers : workers - 1;
    private string _last = "";

    /// <summary>The item to run next, of those that are due and have a free key; null if there is none.</summary>
    public long? Choose(LedgerConnection ledger, DateTimeOffset now)
    {
        var running = ledger.Rows(
            "SELECT author, repository FROM work WHERE state = 'running'", row => (Author: row.GetString(0), Repository: row.GetString(1)));
        var ofAuthor = running.CountBy(r => r.Author, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        var ofRepository = running.Where(r => r.Repository.Length > 0).CountBy(r => r.Repository, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        var full = string.Join('\n', ofRepository.Where(r => r.Value >= _mostOfOne).Select(r => r.Key));
        var best = Authors(ledger)
            .Where(author => ofAuthor.GetValueOrDefault(author) < _mostOfOne)
            .Select(author => Oldest(ledger, author, full, now)).OfType<Candidate>()
            .MinBy(c => (ofAuthor.GetValueOrDefault(c.Author), ofRepository.GetValueOrDefault(c.Repository), c.NotBefore, c.Id));
        _last = best?.Author ?? _last;
        return best?.Id;
    }

    // Those behind the last one, then those before it.
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

    private static Candidate? Oldest(LedgerConnection ledger, string author, string fullRepositories, DateTimeOffset now) => ledger.Rows(
        """
        SELECT id, author, repository, not_before FROM work AS w
        WHERE state = 'waiting' AND author = @author AND not_before <= @now
          AND NOT EXISTS (SELECT 1 FROM work AS r WHERE r.state = 'running' AND r.key = w.key)
          AND (repository = '' OR instr(char(10) || @full || char(10), char(10) || repository || char(10)) = 0)
        ORDER BY not_before, id LIMIT 1
        """,
        row => new Candidate(row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetInt64(3)),
        ("@author", author), ("@now", now.ToUnixTimeMilliseconds()), ("@full", fullRepositories)).FirstOrDefault();

    private sealed record Candidate(long Id, string Author, string Repository, long NotBefore);
}
