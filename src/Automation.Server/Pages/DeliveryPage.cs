using System.Text.Json;
using Automation.Server.Ledger;
using Automation.Server.Pages.Layout;

namespace Automation.Server.Pages;

/// <summary>One delivery: its data, its result, and its payload.</summary>
internal static class DeliveryPage
{
    /// <param name="check">The page of the check that it led to; null if there is none.</param>
    public static Html Of(
        DeliveryRow delivery, IReadOnlyList<Moment> timeline, (string Text, bool IsAll)? payload, string? check, Visitor visitor) => PageLayout.Page(
        $"{delivery.Event}{(delivery.Repository is { } repository ? $" of {repository}" : "")}",
        visitor,
        Html.Of($"""
            <p class="id lead">{delivery.Id}</p>
            <section aria-labelledby="outcome">
            <h2 id="outcome">Outcome</h2>
            <p>{PageLayout.Badge(delivery.State)} {delivery.Outcome ?? delivery.LastError}</p>
            {(check is null ? Html.None : Html.Of($"""<p><a href="{check}">The check of the pull request</a></p>"""))}
            {Replay(delivery, visitor)}
            </section>
            <section aria-labelledby="timeline">
            <h2 id="timeline">Timeline</h2>
            <ol class="timeline">
            {Html.Join(timeline.Select(Line))}
            </ol>
            </section>
            <section aria-labelledby="facts">
            <h2 id="facts">Facts</h2>
            <dl>
            <dt>Size</dt><dd>{delivery.Bytes} bytes</dd>
            {Fact("Received", delivery.Times > 1 ? $"{delivery.Times} times" : null)}
            {Fact("Work", delivery.Key is { } key ? $"{key}, {(delivery.Starts == 1 ? "1 start" : $"{delivery.Starts} starts")}" : null)}
            {Fact("Requests", delivery.WorkItem)}
            {Html.Join(Headers(delivery).Select(h => Fact(h.Name, h.Value)))}
            </dl>
            </section>
            <section aria-labelledby="payload">
            <h2 id="payload">Payload</h2>
            {(payload is { } shown ? Payload(shown.Text, shown.IsAll) : Html.Of($"<p>The payload was deleted after its retention period.</p>"))}
            </section>
            """));

    private static Html Payload(string text, bool isAll) => Html.Of($"""
        {Html.If(!isAll, $"<p>Too long to show in full. This is the beginning.</p>")}
        <pre tabindex="0" aria-labelledby="payload">{text}</pre>
        """);

    private static Html Replay(DeliveryRow delivery, Visitor visitor) => delivery.State is DeliveryState.Received or DeliveryState.Queued
        ? Html.Of($"<p>It is still being processed.</p>")
        : Html.Of($"""
            <form method="post" action="/deliveries/{delivery.Id}/replay">
            {visitor.Token}
            <button type="submit">Replay</button>
            <span class="hint">The delivery is processed again, as if it had just arrived. The audit log records your login.</span>
            </form>
            """);

    private static Html Line(Moment moment) => Html.Of($"""
        <li>{PageLayout.Time(moment.At)} <strong>{moment.What}</strong>
        {(moment.Result is { } result ? PageLayout.Badge(result) : Html.None)} {moment.Text}</li>

        """);

    private static Html Fact(string name, string? value) => Html.If(value is not null, $"<dt>{name}</dt><dd>{value}</dd>");

    private static List<(string Name, string Value)> Headers(DeliveryRow delivery)
    {
        using var headers = JsonDocument.Parse(delivery.Headers);
        return [.. headers.RootElement.EnumerateObject().Select(h => (h.Name, h.Value.ToString()))];
    }
}
