using System.Net;

namespace Automation.Server.Setup;

/// <summary>The pages of the setup: plain HTML, without script. All text from outside is escaped.</summary>
internal static class SetupPages
{
    /// <summary>The style sheet of the portal.</summary>
    public const string StyleSheet = "assets/portal.css";

    /// <summary>The page with the button that takes the manifest to GitHub.</summary>
    public static string Start(Uri target, string manifest, SetupSettings settings) => Page("Register the GitHub App", $"""
        <p>The button opens <strong>{Escaped(settings.Pages.Authority)}</strong> with the description of the App.
        There you see its permissions, can change its name, and register it{(settings.Organization is { } owner
            ? $" for <strong>{Escaped(owner)}</strong>"
            : " for your own account")}.
        GitHub then sends you back here, and the key is saved in <code>{Escaped(settings.Data)}</code>.</p>
        <p>Events are sent to {(settings.Webhook is { } hook
            ? $"<code>{Escaped(hook.AbsoluteUri)}</code>"
            : "no address yet; you set it in the App's settings later")}.</p>
        <form action="{Escaped(target.AbsoluteUri)}" method="post">
        <input type="hidden" name="manifest" value="{Escaped(manifest)}">
        <p><button type="submit" class="primary">Go to GitHub</button></p>
        </form>
        <details><summary>What is sent</summary><pre>{Escaped(manifest)}</pre></details>
        """);

    public static string Message(string title, string text) => Page(title, $"<p>{Escaped(text)}</p>");

    private static string Page(string title, string body) => $"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>{Escaped(title)} · Automation</title>
        <link rel="stylesheet" href="/{StyleSheet}">
        </head>
        <body>
        <header><span class="product">Automation</span></header>
        <main>
        <h1>{Escaped(title)}</h1>
        {body}
        </main>
        </body>
        </html>

        """;

    private static string Escaped(string text) => WebUtility.HtmlEncode(text);
}
