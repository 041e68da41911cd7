using System.Buffers;

namespace Automation.Server.Intake;

/// <summary>
/// Logs requests that were refused, with the address they came from: the first of each reason in each minute, and the number of the others.
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

    /// <summary>Logs one, or counts it.</summary>
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

    // The address from a proxy is a claim, and is shown as one.
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
