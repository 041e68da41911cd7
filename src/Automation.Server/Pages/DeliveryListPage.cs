using Automation.Jobs.Webhooks;
using Automation.Server.Ledger;
using Automation.Server.Pages.Layout;

namespace Automation.Server.Pages;

/// <summary>The deliveries that match a search, newest first.</summary>
internal static class DeliveryListPage
{
    private static readonly string[] Events =
    [
        .. WebhookAnalysis.Events.Concat(WebhookAnalysis.OptionalEvents).Concat(WebhookAnalysis.UnaskedEvents).Append("ping").Distinct(),
    ];

    private const string AboutDeadLetters =
        "Deliveries that were given up after many attempts. Fix the cause, then replay them: they are not retried automatically.";

    public static Html Of(DeliverySearch search, IReadOnlyList<DeliveryRow> rows, string? next, Visitor visitor) => PageLayout.Page(
        search.State == DeliveryState.Dead ? "Dead letters" : "Deliveries",
        visitor,
        Html.Of($"""
            {Html.If(search.State == DeliveryState.Dead, $"""<p class="lead">{AboutDeadLetters}</p>""")}
            {Filter(search)}
            {(rows.Count > 0 ? Table(rows) : Html.Of($"""<p class="empty">{(search.IsEmpty ? "No deliveries yet." : "No delivery matches.")}</p>"""))}
            {(next is { } before ? Html.Of($"""<p class="more"><a href="{Older(search, before)}">Older deliveries</a></p>""") : Html.None)}
            """));

    private static Html Filter(DeliverySearch search) => Html.Of($"""
        <form class="filter" method="get" action="/deliveries" role="search">
        <label>State <select name="state"><option value="">any</option>{Options(DeliveryState.All, search.State)}</select></label>
        <label>Event <select name="event"><option value="">any</option>{Options(Events, search.Event)}</select></label>
        <label>Repository <input name="repository" value="{search.Repository}" placeholder="owner/name" autocomplete="off"></label>
        <label>Id <input name="id" value="{search.Id}" placeholder="part of it" autocomplete="off"></label>
        <button type="submit">Show</button>
        {Html.If(!search.IsEmpty, $"""<a href="/deliveries">Show all</a>""")}
        </form>
        """);

    private static Html Options(IEnumerable<string> values, string? chosen) =>
        Html.Join(values.Select(v => Html.Of($"""<option{(v == chosen ? Html.Of($" selected") : Html.None)}>{v}</option>""")));

    private static Html Table(IReadOnlyList<DeliveryRow> rows) => Html.Of($"""
        <table class="list">
        <thead><tr><th scope="col">Received (UTC)</th><th scope="col">State</th><th scope="col">Delivery</th><th scope="col">Outcome</th></tr></thead>
        <tbody>
        {Html.Join(rows.Select(Row))}
        </tbody>
        </table>
        """);

    private static Html Row(DeliveryRow row) => Html.Of($"""
        <tr>
        <td class="time">{PageLayout.Time(row.Received)}</td>
        <td>{PageLayout.Badge(row.State)}</td>
        <td><a href="/deliveries/{row.Id}">{row.Event}</a> {row.Repository}<br><small class="id">{row.Id}</small></td>
        <td class="outcome">{Short(row.Outcome ?? row.LastError ?? (row.Key is null ? "" : $"waiting as work for {row.Key}"))}</td>
        </tr>

        """);

    private static string Short(string text)
    {
        const int Longest = 240;
        return text.Length <= Longest ? text : string.Concat(text.AsSpan(0, Longest - 1), "…");
    }

    private static string Older(DeliverySearch search, string before) => PageAddress.Of(
        "/deliveries",
        ("state", search.State),
        ("event", search.Event),
        ("repository", search.Repository),
        ("id", search.Id),
        ("before", before));
}
