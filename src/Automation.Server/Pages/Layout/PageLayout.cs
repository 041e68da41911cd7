using System.Globalization;
using Automation.Server.Operations;

namespace Automation.Server.Pages.Layout;

/// <summary>The frame of the server's own pages, with the style sheet of the portal.</summary>
internal static class PageLayout
{
    /// <param name="visitor">The signed-in person; null for a public page.</param>
    public static Html Page(string title, Visitor? visitor, Html body) => Html.Of($"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>{title} · Automation</title>
        <link rel="icon" href="/assets/icon.svg" type="image/svg+xml">
        <link rel="stylesheet" href="/assets/portal.css">
        <link rel="stylesheet" href="/pages.css">
        </head>
        <body>
        <a class="skip" href="#main">Skip to the content</a>
        <header>
        <a class="product" href="/">Automation</a>
        {(visitor is null ? Html.None : Navigation(title, visitor))}
        </header>
        <main id="main">
        <h1>{title}</h1>
        {body}
        </main>
        </body>
        </html>

        """);

    public static Html Message(string title, string text) => Page(title, null, Html.Of($"<p>{text}</p>"));

    /// <summary>A time, to the second, in UTC.</summary>
    public static Html Time(DateTimeOffset time) => Html.Of($"""
        <time datetime="{UtcTime.Text(time)}">{time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)}</time>
        """);

    /// <summary>A state or a result, as a word in a box.</summary>
    public static Html Badge(string state) => Html.Of($"""<span class="badge {state}">{state}</span>""");

    private static Html Navigation(string title, Visitor visitor) => Html.Of($"""
        <nav aria-label="Pages">
        {Link("/", "Catalog", title)}
        {Link("/deliveries", "Deliveries", title)}
        {Link("/deliveries?state=dead", "Dead letters", title)}{Html.If(
            visitor.Dead > 0, $"""<span class="count" title="dead letters">{visitor.Dead}</span>""")}
        {Link("/checks", "Checks", title)}
        {Link("/audit", "Audit", title)}
        </nav>
        <form class="who" method="post" action="/sign-out">
        <span>{visitor.Name}</span>
        {visitor.Token}
        <button type="submit" class="quiet">Sign out</button>
        </form>
        """);

    private static Html Link(string address, string name, string title) =>
        Html.Of($"""<a href="{address}"{(name == title ? Html.Of($""" aria-current="page" """) : Html.None)}>{name}</a>""");
}

/// <param name="Name">A login, or the sign-in method.</param>
/// <param name="Token">The hidden field that proves that a form came from our page.</param>
/// <param name="Dead">The number of dead letters.</param>
internal sealed record Visitor(string Name, Html Token, long Dead);
