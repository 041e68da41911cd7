namespace Automation.Server.Hosting;

/// <summary>The limits of the webhook endpoint for unauthenticated requests.</summary>
internal static class IntakeLimits
{
    /// <summary>GitHub sends no payload above 25 MB: https://docs.github.com/en/webhooks/webhook-events-and-payloads#payload-cap</summary>
    public const int MostBytes = 25 * 1024 * 1024;

    /// <summary>All bodies that are being received or wait for the ledger, together.</summary>
    public const long MostBytesAtOnce = 256L * 1024 * 1024;

    /// <summary>GitHub's headers are below 2 KB.</summary>
    public const int MostHeaderBytes = 16 * 1024;

    /// <summary>A name in a header: GitHub's ids are GUIDs, its longest event has 40 letters.</summary>
    public const int LongestName = 64;

    /// <summary>The time limit for all headers.</summary>
    public static readonly TimeSpan HeadersWithin = TimeSpan.FromSeconds(10);

    /// <summary>GitHub gives up after 10 seconds; a slower body is not from GitHub.</summary>
    public static readonly TimeSpan BodyWithin = TimeSpan.FromSeconds(10);

    /// <summary>Below this rate, a connection counts as stalled.</summary>
    public const double LeastBytesPerSecond = 1024;

    /// <summary>How long a body may be slower at its start.</summary>
    public static readonly TimeSpan SlowStart = TimeSpan.FromSeconds(3);
}
