using System.Globalization;
using System.Security.Claims;
using Automation.Server.Ledger;
using Automation.Server.Operations;
using Automation.Server.Pages.Layout;
using Automation.Server.SignIn;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Features;

namespace Automation.Server.Pages;

/// <summary>The pages about deliveries and writes. They require a sign-in.</summary>
internal sealed class PageEndpoints(
    LedgerDatabase database,
    LedgerWriter writer,
    Redactor redactor,
    SignInEndpoints signIn,
    IAntiforgery antiforgery,
    TimeProvider clock) : IDisposable
{
    private const int LongestForm = 16 * 1024;

    // A separate connection, so that searches do not block work.
    private readonly LedgerReader _ledger = new(database);
    private readonly PayloadText _payloads = new(redactor);

    public void Map(WebApplication app)
    {
        var pages = app.MapGroup("").AddEndpointFilter(PrepareAsync);
        pages.MapGet("/pages.css", PageAnswer.StyleAsync);
        pages.MapGet("/deliveries", ListAsync);
        pages.MapGet("/deliveries/{id}", ShowAsync);
        pages.MapPost("/deliveries/{id}/replay", ReplayAsync);
        pages.MapGet("/checks", ChecksAsync);
        pages.MapGet("/audit", AuditAsync);
        signIn.Map(pages);
    }

    /// <inheritdoc/>
    public void Dispose() => _ledger.Dispose();

    /// <summary>Behind a proxy the request does not have the public address.</summary>
    public static void UseAddress(WebApplication app, Uri address) => app.Use((context, next) =>
    {
        if (!context.Request.Path.StartsWithSegments("/github", StringComparison.Ordinal))
        {
            context.Request.Scheme = address.Scheme;
            context.Request.Host = new HostString(address.Authority);
        }

        return next(context);
    });

    private static ValueTask<object?> PrepareAsync(EndpointFilterInvocationContext call, EndpointFilterDelegate next)
    {
        if (call.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } body)
        {
            body.MaxRequestBodySize = LongestForm;
        }

        return next(call);
    }

    private async Task ListAsync(HttpContext context)
    {
        if (await signIn.SignedInAsync(context) is not { } person)
        {
            return;
        }

        var search = new DeliverySearch(
            Asked(context, "state"), Asked(context, "event"), Asked(context, "repository"), Asked(context, "id"), Number(context, "before"));
        var (rows, next) = _ledger.Read(search.Run);
        await PageAnswer.WriteAsync(context, StatusCodes.Status200OK, DeliveryListPage.Of(search, rows, next, Visitor(context, person)));
    }

    private async Task ShowAsync(HttpContext context, string id)
    {
        if (await signIn.SignedInAsync(context) is not { } person)
        {
            return;
        }

        if (_ledger.Read(ledger => Deliveries.Find(ledger, id)) is not { } delivery)
        {
            await PageAnswer.WriteAsync(
                context,
                StatusCodes.Status404NotFound,
                PageLayout.Page("Not found", Visitor(context, person), Html.Of($"<p>The ledger has no delivery {id}.</p>")));
            return;
        }

        var (timeline, body) = _ledger.Read(ledger => (DeliveryTimeline.Read(ledger, delivery), Deliveries.Body(ledger, delivery)));
        await PageAnswer.WriteAsync(context, StatusCodes.Status200OK, DeliveryPage.Of(delivery, timeline, Shown(body), Visitor(context, person)));
    }

    private async Task ReplayAsync(HttpContext context, string id)
    {
        if (await signIn.SignedInAsync(context) is not { } person)
        {
            return;
        }

        if (!await antiforgery.IsRequestValidAsync(context))
        {
            await PageAnswer.WriteAsync(
                context,
                StatusCodes.Status400BadRequest,
                PageLayout.Message("Not replayed", "The form is not from this server, or has expired. Go back, reload the page, and try again."));
            return;
        }

        await writer.RunAsync(ledger => Replays.Run(ledger, [id], person.Identity!.Name!, clock.GetUtcNow()), context.RequestAborted);
        PageAnswer.Guard(context);
        context.Response.Redirect($"/deliveries/{Uri.EscapeDataString(id)}");
    }

    private async Task ChecksAsync(HttpContext context)
    {
        if (await signIn.SignedInAsync(context) is not { } person)
        {
            return;
        }

        var verdicts = _ledger.Read(ledger => VerdictStore.Since(ledger, clock.GetUtcNow() - ChecksPage.Span));
        await PageAnswer.WriteAsync(context, StatusCodes.Status200OK, ChecksPage.Of(verdicts, Visitor(context, person)));
    }

    private async Task AuditAsync(HttpContext context)
    {
        if (await signIn.SignedInAsync(context) is not { } person)
        {
            return;
        }

        var repository = Asked(context, "repository");
        var entries = _ledger.Read(ledger => AuditLog.List(ledger, repository, null, AuditPage.PageSize, Number(context, "before")));
        await PageAnswer.WriteAsync(context, StatusCodes.Status200OK, AuditPage.Of(entries, repository, Visitor(context, person)));
    }

    private (string Text, bool IsAll)? Shown(PackedBody? body)
    {
        try
        {
            return body is { } kept ? _payloads.Of(kept.Unpack()) : null;
        }
        catch (InvalidDataException)
        {
            return ("The payload cannot be read: it was damaged on the disk.", true);
        }
    }

    private Visitor Visitor(HttpContext context, ClaimsPrincipal person) => new(
        person.Identity!.Name!,
        Html.Of($"""<input type="hidden" name="token" value="{antiforgery.GetAndStoreTokens(context).RequestToken}">"""),
        _ledger.Read(ledger => Deliveries.Count(ledger, DeliveryState.Dead)));

    private static string? Asked(HttpContext context, string name) =>
        context.Request.Query[name].ToString().Trim() is { Length: > 0 and <= 200 } text ? text : null;

    private static long? Number(HttpContext context, string name) =>
        long.TryParse(Asked(context, name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
