using System.Buffers;

namespace Automation.Server.Intake;

/// <summary>
/// Logs requests that were refused, with the address they came from: the first for each reason per minute, and the number of the others.
/// A flood of requests does not fill the disk.
/// </summary>
internal sealed partial class RefusalLog(TimeProvider clock, ILogger<RefusalLog> logger)
{
    private const int MostLogged = 5;
    private const int LongestForwarded = 100;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);
    private static readonly SearchValues<char> AddressCharacters = SearchValues.Create("0123456789abcdefABCDEF.:, []");

    private readonly Lock _one = new();
    private readonly Dictionary<string, Minute> _byReason = new(StringComparer.Ordinal);

    /// <summary>Logs a request, or counts it.</summary>
    public void Record(Rejection rejection, HttpContext context, string? delivery)
    {
        var (isLogged, more) = Count(rejection.Reason);
        if (more > 0)
        {
            LogMore(more, rejection.Reason);
        }

        if (isLogged)
        {
            LogRefused(rejection.Status, rejection.Reason, AddressOf(context), delivery ?? "without an id");
        }
    }

    private (bool IsLogged, long More) Count(string reason)
    {
        var now = clock.GetTimestamp();
        lock (_one)
        {
            var minute = _byReason.GetValueOrDefault(reason);
            var more = 0L;
            if (minute is null || clock.GetElapsedTime(minute.Start, now) >= Window)
            {
                more = Math.Max(0, (minute?.Count ?? 0) - MostLogged);
                _byReason[reason] = minute = new Minute(now);
            }

            return (++minute.Count <= MostLogged, more);
        }
    }

    // The address in a proxy's header is not trusted, and is shown as such.
    private static string AddressOf(HttpContext context)
    {
        var address = context.Connection.RemoteIpAddress?.ToString() ?? "an unknown address";
        var isForwarded = context.Request.Headers["X-Forwarded-For"] is [{ Length: > 0 and <= LongestForwarded } claimed]
            && !claimed.AsSpan().ContainsAnyExcept(AddressCharacters);
        return isForwarded ? $"{address}, forwarded for {context.Request.Headers["X-Forwarded-For"]}" : address;
    }

    [LoggerMessage(1, LogLevel.Warning, "Refused with {Status}: {Reason}, from {Address}, delivery {Delivery}")]
    private partial void LogRefused(int status, string reason, string address, string delivery);

    [LoggerMessage(4, LogLevel.Warning, "{Count} more requests were refused in the same minute: {Reason}")]
    private partial void LogMore(long count, string reason);

    private sealed class Minute(long start)
    {
        public long Start => start;

        public long Count { get; set; }
    }
}

/// <summary>Why a request was rejected: a status, a word for the metrics and a sentence for the sender.</summary>
internal sealed record Rejection(int Status, string Reason, string Message)
{
    public static readonly Rejection NoSignature = new(401, "no-signature", "There is no X-Hub-Signature-256 header: set a secret in the webhook's settings.");
    public static readonly Rejection BadSignature = new(
        401, "bad-signature", "The signature does not match the body: the webhook and the server have different secrets.");
    public static readonly Rejection BadDelivery = new(
        400, "bad-delivery", "X-GitHub-Delivery must be given once, with 1 to 64 letters, digits, '-', '_' or '.'.");
    public static readonly Rejection BadEvent = new(400, "bad-event", "X-GitHub-Event must be given once, with 1 to 64 letters, digits, '-', '_' or '.'.");
    public static readonly Rejection NoBody = new(400, "no-body", "There is no body.");
    public static readonly Rejection BrokenOff = new(400, "broken-off", "The body is incomplete.");
    public static readonly Rejection NotJsonType =
        new(415, "not-json-type", "The content type is not JSON: set the webhook's content type to application/json.");
    public static readonly Rejection NotJson = new(400, "not-json", "The body is not JSON, although the content type is JSON.");
    public static readonly Rejection TooSlow = new(408, "too-slow", "The body took too long.");
    public static readonly Rejection TooLarge = new(413, "too-large", "The body is larger than 25 MiB, which GitHub does not send.");
    public static readonly Rejection NoMemory = new(503, "no-memory", "Too many deliveries are being received; deliver it again later.");
    public static readonly Rejection Overloaded = new(503, "overloaded", "Too many deliveries are waiting to be stored; deliver it again later.");
    public static readonly Rejection NotStored = new(503, "not-stored", "The delivery could not be stored; deliver it again later.");
}
