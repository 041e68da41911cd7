using System.Globalization;
using Automation.Server.Hosting;
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
    Readers readers,
    ServerSettings settings,
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
        pages.MapGet("/pr/{owner}/{repository}/{number:long}/{head}", PullAsync);
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
        if (await readers.OfAsync(context) is not { } reader)
        {
            return;
        }

        var search = new DeliverySearch(
            Asked(context, "state"), Asked(context, "event"), Asked(context, "repository"), Asked(context, "id"), Before(context, reader))
        {
            Seen = reader.Seen,
        };
        var (rows, next) = _ledger.Read(search.Run);
        await PageAnswer.WriteAsync(
            context,
            StatusCodes.Status200OK,
            DeliveryListPage.Of(search, [.. rows.Select(r => r.For(reader.Seen))], Older(rows, next, reader), Visitor(context, reader)));
    }

    private async Task ShowAsync(HttpContext context, string id)
    {
        if (await readers.OfAsync(context) is not { } reader)
        {
            return;
        }

        if (Find(id, reader) is not { } delivery)
        {
            await NotFoundAsync(context);
            return;
        }

        var (timeline, body, check) = _ledger.Read(
            ledger => (DeliveryTimeline.Read(ledger, delivery, reader.Seen), Deliveries.Body(ledger, delivery), PullPage.AddressOf(ledger, delivery)));
        await PageAnswer.WriteAsync(
            context, StatusCodes.Status200OK, DeliveryPage.Of(delivery.For(reader.Seen), timeline, Shown(body), check, Visitor(context, reader)));
    }

    private async Task ReplayAsync(HttpContext context, string id)
    {
        if (await readers.OfAsync(context) is not { } reader)
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

        if (Find(id, reader) is null)
        {
            await NotFoundAsync(context);
            return;
        }

        await writer.RunAsync(ledger => Replays.Run(ledger, [id], reader.Name, clock.GetUtcNow()), context.RequestAborted);
        PageAnswer.Guard(context);
        context.Response.Redirect($"/deliveries/{Uri.EscapeDataString(id)}");
    }

    private async Task ChecksAsync(HttpContext context)
    {
        if (await readers.OfAsync(context) is not { } reader)
        {
            return;
        }

        var verdicts = _ledger.Read(ledger => VerdictStore.Since(ledger, clock.GetUtcNow() - ChecksPage.Span)).Where(v => reader.Seen.Contains(v.Repository));
        await PageAnswer.WriteAsync(context, StatusCodes.Status200OK, ChecksPage.Of([.. verdicts], Visitor(context, reader)));
    }

    private async Task AuditAsync(HttpContext context)
    {
        if (await readers.OfAsync(context) is not { } reader)
        {
            return;
        }

        var repository = Asked(context, "repository");
        var (entries, ids) = _ledger.Read(ledger =>
        {
            var seen = reader.Seen;
            var found = AuditLog.List(
                ledger,
                repository,
                null,
                seen.AreAll ? AuditPage.PageSize : AuditPage.MostOfSome,
                seen.AreAll ? Number(context, "before") : null,
                seen);
            return (found, seen.AreAll ? null : Deliveries.Among(ledger, found.SelectMany(e => e.Deliveries).Distinct(), seen));
        });
        var shown = ids is null ? entries : entries.ConvertAll(e => e with { Deliveries = [.. e.Deliveries.Where(ids.Contains)] });
        await PageAnswer.WriteAsync(
            context, StatusCodes.Status200OK, AuditPage.Of(shown, repository, hasOlder: ids is null, Visitor(context, reader)));
    }

    private async Task PullAsync(HttpContext context, string owner, string repository, long number, string head)
    {
        if (await readers.OfAsync(context) is not { } reader)
        {
            return;
        }

        var name = $"{owner}/{repository}";
        if (!reader.Seen.Contains(name) || _ledger.Read(ledger => PullPage.Read(ledger, name, number)) is not { } pull)
        {
            await NotFoundAsync(context);
            return;
        }

        await PageAnswer.WriteAsync(
            context, StatusCodes.Status200OK, PullPage.Of(pull, head.ToLowerInvariant(), settings.ServerUrl, Visitor(context, reader)));
    }

    // What a reader may not see does not exist for them: the same bytes.
    private DeliveryRow? Find(string id, Reader reader) =>
        _ledger.Read(ledger => Deliveries.Find(ledger, id)) is { } delivery && reader.Seen.Contains(delivery.Repository) ? delivery : null;

    private static Task NotFoundAsync(HttpContext context) => PageAnswer.WriteAsync(
        context, StatusCodes.Status404NotFound, PageLayout.Message("Not found", "There is nothing at this address, or nothing that you may see."));

    // The number of a delivery would show how many there are; a reader who does not see all of them goes on from an id.
    private long? Before(HttpContext context, Reader reader) =>
        reader.Seen.AreAll ? Number(context, "before") : Asked(context, "before") is { } id ? Find(id, reader)?.Sequence : null;

    private static string? Older(List<DeliveryRow> rows, long? next, Reader reader) =>
        next is not { } before ? null : reader.Seen.AreAll ? before.ToString(CultureInfo.InvariantCulture) : rows[^1].Id;

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

    private Visitor Visitor(HttpContext context, Reader reader) => new(
        reader.Name,
        Html.Of($"""<input type="hidden" name="token" value="{antiforgery.GetAndStoreTokens(context).RequestToken}">"""),
        _ledger.Read(ledger => Deliveries.Count(ledger, DeliveryState.Dead, reader.Seen)));

    private static string? Asked(HttpContext context, string name) =>
        context.Request.Query[name].ToString().Trim() is { Length: > 0 and <= 200 } text ? text : null;

    private static long? Number(HttpContext context, string name) =>
        long.TryParse(Asked(context, name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
