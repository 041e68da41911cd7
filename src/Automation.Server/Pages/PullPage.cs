using System.Globalization;
using Automation.Jobs.Portal.Serving;
using Automation.Server.Ledger;
using Automation.Server.Pages.Layout;

namespace Automation.Server.Pages;

/// <summary>
/// The last check of a pull request: the verdict, the rules that fail, who must act, and the deliveries that led to it. For what the ledger does not keep, it
/// leads to GitHub.
/// </summary>
internal static class PullPage
{
    private const int MostDeliveries = 20;
    private const int ShortCommit = 10;

    /// <summary>The check and its deliveries; null if the pull request was not checked.</summary>
    public static CheckedPull? Read(LedgerConnection ledger, string repository, long number) =>
        number > 0 && VerdictStore.Find(ledger, repository, number) is { } check
            ? new CheckedPull(check, Deliveries.OfWork(ledger, repository, KeyOf(repository, number), MostDeliveries))
            : null;

    /// <summary>The page of the check that a delivery led to; null if there is none.</summary>
    public static string? AddressOf(LedgerConnection ledger, DeliveryRow delivery) =>
        delivery is { Repository: { } repository, Key: { } key } && key.Split('#') is [_, var number]
            && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var pull) && key == KeyOf(repository, pull)
            && VerdictStore.Find(ledger, repository, pull) is { } check
            ? Address(check)
            : null;

    /// <param name="head">The commit in the address.</param>
    /// <param name="gitHub">The address of GitHub's pages.</param>
    public static Html Of(CheckedPull pull, string head, Uri gitHub, Visitor visitor)
    {
        var (verdict, commit) = (pull.Check.Verdict, pull.Check.Head);
        var (number, page) = (verdict.Number.ToString(CultureInfo.InvariantCulture), $"{gitHub.AbsoluteUri.TrimEnd('/')}/{verdict.Repository}");
        return PageLayout.Page($"Check of {verdict.Repository}#{number}", visitor, Html.Of($"""
            <p class="lead"><a href="{page}/pull/{number}">{verdict.Repository}#{number}</a> at commit
            <a class="id" href="{page}/commit/{head}">{Short(head)}</a></p>
            {(string.Equals(head, commit, StringComparison.OrdinalIgnoreCase)
                ? Body(pull, $"{page}/pull/{number}")
                : Html.Of($"""
                    <p>Not known: the ledger keeps the last check of each pull request, and that is of another commit.
                    <a href="{Address(pull.Check)}">The check of {Short(commit)}</a></p>
                    """))}
            """));
    }

    private static Html Body(CheckedPull pull, string page)
    {
        var verdict = pull.Check.Verdict;
        var rules = verdict.Rules.Select(RuleSummary.Of).ToList();
        return Html.Of($"""
            <section aria-labelledby="verdict">
            <h2 id="verdict">Verdict</h2>
            <p>{PageLayout.Badge(verdict.Conclusion)} {Sentence(verdict)} Recorded {PageLayout.Time(pull.Check.At)} UTC.</p>
            {Html.If(verdict.IsShadow, $"<p>The repository is in shadow mode: the check run on GitHub is neutral whatever the verdict is.</p>")}
            </section>
            <section aria-labelledby="who">
            <h2 id="who">Who must act</h2>
            <p>{Who(verdict, rules)}</p>
            </section>
            <section aria-labelledby="findings">
            <h2 id="findings">Findings</h2>
            {Findings(rules)}
            </section>
            <section aria-labelledby="report">
            <h2 id="report">What the check found</h2>
            {Report(pull.Check, page)}
            </section>
            <section aria-labelledby="deliveries">
            <h2 id="deliveries">Deliveries</h2>
            {Rows(pull.Deliveries)}
            </section>
            """);
    }

    // The same words as on GitHub: what is wrong, what changes and breaks in the catalog, and what was not checked.
    private static Html Report(PullVerdict check, string page)
    {
        var onGitHub = Html.Of($"""<a href="{page}/checks?sha={check.Head}">The check run on GitHub</a>""");
        if (check.Report is null)
        {
            return Html.Of($"<p>Not known here: an earlier version of the server recorded the check, without its text. {onGitHub} has it.</p>");
        }

        var text = CheckText.Of(check.Report);
        return Html.Of($"""
            <div class="prose">{new Html(text.Html)}</div>
            {Html.If(text.LeftOut is not null, $"<p>{text.LeftOut}</p>")}
            <p>{onGitHub} has the annotations, too.</p>
            """);
    }

    private static string Sentence(RecordedVerdict verdict) => verdict.Rules.Count switch
    {
        0 when verdict.Fails => "It fails, and no rule was recorded.",
        0 => "No rule fails.",
        1 => "One rule fails.",
        var count => $"{count} rules fail.",
    };

    private static string Who(RecordedVerdict verdict, IReadOnlyList<RuleSummary> rules)
    {
        if (rules.Count == 0)
        {
            return "No one: no rule fails.";
        }

        var (platform, teams) = (rules.Count(r => r.IsOfPlatform), rules.Count(r => !r.IsOfPlatform));
        var owner = verdict.Owner is { } known ? $"the author of the pull request; most entities of the repository belong to {known}"
            : "the author of the pull request; the repository has no known owner";
        return platform == 0 ? $"Application team: {owner}."
            : teams == 0 ? "Platform team: the author can do nothing about it."
            : $"Both. Application team: {owner}. Platform team: {platform} of {rules.Count} rules.";
    }

    private static Html Findings(IReadOnlyList<RuleSummary> rules) => rules.Count == 0 ? Html.Of($"<p>None that fails.</p>") : Html.Of($"""
        <table class="list">
        <thead><tr><th scope="col">Rule</th><th scope="col">Must act</th><th scope="col">What to do</th></tr></thead>
        <tbody>
        {Html.Join(rules.Select(r => Html.Of($"""
            <tr><td>{(r.Page is { } page ? Html.Of($"""<a href="{page}">{r.Id}</a>""") : Html.Of($"{r.Id}"))}</td>
            <td>{(r.Title is null ? "not known" : r.IsOfPlatform ? "platform team" : "application team")}</td>
            <td>{r.Title ?? "This version of the server does not know the rule."}</td></tr>

            """)))}
        </tbody>
        </table>
        """);

    private static Html Rows(IReadOnlyList<DeliveryRow> deliveries) => deliveries.Count == 0
        ? Html.Of($"<p>None: they were deleted after their retention period, or the check was started by a sweep.</p>")
        : Html.Of($"""
            <table class="list">
            <thead><tr><th scope="col">Received (UTC)</th><th scope="col">State</th><th scope="col">Delivery</th></tr></thead>
            <tbody>
            {Html.Join(deliveries.Select(d => Html.Of($"""
                <tr><td class="time">{PageLayout.Time(d.Received)}</td><td>{PageLayout.Badge(d.State)}</td>
                <td><a href="/deliveries/{d.Id}">{d.Event}</a><br><small class="id">{d.Id}</small></td></tr>

                """)))}
            </tbody>
            </table>
            {Html.If(deliveries.Count == MostDeliveries, $"""<p class="more">Only the newest {MostDeliveries} are shown.</p>""")}
            """);

    private static string Address(PullVerdict check) =>
        string.Create(CultureInfo.InvariantCulture, $"/pr/{check.Verdict.Repository}/{check.Verdict.Number}/{check.Head}");

    // The key of the work on a pull request (Automation.Jobs.Webhooks.PullRequestItem).
    private static string KeyOf(string repository, long number) =>
        string.Create(CultureInfo.InvariantCulture, $"{repository}#{number}").ToLowerInvariant();

    private static string Short(string commit) => commit[..Math.Min(ShortCommit, commit.Length)];
}

/// <param name="Check">The last check.</param>
/// <param name="Deliveries">The deliveries that work on the pull request was for, newest first.</param>
internal sealed record CheckedPull(PullVerdict Check, IReadOnlyList<DeliveryRow> Deliveries);
