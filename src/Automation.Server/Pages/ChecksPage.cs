using System.Globalization;
using Automation.Server.Ledger;
using Automation.Server.Pages.Layout;

namespace Automation.Server.Pages;

/// <summary>Which repositories fail the check, or would if it were required: by repository, owner and rule.</summary>
internal static class ChecksPage
{
    /// <summary>The time span that the page covers.</summary>
    public static readonly TimeSpan Span = TimeSpan.FromDays(30);

    private const int MostRows = 200;
    private const int MostRules = 4;
    private const string NoOwner = "no known owner";

    public static Html Of(IReadOnlyList<RecordedVerdict> verdicts, Visitor visitor)
    {
        var (failing, shadow) = (verdicts.Count(v => v.Fails), verdicts.Count(v => v.IsShadow));
        return PageLayout.Page("Checks", visitor, Html.Of($"""
            <p class="lead">The last check of each pull request in the last {Span.Days} days: {Number(failing)} of {Number(verdicts.Count)} {(failing == 1
                ? "fails"
                : "fail")}.{Html.If(
                    shadow > 0, $" {Number(shadow)} ran in shadow mode: their check runs are neutral, and count here as they would without it.")}</p>
            {(verdicts.Count == 0 ? Html.Of($"""<p class="empty">No pull request has been checked yet.</p>""") : Html.None)}
            {Html.If(
                failing > 0,
                $"{Section("By repository", "Repository", verdicts, v => [v.Repository])}"
                + $"{Section("By owner", "Owner", verdicts, v => [v.Owner ?? NoOwner])}{Rules(verdicts)}")}
            """));
    }

    private static Html Section(string title, string head, IReadOnlyList<RecordedVerdict> verdicts, Func<RecordedVerdict, IEnumerable<string>> keysOf)
    {
        var rows = verdicts.SelectMany(v => keysOf(v).Select(k => (Key: k, Verdict: v))).GroupBy(r => r.Key, r => r.Verdict, StringComparer.Ordinal)
            .Select(g => new Row(g.Key, g.Count(), g.Count(v => v.Fails), Common(g.Where(v => v.Fails)))).Where(r => r.Failing > 0);
        return Table(title, [head, "Fail", "Checked", "Rules"], [.. rows.OrderByDescending(r => r.Failing).ThenBy(r => r.Key, StringComparer.Ordinal)]);
    }

    private static Html Rules(IReadOnlyList<RecordedVerdict> verdicts)
    {
        var rows = verdicts.Where(v => v.Fails)
            .SelectMany(v => v.Rules.Select(r => (Rule: r, v.Repository)))
            .GroupBy(r => r.Rule, r => r.Repository, StringComparer.Ordinal)
            .Select(g => new Row(g.Key, g.Distinct(StringComparer.Ordinal).Count(), g.Count(), ""));
        return Table(
            "By rule", ["Rule", "Pull requests", "Repositories", ""], [.. rows.OrderByDescending(r => r.Failing).ThenBy(r => r.Key, StringComparer.Ordinal)]);
    }

    private static Html Table(string title, string[] head, IReadOnlyList<Row> rows) => Html.Of($"""
        <h2>{title}</h2>
        <table class="list">
        <thead><tr>{Html.Join(head.Select(h => Html.Of($"""<th scope="col">{h}</th>""")))}</tr></thead>
        <tbody>
        {Html.Join(rows.Take(MostRows).Select(r => Html.Of($"""
        <tr>
        <td>{r.Key}</td>
        <td>{Number(r.Failing)}</td>
        <td>{Number(r.All)}</td>
        <td class="outcome">{r.Rules}</td>
        </tr>

        """)))}
        </tbody>
        </table>
        {Html.If(rows.Count > MostRows, $"""<p class="more">And {Number(rows.Count - MostRows)} more.</p>""")}
        """);

    private static string Common(IEnumerable<RecordedVerdict> failing)
    {
        var rules = failing.SelectMany(v => v.Rules).CountBy(r => r).OrderByDescending(r => r.Value).ThenBy(r => r.Key, StringComparer.Ordinal).ToList();
        return string.Join(", ", rules.Take(MostRules).Select(r => r.Key)) + (rules.Count > MostRules ? $" and {Number(rules.Count - MostRules)} more" : "");
    }

    private static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private sealed record Row(string Key, int All, int Failing, string Rules);
}
