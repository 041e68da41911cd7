using System.Buffers;

namespace Automation.Templates.Parameters.Schemas;

/// <summary>Parts of URIs (RFC 3986) as Backstage's validator takes them.</summary>
internal static class UriFormats
{
    /// <summary>JavaScript's white space and line ends.</summary>
    public const string WhiteSpaceText =
        "\t\n\v\f\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff";

    public static readonly SearchValues<char> WhiteSpace = SearchValues.Create(WhiteSpaceText);

    /// <summary>What a scheme consists of.</summary>
    public static readonly SearchValues<char> SchemeCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+-.");

    private const string Punctuation = "!$&'()*+,-./:;=?@_~";

    /// <summary>Whether a text is an address or a part of one that is resolved against another.</summary>
    public static bool IsReference(string text, bool isInternational)
    {
        var hash = text.IndexOf('#', StringComparison.Ordinal);
        var fragment = hash < 0 ? "" : text[(hash + 1)..];
        var address = hash < 0 ? text : text[..hash];
        return HasOnly(fragment, Punctuation, isInternational) && HasOnly(WithoutHost(address), Punctuation, isInternational) && HasScheme(address);
    }

    // What stands before the first colon of a reference, before any slash, is a scheme.
    private static bool HasScheme(string address)
    {
        var colon = address.AsSpan().IndexOfAny(":/?");
        return colon < 0 || address[colon] != ':' || (colon > 0 && char.IsAsciiLetter(address[0]) && address.AsSpan(0, colon).IndexOfAnyExcept(SchemeCharacters) < 0);
    }

    // A host in brackets is an IP address; brackets stand nowhere else.
    private static string WithoutHost(string address)
    {
        var (open, close) = (address.IndexOf("//[", StringComparison.Ordinal), address.IndexOf(']', StringComparison.Ordinal));
        return open >= 0 && close > open ? address[..(open + 2)] + address[(close + 1)..] : address;
    }

    private static bool HasOnly(string text, string punctuation, bool isInternational)
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
            else if (!char.IsAsciiLetterOrDigit(c) && !punctuation.Contains(c) && (!isInternational || c < '~'))
            {
                return false;
            }
        }

        return true;
    }
}
