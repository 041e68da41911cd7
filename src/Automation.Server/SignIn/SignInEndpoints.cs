using System.Security.Claims;
using Automation.Server.Hosting;
using Automation.Server.Pages.Layout;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;

namespace Automation.Server.SignIn;

/// <summary>The sign-in and sign-out pages.</summary>
internal sealed class SignInEndpoints(ServerSettings settings, SignInLink link, SignInLog log, IAntiforgery antiforgery)
{
    private const string FirstPage = "/deliveries";
    private const string LinkHolder = "holder of the link";

    public void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/sign-in", ShowAsync);
        pages.MapGet("/sign-in/github", ToGitHubAsync);
        pages.MapGet(SignInLink.Path + "{word}", ByLinkAsync);
        pages.MapPost("/sign-out", OutAsync);
    }

    /// <summary>The person; null if they have to sign in first, and were redirected.</summary>
    public async Task<ClaimsPrincipal?> SignedInAsync(HttpContext context)
    {
        if ((await context.AuthenticateAsync(SignInServices.Cookie)).Principal is { } person)
        {
            context.User = person;
            return person;
        }

        await AskAsync(context);
        return null;
    }

    /// <summary>Sends somebody to the sign-in, and back afterwards.</summary>
    public Task AskAsync(HttpContext context)
    {
        if (settings.SignIn is null)
        {
            return ShowAsync(context);
        }

        PageAnswer.Guard(context);
        var page = HttpMethods.IsGet(context.Request.Method) ? context.Request.Path + context.Request.QueryString : FirstPage;
        context.Response.Redirect($"/sign-in?return={Uri.EscapeDataString(page)}");
        return Task.CompletedTask;
    }

    private Task ShowAsync(HttpContext context) => PageAnswer.WriteAsync(
        context,
        settings.SignIn is null ? StatusCodes.Status401Unauthorized : StatusCodes.Status200OK,
        PageLayout.Page("Sign in", null, settings.SignIn is { } signIn
            ? Html.Of($"""
                <p>These pages are for members of <strong>{signIn.Organization}</strong>.</p>
                <p><a class="button" href="/sign-in/github?return={Uri.EscapeDataString(ReturnTo(context))}">Sign in with GitHub</a></p>
                """)
            : !link.IsOpen ? Html.Of($"""
                <p>Sign-in is not configured: set <code>GitHub__ClientId</code>, <code>GitHub__ClientSecret</code>
                and
                <code>GitHub__SignInOrganization</code>, and restart.</p>
                <p>The server prints a sign-in link only if it listens on a local address, such as
                <code>{ServerSettings.DefaultUrls}</code>.</p>
                """)
            : Html.Of($"""
                <p>Open the link that the server printed at its start, in a browser on the same machine.
                It works once and for {(long)SignInLink.Life.TotalMinutes} minutes; a restart prints a new one.</p>
                <p>For more than one person, set <code>GitHub__ClientId</code>, <code>GitHub__ClientSecret</code>
                and <code>GitHub__SignInOrganization</code>.</p>
                """)));

    private Task ToGitHubAsync(HttpContext context)
    {
        PageAnswer.Guard(context);
        return settings.SignIn is null
            ? ShowAsync(context)
            : context.ChallengeAsync(SignInServices.GitHub, new AuthenticationProperties { RedirectUri = ReturnTo(context) });
    }

    private async Task ByLinkAsync(HttpContext context, string word)
    {
        if (!Loopback.Is(context))
        {
            await PageAnswer.WriteAsync(
                context,
                StatusCodes.Status403Forbidden,
                PageLayout.Message("Not available here", "The link works only in a browser on the server's own machine."));
            return;
        }

        switch (link.Use(word))
        {
            case TokenUse.Good:
                await context.SignInAsync(SignInServices.Cookie, SignInServices.Person(LinkHolder, SignInServices.ByLink));
                log.SignedIn(LinkHolder);
                PageAnswer.Guard(context);
                context.Response.Redirect(FirstPage);
                break;
            case TokenUse.Wrong:
                await PageAnswer.WriteAsync(
                    context, StatusCodes.Status404NotFound, PageLayout.Message("Not found", "This link does not exist. Open the link that was printed."));
                break;
            default:
                await PageAnswer.WriteAsync(
                    context,
                    StatusCodes.Status410Gone,
                    PageLayout.Message("The link has expired", "It works once, within half an hour. Restart the server for a new one."));
                break;
        }
    }

    private async Task OutAsync(HttpContext context)
    {
        if (await SignedInAsync(context) is null)
        {
            return;
        }

        if (!await antiforgery.IsRequestValidAsync(context))
        {
            await PageAnswer.WriteAsync(
                context,
                StatusCodes.Status400BadRequest,
                PageLayout.Message("Not signed out", "The form is not from this server, or has expired. Go back, reload the page, and try again."));
            return;
        }

        await context.SignOutAsync(SignInServices.Cookie);
        PageAnswer.Guard(context);
        context.Response.Redirect("/sign-in");
    }

    // Only to one of our pages: an address that begins with two slashes, or has a backslash, could be another site's.
    private static string ReturnTo(HttpContext context) =>
        context.Request.Query["return"].ToString() is ['/', .. var rest] wanted
            && !rest.StartsWith('/') && !rest.StartsWith("sign-", StringComparison.OrdinalIgnoreCase)
            && !rest.Any(c => c == '\\' || char.IsControl(c))
            ? wanted
            : FirstPage;
}
