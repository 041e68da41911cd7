using System.Buffers;
using System.Globalization;

namespace Automation.Catalog.Formats;

/// <summary>Whether a browser could parse a URL: the failures of the WHATWG URL Standard's basic parser, which <see cref="Uri"/> does not share.</summary>
internal static class WebUrl
{
    private static readonly string[] SpecialSchemes = ["http", "https", "ws", "wss", "ftp", "file"];

    // Forbidden host code points of the standard; a domain (of a special scheme) forbids more.
    private static readonly SearchValues<char> ForbiddenInHost = SearchValues.Create("\0\t\n\r #/:<>?@[\\]^|");

    /// <summary>Whether <paramref name="text"/> parses by itself, without a base.</summary>
    public static bool IsAbsolute(string text)
    {
        var url = Clean(text);
        var colon = SchemeEnd(url);
        if (colon < 0)
        {
            return false;
        }

        var scheme = url[..colon].ToLowerInvariant();
        var rest = url.AsSpan(colon + 1);
        if (scheme == "file")
        {
            return IsFileHost(rest);
        }

        if (SpecialSchemes.Contains(scheme, StringComparer.Ordinal))
        {
            // Any number of slashes, none included, leads to the authority.
            return IsAuthority(rest.TrimStart("/\\"), isSpecial: true);
        }

        return !rest.StartsWith("//") || IsAuthority(rest[2..], isSpecial: false);
    }

    /// <summary>Whether <paramref name="text"/> parses with an <c>https</c> base: almost anything does.</summary>
    public static bool IsRelativeOrAbsolute(string text)
    {
        var url = Clean(text);
        var colon = SchemeEnd(url);
        if (colon >= 0)
        {
            var isBaseScheme = url[..colon].Equals("https", StringComparison.OrdinalIgnoreCase);
            return IsAbsolute(text) || (isBaseScheme && !url.AsSpan(colon + 1).StartsWith("//"));
        }

        return !url.AsSpan().TrimStart("\\/").IsEmpty is var hasText && (!StartsWithTwoSlashes(url) || (hasText && IsAbsolute("https:" + url)));
    }

    private static bool StartsWithTwoSlashes(string url) => url.Length >= 2 && url[0] is '/' or '\\' && url[1] is '/' or '\\';

    // Control characters and blanks at the ends, tabs and line breaks anywhere, are dropped.
    private static string Clean(string text)
    {
        var (start, end) = (0, text.Length);
        while (start < end && text[start] <= ' ')
        {
            start++;
        }

        while (end > start && text[end - 1] <= ' ')
        {
            end--;
        }

        var trimmed = text[start..end];
        return trimmed.AsSpan().IndexOfAny("\t\n\r") < 0 ? trimmed : string.Concat(trimmed.Where(c => c is not ('\t' or '\n' or '\r')));
    }

    private static int SchemeEnd(string url)
    {
        var colon = url.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && char.IsAsciiLetter(url[0]) && url.AsSpan(0, colon).ToString().All(c => char.IsAsciiLetterOrDigit(c) || c is '+' or '-' or '.') ? colon : -1;
    }

    private static bool IsAuthority(ReadOnlySpan<char> rest, bool isSpecial)
    {
        var end = isSpecial ? rest.IndexOfAny("/\\?#") : rest.IndexOfAny("/?#");
        var authority = end < 0 ? rest : rest[..end];
        var at = authority.LastIndexOf('@');
        var host = authority[(at + 1)..];
        if (host.IsEmpty)
        {
            // Credentials need a host; a scheme that is not special does not.
            return !isSpecial && at < 0;
        }

        var portColon = host[0] == '[' ? host.IndexOf("]:") is var bracket && bracket >= 0 ? bracket + 1 : -1 : host.IndexOf(':');
        if (portColon >= 0)
        {
            if (!IsPort(host[(portColon + 1)..]))
            {
                return false;
            }

            host = host[..portColon];
        }

        return !host.IsEmpty && IsHost(host, isSpecial);
    }

    private static bool IsPort(ReadOnlySpan<char> port) =>
        port.IsEmpty || (port.IndexOfAnyExceptInRange('0', '9') < 0 && port.TrimStart('0').Length <= 5
            && int.TryParse(port.TrimStart('0').IsEmpty ? "0" : port.TrimStart('0'), CultureInfo.InvariantCulture, out var number) && number <= 65535);

    private static bool IsHost(ReadOnlySpan<char> host, bool isSpecial)
    {
        if (host[0] == '[')
        {
            return host[^1] == ']' && System.Net.IPAddress.TryParse(host[1..^1], out var address) && address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6
                && !host.Contains('%');
        }

        if (!isSpecial)
        {
            return host.IndexOfAny(ForbiddenInHost) < 0;
        }

        return ToAscii(Unescape(host)) is { Length: > 0 } domain && IsDomain(domain);
    }

    private static bool IsDomain(string domain)
    {
        if (domain.Any(c => ForbiddenInHost.Contains(c) || c is '%' or '\u007f' || c < ' '))
        {
            return false;
        }

        var labels = domain.TrimEnd('.').Split('.');
        return !IsNumber(labels[^1]) || IsIpv4(labels);
    }

    private static bool IsNumber(string label) =>
        (label.Length > 0 && label.All(char.IsAsciiDigit)) || (label.StartsWith("0x", StringComparison.OrdinalIgnoreCase) && label[2..].All(char.IsAsciiHexDigit));

    private static bool IsIpv4(string[] labels)
    {
        if (labels.Length > 4)
        {
            return false;
        }

        for (var i = 0; i < labels.Length; i++)
        {
            if (!IsNumber(labels[i]) || ParseIpv4(labels[i]) is not { } part)
            {
                return false;
            }

            var most = i == labels.Length - 1 ? 1UL << (8 * (5 - labels.Length)) : 256UL;
            if (part >= most)
            {
                return false;
            }
        }

        return true;
    }

    private static ulong? ParseIpv4(string label)
    {
        var (digits, numberBase) = label switch
        {
            ['0', 'x' or 'X', ..] => (label[2..], 16),
            ['0', _, ..] => (label[1..], 8),
            _ => (label, 10),
        };
        var value = 0UL;
        foreach (var c in digits)
        {
            var digit = Convert.ToInt32(c.ToString(), 16);
            if (digit >= numberBase || value > uint.MaxValue)
            {
                return null;
            }

            value = (value * (ulong)numberBase) + (ulong)digit;
        }

        return value;
    }

    private static string Unescape(ReadOnlySpan<char> host) => host.Contains('%') ? Uri.UnescapeDataString(host.ToString()) : host.ToString();

    private static string? ToAscii(string host)
    {
        if (host.All(char.IsAscii) && !host.Contains("xn--", StringComparison.OrdinalIgnoreCase))
        {
            return host.ToLowerInvariant();
        }

        try
        {
            return new IdnMapping { AllowUnassigned = true }.GetAscii(host.ToLowerInvariant().Replace("\u00ad", "", StringComparison.Ordinal));
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static bool IsFileHost(ReadOnlySpan<char> rest)
    {
        if (rest.Length < 2 || rest[0] is not ('/' or '\\') || rest[1] is not ('/' or '\\'))
        {
            return true;
        }

        var host = rest[2..];
        var end = host.IndexOfAny("/\\?#");
        host = end < 0 ? host : host[..end];
        return host.IsEmpty || host is [_, ':' or '|'] || IsHost(host, isSpecial: true);
    }
}
