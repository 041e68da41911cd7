using System.Globalization;

namespace Automation.Descriptors.Formats;

/// <summary>
/// A URL as a browser reads it: the basic URL parser of the WHATWG URL Standard, which <see cref="Uri"/> does not share. The fragment is
/// left out, because nothing here needs it.
/// </summary>
/// <param name="Scheme">The scheme, in lower case.</param>
/// <param name="User">The user name as written, or empty.</param>
/// <param name="Host">The host; null if the URL has none.</param>
/// <param name="Path">The path, dot segments resolved and non-ASCII characters escaped.</param>
/// <param name="Query">What follows the <c>?</c>, or empty.</param>
public sealed record WebUrl(string Scheme, string User, string? Host, string Path, string Query)
{
    private static readonly string[] SpecialSchemes = ["http", "https", "ws", "wss", "ftp", "file"];

    private bool IsSpecial { get; } = SpecialSchemes.Contains(Scheme, StringComparer.Ordinal);

    /// <summary>Whether <paramref name="text"/> parses by itself, without a base.</summary>
    public static bool IsAbsolute(string text) => Parse(text) is not null;

    /// <summary>Reads a URL; null if a browser could not.</summary>
    /// <param name="base">What a relative URL is relative to: a URL with a special scheme and a host, such as one of https.</param>
    public static WebUrl? Parse(string text, WebUrl? @base = null)
    {
        var url = Clean(text);
        var fragment = url.IndexOf('#', StringComparison.Ordinal);
        url = fragment < 0 ? url : url[..fragment];
        var colon = SchemeEnd(url);
        if (colon < 0)
        {
            return @base is null ? null : Relative(url, @base);
        }

        var scheme = url[..colon].ToLowerInvariant();
        var rest = url[(colon + 1)..];
        var bare = new WebUrl(scheme, "", null, "", "");
        return scheme == "file" ? WithFile(bare, rest)
            : bare.IsSpecial && @base?.Scheme == scheme && !rest.StartsWith("//", StringComparison.Ordinal) ? Relative(rest, @base)
            // Any number of slashes, none included, leads to the authority.
            : bare.IsSpecial ? WithAuthority(bare, rest.TrimStart('/', '\\'))
            : rest.StartsWith("//", StringComparison.Ordinal) ? WithAuthority(bare, rest[2..])
            : rest.StartsWith('/') ? bare.WithPath(rest)
            : WithOpaquePath(bare, rest);
    }

    /// <summary>This URL with another path, which may have any characters: a <c>?</c> belongs to the path here.</summary>
    public WebUrl Replace(string path) => this with { Path = UrlPath.Resolve(path.Replace("?", "%3F", StringComparison.Ordinal), IsSpecial, []) };

    private static WebUrl? Relative(string rest, WebUrl @base)
    {
        if (rest.Length > 1 && rest[0] is '/' or '\\' && rest[1] is '/' or '\\')
        {
            return WithAuthority(@base with { User = "", Path = "", Query = "" }, rest.TrimStart('/', '\\'));
        }

        return rest switch
        {
            "" => @base,
            ['/' or '\\', ..] => @base.WithPath(rest),
            ['?', ..] => @base with { Query = rest[1..] },
            _ => @base.WithPath(rest, @base.Path.Split('/')[1..^1]),
        };
    }

    private WebUrl WithPath(string text, params IEnumerable<string> before)
    {
        var question = text.IndexOf('?', StringComparison.Ordinal);
        var path = question < 0 ? text : text[..question];
        return this with { Path = UrlPath.Resolve(path, IsSpecial, before), Query = question < 0 ? "" : text[(question + 1)..] };
    }

    private static WebUrl WithOpaquePath(WebUrl bare, string rest)
    {
        var question = rest.IndexOf('?', StringComparison.Ordinal);
        return question < 0 ? bare with { Path = rest } : bare with { Path = rest[..question], Query = rest[(question + 1)..] };
    }

    private static WebUrl? WithAuthority(WebUrl bare, string rest)
    {
        var end = bare.IsSpecial ? rest.AsSpan().IndexOfAny("/\\?") : rest.AsSpan().IndexOfAny("/?");
        var authority = end < 0 ? rest : rest[..end];
        var at = authority.LastIndexOf('@');
        var user = at < 0 ? "" : authority[..at];
        var userEnd = user.IndexOf(':', StringComparison.Ordinal);
        var host = authority[(at + 1)..];
        if (host.Length == 0)
        {
            // Credentials need a host; a scheme that is not special does not.
            return bare.IsSpecial || at >= 0 ? null : (bare with { Host = "" }).WithPath(rest);
        }

        var colon = PortColon(host);
        if (colon == 0 || (colon > 0 && !IsPort(host.AsSpan(colon + 1))) || UrlHost.Parse(colon < 0 ? host : host[..colon], bare.IsSpecial) is not { } parsed)
        {
            return null;
        }

        return (bare with { Host = parsed, User = userEnd < 0 ? user : user[..userEnd] }).WithPath(end < 0 ? "" : rest[end..]);
    }

    private static WebUrl? WithFile(WebUrl bare, string rest)
    {
        if (rest.Length < 2 || rest[0] is not ('/' or '\\') || rest[1] is not ('/' or '\\'))
        {
            return (bare with { Host = "" }).WithPath(rest);
        }

        var end = rest.AsSpan(2).IndexOfAny("/\\?");
        var host = end < 0 ? rest[2..] : rest[2..(2 + end)];
        var path = end < 0 ? "" : rest[(2 + end)..];
        return host is "" or [_, ':' or '|'] ? (bare with { Host = "" }).WithPath(path)
            : UrlHost.Parse(host, isSpecial: true) is { } parsed ? (bare with { Host = parsed }).WithPath(path)
            : null;
    }

    // Drops control characters and spaces at both ends, and tabs and line breaks anywhere.
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
        return colon > 0 && char.IsAsciiLetter(url[0]) && url.Take(colon).All(c => char.IsAsciiLetterOrDigit(c) || c is '+' or '-' or '.') ? colon : -1;
    }

    // The first colon that is not within the brackets of an IPv6 address.
    private static int PortColon(string host)
    {
        var inBrackets = false;
        for (var i = 0; i < host.Length; i++)
        {
            inBrackets = host[i] switch
            {
                '[' => true,
                ']' => false,
                _ => inBrackets,
            };
            if (host[i] == ':' && !inBrackets)
            {
                return i;
            }
        }

        return -1;
    }

    private static bool IsPort(ReadOnlySpan<char> port)
    {
        const int Highest = 65535;
        var digits = port.TrimStart('0');
        return port.IndexOfAnyExceptInRange('0', '9') < 0 && digits.Length <= 5
            && (digits.IsEmpty || int.Parse(digits, CultureInfo.InvariantCulture) <= Highest);
    }
}
