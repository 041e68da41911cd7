using System.Buffers;
using System.Data.Common;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Automation.Server.Hosting;
using Automation.Server.Ledger;
using Automation.Server.Operations;
using Microsoft.Extensions.Primitives;

namespace Automation.Server.Intake;

/// <summary>
/// <c>POST /github/webhooks</c>: responds with 202 when a delivery with a valid signature is on the disk. Only the syntax of its body is checked.
/// </summary>
internal sealed partial class WebhookEndpoint(
    SignatureCheck signatures, BodyAllowance allowance, LedgerWriter ledger, RefusalLog refusals, ServerMetrics metrics, Tracing tracing, TimeProvider clock,
    ILogger<WebhookEndpoint> logger)
{
    public const string Path = "/github/webhooks";

    private static readonly byte[] Stored = "stored\n"u8.ToArray();
    private static readonly byte[] Known = "already known\n"u8.ToArray();
    private static readonly byte[] Different = "already received with a different body\n"u8.ToArray();
    private static readonly byte[] Again = "runs again\n"u8.ToArray();

    /// <summary>Accepts a request, or returns why not.</summary>
    public async Task HandleAsync(HttpContext context)
    {
        var (outcome, rejection, headers) = await TakeAsync(context.Request);
        if (rejection is not null)
        {
            metrics.Rejected(rejection.Reason);
            refusals.Record(rejection, context, headers?.Id);
            await RejectAsync(context, rejection);
            return;
        }

        metrics.Accepted(headers!.Event, outcome!.Value);
        if (outcome is not StoreOutcome.Stored)
        {
            LogRedelivered(headers.Id, outcome.Value);
        }

        var text = outcome switch
        {
            StoreOutcome.Stored => Stored,
            StoreOutcome.Again => Again,
            StoreOutcome.Different => Different,
            _ => Known,
        };
        context.Response.StatusCode = StatusCodes.Status202Accepted;
        context.Response.ContentType = "text/plain";
        context.Response.ContentLength = text.Length;
        await context.Response.Body.WriteAsync(text, context.RequestAborted);
    }

    // The headers are checked before any byte of the body is read.
    private async Task<(StoreOutcome? Outcome, Rejection? Rejection, DeliveryHeaders? Headers)> TakeAsync(HttpRequest request)
    {
        if (request.ContentLength > IntakeLimits.MostBytes)
        {
            return (null, Rejection.TooLarge, null);
        }

        var signature = new byte[SHA256.HashSizeInBytes];
        var header = request.Headers[SignatureCheck.Header];
        if (header.Count == 0)
        {
            return (null, Rejection.NoSignature, null);
        }

        if (header is not [var only] || !SignatureCheck.TryRead(only, signature))
        {
            return (null, Rejection.BadSignature, null);
        }

        if (DeliveryHeaders.Read(request.Headers, out var headers) is { } odd)
        {
            return (null, odd, null);
        }

        if (!JsonBody.IsDeclared(request.ContentType))
        {
            return (null, Rejection.NotJsonType, headers);
        }

        using var reading = new BodyReading(request, allowance, clock);
        var (body, rejection) = await reading.ReadAsync();
        if (rejection is not null)
        {
            return (null, rejection, headers);
        }

        if (signatures.Match(body.Span, signature) is not { } secret)
        {
            return (null, Rejection.BadSignature, headers);
        }

        if (body.Length == 0)
        {
            return (null, Rejection.NoBody, headers);
        }

        if (!JsonBody.IsJson(body.Span))
        {
            return (null, Rejection.NotJson, headers);
        }

        metrics.Signed(secret);
        using var span = tracing.Receive(headers.Id, headers.Event);
        return await StoreAsync(new Delivery(headers.Id, headers.Event, headers.Kept, PackedBody.Of(body.Span)) { Trace = span?.Id }, headers);
    }

    private async Task<(StoreOutcome? Outcome, Rejection? Rejection, DeliveryHeaders? Headers)> StoreAsync(Delivery delivery, DeliveryHeaders headers)
    {
        using var span = tracing.Store();
        if (ledger.TryStore(delivery) is not { } storing)
        {
            return (null, Rejection.Overloaded, headers);
        }

        try
        {
            return (await storing, null, headers);
        }
        catch (DbException e)
        {
            LogNotStored(e, delivery.Id);
            return (null, Rejection.NotStored, headers);
        }
    }

    // Does not wait for the rest of the body: the connection is closed with the response.
    private static async Task RejectAsync(HttpContext context, Rejection rejection)
    {
        if (context.RequestAborted.IsCancellationRequested)
        {
            return;
        }

        var text = Encoding.UTF8.GetBytes(rejection.Message + "\n");
        context.Response.StatusCode = rejection.Status;
        context.Response.ContentType = "text/plain";
        context.Response.ContentLength = text.Length;
        context.Response.Headers.Connection = "close";
        if (rejection.Status == StatusCodes.Status503ServiceUnavailable)
        {
            context.Response.Headers.RetryAfter = "10";
        }

        await context.Response.Body.WriteAsync(text, context.RequestAborted);
    }

    [LoggerMessage(2, LogLevel.Information, "Delivery {Delivery} was received again: {Outcome}")]
    private partial void LogRedelivered(string delivery, StoreOutcome outcome);

    [LoggerMessage(3, LogLevel.Error, "Delivery {Delivery} could not be stored")]
    private partial void LogNotStored(Exception exception, string delivery);
}

