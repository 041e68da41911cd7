using System.Net;

namespace Automation.Server.SignIn;

/// <summary>Whether a browser is on this machine.</summary>
internal static class Loopback
{
    private static readonly string[] LeftByProxies = ["Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "Via"];

    /// <summary>Whether the request came to the loopback address, with its host name, and not through a proxy on this machine.</summary>
    public static bool Is(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } from && IPAddress.IsLoopback(from.IsIPv4MappedToIPv6 ? from.MapToIPv4() : from)
        && IsNamed(context.Request.Host) && !LeftByProxies.Any(context.Request.Headers.ContainsKey);

    /// <summary>Another site may send a browser here with a host name of its own, which the check rejects.</summary>
    public static bool IsNamed(HostString host) =>
        host.Host == "localhost" || (IPAddress.TryParse(host.Host, out var address) && IPAddress.IsLoopback(address));
}
