using Automation.Server.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Automation.Server.Intake;

/// <summary>The limits that the web server itself keeps, before any of our code runs.</summary>
internal static class EndpointSettings
{
    public static void Apply(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;

        // Includes the framing of chunks; the body itself is counted while it is read.
        kestrel.Limits.MaxRequestBodySize = 2L * IntakeLimits.MostBytes;
        kestrel.Limits.MaxRequestHeadersTotalSize = IntakeLimits.MostHeaderBytes;
        kestrel.Limits.RequestHeadersTimeout = IntakeLimits.HeadersWithin;
        kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(IntakeLimits.LeastBytesPerSecond, IntakeLimits.SlowStart);
    }
}
