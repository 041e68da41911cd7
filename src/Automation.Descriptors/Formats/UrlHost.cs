using System.Buffers;

namespace Automation.Descriptors.Formats;

/// <summary>Hosts of URLs: the host parser of the WHATWG URL Standard.</summary>
internal static class UrlHost
{
    private static readonly SearchValues<char> Forbidden = SearchValues.Create("\0\t\n\r #/:<>?@[\\]^|");

    /// <summary>The host in its normalized form; null if it is invalid.</summary>
    public static string? Parse(string host, bool isSpecial)
    {
        if (host[0] == '[')
        {
            return host[^1] == ']' && Ipv6Address.IsValid(host.AsSpan()[1..^1]) ? host.ToLowerInvariant() : null;
        }

        if (!isSpecial)
        {
            return host.AsSpan().IndexOfAny(Forbidden) < 0 ? host : null;
        }

        // Bytes that are not UTF-8 become U+FFFD, which no domain may have.
        return DomainName.ToAscii(Uri.UnescapeDataString(host)) is { Length: > 0 } domain && IsDomain(domain) ? domain : null;
    }

    private static bool IsDomain(string domain)
    {
        if (domain.Any(c => Forbidden.Contains(c) || c is '%' or '\u007f' || c < ' '))
        {
            return false;
        }

        var labels = domain.Split('.');
        labels = labels is [.., _, ""] ? labels[..^1] : labels;
        return !Ipv4Address.IsNumber(labels[^1]) || Ipv4Address.IsValid(labels);
    }
}
