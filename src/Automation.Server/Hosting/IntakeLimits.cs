namespace Automation.Server.Hosting;

/// <summary>What the door takes from somebody it does not know yet.</summary>
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

    /// <summary>All headers have to be there by then.</summary>
    public static readonly TimeSpan HeadersWithin = TimeSpan.FromSeconds(10);

    /// <summary>GitHub gives up after 10 seconds; a body that takes longer is nobody's.</summary>
    public static readonly TimeSpan BodyWithin = TimeSpan.FromSeconds(10);

    /// <summary>Below this a body is not slow but stuck.</summary>
    public const double LeastBytesPerSecond = 1024;

    /// <summary>For so long a body may be slower, at its start.</summary>
    public static readonly TimeSpan SlowStart = TimeSpan.FromSeconds(3);
}
