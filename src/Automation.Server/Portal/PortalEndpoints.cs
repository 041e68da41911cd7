using System.Diagnostics;
using Automation.Jobs.Portal.Building;
using Automation.Jobs.Portal.Serving;
using Automation.Server.Hosting;
using Automation.Server.Pages.Layout;
using Automation.Server.SignIn;
using Microsoft.AspNetCore.Authentication;

namespace Automation.Server.Portal;

/// <summary>
/// The portal at the addresses of a static site. What a reader may not see has the answer of what does not exist: the same bytes, found the same way.
/// </summary>
internal sealed partial class PortalEndpoints(PortalState state, Readers readers, ServerSettings settings, ILogger<PortalEndpoints> logger)
{
    private const int LongestPath = 2048;
    private const int LongestQuestion = 200;
    private const string RetrySeconds = "30";
    private const string Css = "text/css; charset=utf-8";

    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];
    private static readonly string[] Sections = ["catalog", "docs", "lists", "owners", "problems", "templates", "scorecards", "search"];

    public void Map(IEndpointRouteBuilder app)
    {
        app.MapMethods("/assets/{name}", Methods, AssetAsync);
        app.MapMethods("/", Methods, ShowAsync);
        foreach (var section in Sections)
        {
            app.MapMethods($"/{section}/{{**rest}}", Methods, ShowAsync);
        }
    }

    private static Task AssetAsync(HttpContext context, string name) =>
        ReaderPortal.Assets.TryGetValue($"assets/{name}", out var content)
            ? PortalAnswer.WriteAsync(context, StatusCodes.Status200OK, TypeOf(name), content)
            : PortalAnswer.WriteAsync(context, StatusCodes.Status404NotFound, "text/plain", []);

    private async Task ShowAsync(HttpContext context)
    {
        if (await ReaderAsync(context) is not { } reader)
        {
            return;
        }

        if (await state.OpenAsync(context.RequestAborted) is not { } portals)
        {
            await NoCatalogAsync(context);
            return;
        }

        try
        {
            await ShowAsync(context, await portals.OfAsync(reader));
        }
        catch (Exception e) when (e is not OperationCanceledException || !context.RequestAborted.IsCancellationRequested)
        {
            await FailedAsync(context, e);
        }
    }

    // Null if they got an answer already.
    private async Task<PortalReader?> ReaderAsync(HttpContext context)
    {
        if (!settings.IsPortalPublic || (await context.AuthenticateAsync(SignInServices.Cookie)).Principal is not null)
        {
            return (await readers.OfAsync(context))?.Portal;
        }

        if (await state.OpenAsync(context.RequestAborted) is not null && !state.KnowsPublic)
        {
            await Readers.UncheckedAsync(context);
            return null;
        }

        return new PortalReader.Anyone();
    }

    private static async Task ShowAsync(HttpContext context, ReaderPortal portal)
    {
        var path = context.Request.Path.Value![1..];
        if (path.Length > LongestPath)
        {
            await PortalAnswer.WriteAsync(context, StatusCodes.Status404NotFound, PortalAnswer.Html, await portal.NotFoundAsync());
            return;
        }

        var lower = path.ToLowerInvariant();
        if (lower != path)
        {
            PortalAnswer.Redirect(context, lower);
            return;
        }

        if (path == "search/" && Asked(context, "q") is { } text)
        {
            var question = new SearchQuestion(text) { Kind = Asked(context, "kind"), Owner = Asked(context, "owner") };
            await PortalAnswer.WriteAsync(context, StatusCodes.Status200OK, PortalAnswer.Html, await portal.SearchAsync(question));
            return;
        }

        if (await portal.FindAsync(path) is { } content)
        {
            await PortalAnswer.WriteAsync(context, StatusCodes.Status200OK, TypeOf(path), content);
        }
        else if (!path.EndsWith('/') && portal.Has($"{path}/"))
        {
            PortalAnswer.Redirect(context, $"{path}/");
        }
        else
        {
            await PortalAnswer.WriteAsync(context, StatusCodes.Status404NotFound, PortalAnswer.Html, await portal.NotFoundAsync());
        }
    }

    private Task NoCatalogAsync(HttpContext context)
    {
        context.Response.Headers.RetryAfter = RetrySeconds;
        return PageAnswer.WriteAsync(context, StatusCodes.Status503ServiceUnavailable, PageLayout.Page("No catalog yet", null, Html.Of($"""
            <p>The portal shows the catalog, and there is none. {state.Reason}</p>
            <p><a href="/deliveries">Deliveries</a></p>
            """)));
    }

    private Task FailedAsync(HttpContext context, Exception e)
    {
        var trace = Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier;
        LogFailed(e, trace);
        context.Response.Headers.RetryAfter = RetrySeconds;
        return context.Response.HasStarted ? Task.CompletedTask : PageAnswer.WriteAsync(
            context, StatusCodes.Status503ServiceUnavailable, PageLayout.Page("This page could not be made", null, Html.Of($"""
                <p>A part of the catalog could not be read from GitHub. The server's log has the reason under <code>{trace}</code>.</p>
                <p><a href="{context.Request.Path}{context.Request.QueryString.Value}">Try again</a></p>
                """)));
    }

    private static string? Asked(HttpContext context, string name) =>
        context.Request.Query[name].ToString().Trim() is { Length: > 0 } text ? text[..Math.Min(LongestQuestion, text.Length)] : null;

    private static string TypeOf(string path) => Path.GetExtension(path) switch
    {
        _ when path.Length == 0 || path.EndsWith('/') => PortalAnswer.Html,
        ".json" => "application/json",
        ".txt" => "text/plain; charset=utf-8",
        ".css" => Css,
        ".js" => "text/javascript; charset=utf-8",
        ".svg" => "image/svg+xml",
        _ => "application/octet-stream",
    };

    [LoggerMessage(92, LogLevel.Error, "A page of the portal could not be made (trace {Trace})")]
    private partial void LogFailed(Exception exception, string trace);
}
