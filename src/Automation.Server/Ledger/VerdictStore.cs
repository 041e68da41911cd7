using Automation.Jobs.PullRequests;

namespace Automation.Server.Ledger;

/// <summary>The result of the last check of each pull request.</summary>
internal static class VerdictStore
{
    /// <summary>The maximum number of pull requests in a table; the newest are shown.</summary>
    private const int Most = 50_000;

    /// <summary>Records one, in place of the previous one of the same pull request.</summary>
    public static int Put(LedgerConnection ledger, CheckVerdict verdict, DateTimeOffset now) => ledger.Execute(
        """
        INSERT INTO verdicts (repository, number, head, at, conclusion, shadow, owner, rules, report)
        VALUES (@repository, @number, @head, @at, @conclusion, @shadow, @owner, @rules, @report)
        ON CONFLICT (repository, number) DO UPDATE
        SET head = @head, at = @at, conclusion = @conclusion, shadow = @shadow, owner = @owner, rules = @rules, report = @report
        """,
        ("@repository", verdict.Repository.ToString()), ("@number", verdict.Number ?? 0), ("@head", verdict.HeadSha), ("@at", now.ToUnixTimeMilliseconds()),
        ("@conclusion", verdict.Conclusion), ("@shadow", verdict.IsShadow ? 1 : 0), ("@owner", verdict.Owner),
        ("@rules", string.Join(' ', verdict.FailingRules)), ("@report", verdict.Report));

    /// <summary>The results since a time, newest first.</summary>
    public static List<RecordedVerdict> Since(LedgerConnection ledger, DateTimeOffset since) => ledger.Rows(
        "SELECT repository, number, conclusion, shadow, owner, rules FROM verdicts WHERE at >= @since ORDER BY at DESC LIMIT @most",
        row =>
            new RecordedVerdict(
                row.GetString(0),
                row.GetInt64(1),
                row.GetString(2),
                row.GetInt64(3) != 0,
                row.Text(4),
                row.GetString(5).Split(' ', StringSplitOptions.RemoveEmptyEntries)),
        ("@since", since.ToUnixTimeMilliseconds()), ("@most", Most));

    /// <summary>The result of the last check of a pull request; null if there is none.</summary>
    public static PullVerdict? Find(LedgerConnection ledger, string repository, long number) => ledger.Rows(
        $"""
        SELECT repository, number, conclusion, shadow, owner, rules, head, at, report FROM verdicts
        WHERE {ledger.Engine.Same("repository", "@repository")} AND number = @number
        """,
        row => new PullVerdict(
            new RecordedVerdict(
                row.GetString(0),
                row.GetInt64(1),
                row.GetString(2),
                row.GetInt64(3) != 0,
                row.Text(4),
                row.GetString(5).Split(' ', StringSplitOptions.RemoveEmptyEntries)),
            row.GetString(6),
            DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(7)),
            row.Text(8)),
        ("@repository", repository), ("@number", number)).FirstOrDefault();

    /// <summary>Deletes old results; returns how many.</summary>
    public static int Forget(LedgerConnection ledger, DateTimeOffset before, int most) =>
        ledger.Execute(
            "DELETE FROM verdicts WHERE (repository, number) IN (SELECT repository, number FROM verdicts WHERE at < @before LIMIT @most)",
            ("@before", before.ToUnixTimeMilliseconds()),
            ("@most", most));
}

/// <summary>The result of the last check of a pull request.</summary>
/// <param name="Number">The pull request; 0 for a merge queue.</param>
/// <param name="Conclusion">The verdict: <c>failure</c>, <c>neutral</c> or <c>success</c>.</param>
/// <param name="IsShadow">Whether the check run concluded neutral anyway.</param>
/// <param name="Owner">The owner of most of the repository's entities; null if there is none.</param>
/// <param name="Rules">The rules that fail.</param>
internal sealed record RecordedVerdict(string Repository, long Number, string Conclusion, bool IsShadow, string? Owner, IReadOnlyList<string> Rules)
{
    /// <summary>Whether the check fails, or would outside shadow mode.</summary>
    public bool Fails => Conclusion == "failure";
}

/// <summary>The result of the last check of one pull request.</summary>
/// <param name="Verdict">The result.</param>
/// <param name="Head">The commit that was checked.</param>
/// <param name="At">When it was recorded.</param>
/// <param name="Report">What the check run said, as Markdown; null if an earlier version recorded it.</param>
internal sealed record PullVerdict(RecordedVerdict Verdict, string Head, DateTimeOffset At, string? Report);
