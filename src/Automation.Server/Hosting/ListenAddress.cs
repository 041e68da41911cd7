using System.Net;

namespace Automation.Server.Hosting;

/// <summary>The addresses on which the server listens, from <c>--urls</c>: several are separated by semicolons.</summary>
internal static class ListenAddress
{
    private const char Separator = ';';

    /// <summary>The problem with them; null if there is none.</summary>
    public static string? Problem(string urls) => Each(urls) is [_, ..] all
        ? all.Select(url => ProblemOf(url) is { } problem ? $"--urls (Server__Urls) is '{url}', {problem}" : null).FirstOrDefault(p => p is not null)
        : $"--urls (Server__Urls) contains no address: set it to http://HOST:PORT, such as {ServerSettings.DefaultUrls}.";

    /// <summary>Whether all of them are local to this machine.</summary>
    public static bool AreLoopback(string urls) => Array.TrueForAll(Each(urls), IsLoopback);

    private static string[] Each(string urls) => urls.Split(Separator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static string? ProblemOf(string url)
    {
        try
        {
            var address = BindingAddress.Parse(url);
            return address switch
            {
                { Scheme: not "http" } => "but the server supports only http: terminate TLS in a proxy before it. Set it to http://HOST:PORT.",
                { PathBase.Length: > 0 } => "which has a path: set it to http://HOST:PORT, and let the proxy remove the path.",
                { IsUnixPipe: false, Port: < 0 or > IPEndPoint.MaxPort } => $"whose port is invalid: the highest port is {IPEndPoint.MaxPort}.",
                _ => null,
            };
        }
        catch (FormatException)
        {
            return $"which is not an address to listen on: set it to http://HOST:PORT, such as {ServerSettings.DefaultUrls}; separate several with "
                + $"'{Separator}'.";
        }
    }

    // The web server treats a host name as all addresses; a socket is behind a proxy.
    private static bool IsLoopback(string url)
    {
        var host = BindingAddress.Parse(url).Host;
        return host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
    }
}
