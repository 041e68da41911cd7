using System.Globalization;
using Automation.Server.Ledger;
using Automation.Server.Pages.Layout;

namespace Automation.Server.Pages;

/// <summary>Writes to GitHub and requested replays, newest first.</summary>
internal static class AuditPage
{
    /// <summary>The number of entries per page.</summary>
    public const int PageSize = 50;

    /// <summary>The number of entries for a reader who does not see all repositories: the numbers of older ones would show how many there are.</summary>
    public const int MostOfSome = 200;

    private const int MostDeliveries = 3;

    public static Html Of(IReadOnlyList<AuditEntry> entries, string? repository, bool hasOlder, Visitor visitor) => PageLayout.Page(
        "Audit",
        visitor,
        Html.Of($"""
            <p class="lead">All writes to GitHub and all replays. <code>automation-server audit export</code> exports them.</p>
            <form class="filter" method="get" action="/audit" role="search">
            <label>Repository <input name="repository" value="{repository}" placeholder="owner/name" autocomplete="off"></label>
            <button type="submit">Show</button>
            {Html.If(repository is not null, $"""<a href="/audit">Show all</a>""")}
            </form>
            {(entries.Count > 0
                ? Table(entries)
                : Html.Of($"""<p class="empty">Nothing has been written{(repository is null ? " yet" : " to this repository")}.</p>"""))}
            {(hasOlder && entries.Count == PageSize
                ? Html.Of($"""<p class="more"><a href="{Older(repository, entries[^1].Id)}">Older entries</a></p>""")
                : Html.None)}
            """));

    private static Html Table(IReadOnlyList<AuditEntry> entries) => Html.Of($"""
        <table class="list">
        <thead><tr><th scope="col">When (UTC)</th><th scope="col">Result</th><th scope="col">What</th><th scope="col">Why</th></tr></thead>
        <tbody>
        {Html.Join(entries.Select(Row))}
        </tbody>
        </table>
        """);

    private static Html Row(AuditEntry entry) => Html.Of($"""
        <tr>
        <td class="time">{PageLayout.Time(entry.At)}</td>
        <td>{PageLayout.Badge(entry.Result)}</td>
        <td>{entry.What}<br><small class="id">{Place(entry)}</small></td>
        <td class="outcome">{Why(entry)}{Html.If(entry.Reason is not null, $"<br>{entry.Reason}")}</td>
        </tr>

        """);

    private static string Place(AuditEntry entry) =>
        $"{entry.Repository ?? entry.Key}{(entry.Number is { } number ? $"#{number.ToString(CultureInfo.InvariantCulture)}" : "")}"
            + $"{(entry.Ref is { } at ? $"@{(at.Length == 40 ? at[..10] : at)}" : "")}";

    private static Html Why(AuditEntry entry) => Html.Of($"""
        {(entry.Who is { } who ? $"{who}: " : entry.Key.Length > 0 ? $"{entry.Key}: " : "")}{Html.Join(entry.Deliveries.Take(MostDeliveries)
            .Select(d => Html.Of($"""<a class="id" href="/deliveries/{d}">{(d.Length > 8 ? d[..8] : d)}</a> """)))}{Html.If(
                entry.Deliveries.Count > MostDeliveries, $"and {entry.Deliveries.Count - MostDeliveries} more")}
        """);

    private static string Older(string? repository, long before) =>
        PageAddress.Of("/audit", ("repository", repository), ("before", before.ToString(CultureInfo.InvariantCulture)));
}