/// <summary>The headers of a delivery: its id, its event, and those about its origin.</summary>
internal sealed record DeliveryHeaders(string Id, string Event, string Kept)
{
    private const int LongestKept = 200;
    private const int UsualBytes = 512;
    private static readonly SearchValues<char> NameCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.");
    private static readonly string[] Keep =
    [
        "Content-Type",
        "User-Agent",
        "X-GitHub-Hook-ID",
        "X-GitHub-Hook-Installation-Target-Type",
        "X-GitHub-Hook-Installation-Target-ID",
        "X-GitHub-Enterprise-Host",
    ];

    /// <summary>Reads the headers, or returns why they are rejected.</summary>
    public static Rejection? Read(IHeaderDictionary headers, out DeliveryHeaders read)
    {
        read = null!;
        if (!IsName(headers["X-GitHub-Delivery"], out var id))
        {
            return Rejection.BadDelivery;
        }

        if (!IsName(headers["X-GitHub-Event"], out var name))
        {
            return Rejection.BadEvent;
        }

        read = new DeliveryHeaders(id, name, KeptOf(headers));
        return null;
    }

    private static string KeptOf(IHeaderDictionary headers)
    {
        var kept = new ArrayBufferWriter<byte>(UsualBytes);
        using (var json = new Utf8JsonWriter(kept))
        {
            json.WriteStartObject();
            foreach (var header in Keep)
            {
                if (headers.TryGetValue(header, out var value) && value is [{ Length: <= LongestKept } only])
                {
                    json.WriteString(header, only);
                }
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(kept.WrittenSpan);
    }

    private static bool IsName(StringValues values, out string name)
    {
        name = values is [{ Length: > 0 and <= IntakeLimits.LongestName } only] && !only.AsSpan().ContainsAnyExcept(NameCharacters) ? only : "";
        return name.Length > 0;
    }
}

/// <summary>Whether a body is JSON, by its content type and its syntax.</summary>
internal static class JsonBody
{
    private const string UsualType = "application/json";

    /// <summary>Whether the content type is that of JSON. Without one, the body decides.</summary>
    public static bool IsDeclared(string? contentType) =>
        contentType is null or UsualType
        || (MediaTypeHeaderValue.TryParse(contentType, out var type) && type.MediaType is { } name
            && (name.Equals(UsualType, StringComparison.OrdinalIgnoreCase)
                || (name.StartsWith("application/", StringComparison.OrdinalIgnoreCase) && name.EndsWith("+json", StringComparison.OrdinalIgnoreCase))));

    /// <summary>Whether the bytes are one JSON value within the depth limit of the analysis. Allocates nothing.</summary>
    public static bool IsJson(ReadOnlySpan<byte> body)
    {
        try
        {
            var reader = new Utf8JsonReader(body);
            while (reader.Read())
            {
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
