using System.Buffers;

namespace Automation.Templates.Parameters.Schemas;

/// <summary>Parts of URIs (RFC 3986) as Backstage's validator takes them.</summary>
internal static class UriFormats
{
    /// <summary>JavaScript's white space and line ends.</summary>
    public const string WhiteSpaceText =
        "\t\n\v\f\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff";

    public static readonly SearchValues<char> WhiteSpace = SearchValues.Create(WhiteSpaceText);

    public static readonly SearchValues<char> SchemeCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+-.");

    private const string Punctuation = "!$&'()*+,-./:;=?@_~";

    /// <summary>Whether a text is an address or a part of one that is resolved against another.</summary>
    public static bool IsReference(string text, bool isInternational)
    {
        var hash = text.IndexOf('#', StringComparison.Ordinal);
        var fragment = hash < 0 ? "" : text[(hash + 1)..];
        var address = hash < 0 ? text : text[..hash];
        return HasOnly(fragment, isInternational) && WithoutHost(address) is { } rest && HasOnly(rest, isInternational) && HasScheme(address);
    }

    // What stands before the first colon of a reference, before any slash, is a scheme.
    private static bool HasScheme(string address)
    {
        var colon = address.AsSpan().IndexOfAny(":/?");
        return colon < 0 || address[colon] != ':'
            || (colon > 0 && char.IsAsciiLetter(address[0]) && address.AsSpan(0, colon).IndexOfAnyExcept(SchemeCharacters) < 0);
    }

    // The address without its host; null where the host is none. A host in brackets is an IP address; brackets stand nowhere else.
    private static string? WithoutHost(string address)
    {
        var colon = address.IndexOf(':', StringComparison.Ordinal);
        var start = address.StartsWith("//", StringComparison.Ordinal) ? 2
            : colon >= 0 && address.AsSpan(colon + 1).StartsWith("//") && !address.AsSpan(0, colon).ContainsAny("/?") ? colon + 3 : -1;
        if (start < 0)
        {
            return address;
        }

        var length = address.AsSpan(start).IndexOfAny("/?");
        var host = length < 0 ? address[start..] : address.Substring(start, length);
        var name = host is ['[', ..] ? host[(host.IndexOf(']', StringComparison.Ordinal) + 1)..] : host;
        var port = name.IndexOf(':', StringComparison.Ordinal);
        return name.Contains('@')
            || (port >= 0 && name.AsSpan(port + 1).ContainsAnyExceptInRange('0', '9'))
            || (host is ['[', ..] && (name is not ("" or [':', ..]) || !IsLiteral(host[1..^(name.Length + 1)])))
            ? null
            : name + address[(start + host.Length)..];
    }

    // An IPv6 address by its characters alone, or one of a later version.
    private static bool IsLiteral(string inner) => inner is ['v' or 'V', ..] || inner.All(c => c is '.' or (>= '0' and <= ':') || char.IsAsciiHexDigit(c));

    private static bool HasOnly(string text, bool isInternational)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '%')
            {
                if (i + 2 >= text.Length || !char.IsAsciiHexDigit(text[i + 1]) || !char.IsAsciiHexDigit(text[i + 2]))
                {
                    return false;
                }

                i += 2;
            }
            else if (!char.IsAsciiLetterOrDigit(c) && !Punctuation.Contains(c) && (!isInternational || c < '~'))
            {
                return false;
            }
        }

        return true;
    }
}
