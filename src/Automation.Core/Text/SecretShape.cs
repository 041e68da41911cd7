using System.Buffers;

namespace Automation.Core.Text;

/// <summary>The forms of secrets, and how to remove them from output.</summary>
public static class SecretShape
{
    /// <summary>Longer text is a document, such as an API's definition, which shows examples of passwords and signed tokens.</summary>
    private const int LongestValue = 2_000;

    private const int MostMarks = 1_000;
    private const char Mask = '•';
    private const string KeyEnd = "-----END ";

    private static readonly SearchValues<char> Enders = SearchValues.Create(" \t\r\n\"'");

    /// <summary>The kind of secret that a text seems to contain, as in messages after "contain"; null if there is none.</summary>
    public static string? Of(ReadOnlySpan<char> text)
    {
        var isDocument = text.Length > LongestValue;
        for (var (marks, from) = (0, 0); marks < MostMarks; marks++)
        {
            var at = NextMark(text, from, lowered: false);
            if (at < 0)
            {
                return null;
            }

            if (At(text, at, isDocument, lowered: false) is { } what)
            {
                return what;
            }

            from = at + 1;
        }

        return null;
    }

    /// <summary>
    /// The text with every secret in it covered up, character by character, so that positions stay the same; the same text if it has none. The lower-case form
    /// of a secret, as in refs, is covered, too.
    /// </summary>
    public static string Cover(string text) => Cover(text, isDocument: false, lowered: true);

    /// <summary>A value with what <see cref="Of"/> finds in it covered up: the examples in a document stay.</summary>
    public static string CoverValue(string text) => Cover(text, text.Length > LongestValue, lowered: false);

    private static string Cover(string text, bool isDocument, bool lowered)
    {
        char[]? covered = null;
        for (var at = NextMark(text, 0, lowered); at >= 0;)
        {
            var from = at + 1;
            if (At(text, at, isDocument, lowered) is { } what)
            {
                from = EndOf(text, at, what);
                covered ??= text.ToCharArray();
                foreach (ref var c in covered.AsSpan(at, from - at))
                {
                    c = c is '\r' or '\n' ? c : Mask;
                }
            }

            at = NextMark(text, from, lowered);
        }

        return covered is null ? text : new string(covered);
    }

    // Where a secret may begin, by its first two characters; a search for all beginnings at once costs more to set up than it saves.
    private static int NextMark(ReadOnlySpan<char> text, int from, bool lowered)
    {
        for (var i = from; i + 1 < text.Length; i++)
        {
            var begins = text[i] switch
            {
                'g' => text[i + 1] is 'h' or 'i',
                'A' => text[i + 1] is 'K' or 'S',
                'a' => lowered && text[i + 1] is ('k' or 's') && i + 2 < text.Length && text[i + 2] == 'i',
                'x' => text[i + 1] == 'o',
                '-' => text[i + 1] == '-',
                'e' => text[i + 1] == 'y',
                'p' or 'P' => text[i + 1] is 'a' or 'A',
                _ => false,
            };
            if (begins)
            {
                return i;
            }
        }

        return -1;
    }

    private static int EndOf(string text, int at, string what)
    {
        if (what == "a private key")
        {
            var end = text.IndexOf(KeyEnd, at, StringComparison.Ordinal);
            var line = end < 0 ? -1 : text.IndexOf('\n', end);
            return line < 0 ? text.Length : line;
        }

        var blank = text.AsSpan(at).IndexOfAny(Enders);
        return blank < 0 ? text.Length : at + blank;
    }

    private static string? At(ReadOnlySpan<char> text, int at, bool isDocument, bool lowered)
    {
        // A token is a whole word: 'ghp_' in the middle of a word is not a token.
        var startsWord = at == 0 || !char.IsAsciiLetterOrDigit(text[at - 1]);
        var found = text[at..];
        return found switch
        {
            ['g', 'h', 'p' or 'o' or 'u' or 's' or 'r', '_', .. var rest] when startsWord && Run(rest) >= 30 => "a GitHub token",
            _ when startsWord && found.StartsWith("github_pat_") && Run(found["github_pat_".Length..]) >= 22 => "a GitHub token",
            ['A', 'K' or 'S', 'I', 'A', .. var rest] when startsWord
                && Run(rest) == 16
                && IsUpper(rest[..16])
                && !rest[..16].Contains("EXAMPLE", StringComparison.Ordinal) => "an AWS access key",
            ['a', 'k' or 's', 'i', 'a', .. var rest] when lowered
                && startsWord
                && Run(rest) == 16
                && IsLower(rest[..16])
                && !rest[..16].Contains("example", StringComparison.Ordinal) => "an AWS access key",
            ['x', 'o', 'x', 'b' or 'p' or 'a' or 'r' or 's', '-', .. var rest] when startsWord && Run(rest) >= 10 && rest[0] is >= '0' and <= '9' =>
                "a Slack token",
            _ when found.StartsWith("-----BEGIN ") && found[..Math.Min(found.Length, 64)].Contains("PRIVATE KEY-----", StringComparison.Ordinal) =>
                "a private key",
            _ when !isDocument && startsWord && IsSignedToken(found, lowered) => "a signed token (JWT)",
            _ when !isDocument && IsPassword(found) => "a password",
            _ => null,
        };
    }

    private static bool IsSignedToken(ReadOnlySpan<char> text, bool lowered)
    {
        var isPart = lowered ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        if (!text.StartsWith("eyJ", isPart))
        {
            return false;
        }

        var header = Run(text);
        if (header < 10 || header >= text.Length || text[header] != '.')
        {
            return false;
        }

        var rest = text[(header + 1)..];
        var claims = Run(rest);
        return rest.StartsWith("eyJ", isPart) && claims >= 10 && claims < rest.Length && rest[claims] == '.';
    }

    private static bool IsPassword(ReadOnlySpan<char> text)
    {
        const string Key = "password=";
        if (!text.StartsWith(Key, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        // A variable, a mask or an empty value is not a password.
        var value = text[Key.Length..];
        return value.Length > 0 && !char.IsWhiteSpace(value[0]) && value[0] is not ('$' or '{' or '<' or '*' or '%' or '&' or '"' or '\'' or '.' or '…');
    }

    private static int Run(ReadOnlySpan<char> text)
    {
        var end = 0;
        while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] is '_' or '-'))
        {
            end++;
        }

        return end;
    }

    private static bool IsLower(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (!char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsUpper(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (!char.IsAsciiLetterUpper(c) && !char.IsAsciiDigit(c))
            {
                return false;
            }
        }

        return true;
    }
}
