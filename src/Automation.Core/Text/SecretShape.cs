using System.Buffers;

namespace Automation.Core.Text;

/// <summary>What secrets look like, and how to keep them out of what is written.</summary>
public static class SecretShape
{
    /// <summary>Longer text is a document, such as an API's definition, which shows examples of passwords and signed tokens.</summary>
    private const int LongestValue = 2_000;

    private const int MostMarks = 100;
    private const char Mask = '•';
    private const string KeyEnd = "-----END ";

    private static readonly SearchValues<string> Marks = SearchValues.Create(
        ["ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_", "AKIA", "ASIA", "xoxb-", "xoxp-", "xoxa-", "xoxr-", "xoxs-", "-----BEGIN ", "eyJ", "password="],
        StringComparison.OrdinalIgnoreCase);

    private static readonly SearchValues<char> Ends = SearchValues.Create(" \t\r\n\"'");

    /// <summary>What a text seems to hold, as a message says it after "holds"; null where it looks harmless.</summary>
    public static string? Of(ReadOnlySpan<char> text)
    {
        var isDocument = text.Length > LongestValue;
        for (var (marks, from) = (0, 0); marks < MostMarks; marks++)
        {
            var at = text[from..].IndexOfAny(Marks);
            if (at < 0)
            {
                return null;
            }

            at += from;
            if (At(text, at, isDocument) is { } what)
            {
                return what;
            }

            from = at + 1;
        }

        return null;
    }

    /// <summary>The text with every secret in it covered up, character by character, so that positions stay the same; the same text where it has none.</summary>
    public static string Cover(string text)
    {
        char[]? covered = null;
        for (var from = 0; text.AsSpan(from).IndexOfAny(Marks) is >= 0 and var found;)
        {
            var at = from + found;
            from = at + 1;
            if (At(text, at, isDocument: false) is { } what)
            {
                from = EndOf(text, at, what);
                covered ??= text.ToCharArray();
                foreach (ref var c in covered.AsSpan(at, from - at))
                {
                    c = c is '\r' or '\n' ? c : Mask;
                }
            }
        }

        return covered is null ? text : new string(covered);
    }

    private static int EndOf(string text, int at, string what)
    {
        if (what == "a private key")
        {
            var end = text.IndexOf(KeyEnd, at, StringComparison.Ordinal);
            var line = end < 0 ? -1 : text.IndexOf('\n', end);
            return line < 0 ? text.Length : line;
        }

        var blank = text.AsSpan(at).IndexOfAny(Ends);
        return blank < 0 ? text.Length : at + blank;
    }

    private static string? At(ReadOnlySpan<char> text, int at, bool isDocument)
    {
        // A token stands by itself: 'ghp_' in the middle of a word is a word.
        var startsWord = at == 0 || !char.IsAsciiLetterOrDigit(text[at - 1]);
        var found = text[at..];
        return found switch
        {
            ['g', 'h', _, '_', .. var rest] when startsWord && Run(rest) >= 30 => "a GitHub token",
            _ when startsWord && found.StartsWith("github_pat_") && Run(found["github_pat_".Length..]) >= 22 => "a GitHub token",
            ['A', 'K' or 'S', 'I', 'A', .. var rest] when startsWord && Run(rest) == 16 && IsUpper(rest[..16]) && !rest[..16].Contains("EXAMPLE", StringComparison.Ordinal) => "an AWS access key",
            ['x', 'o', 'x', _, '-', .. var rest] when startsWord && Run(rest) >= 10 && rest[0] is >= '0' and <= '9' => "a Slack token",
            _ when found.StartsWith("-----BEGIN ") && found[..Math.Min(found.Length, 64)].Contains("PRIVATE KEY-----", StringComparison.Ordinal) => "a private key",
            _ when !isDocument && startsWord && IsSignedToken(found) => "a signed token (JWT)",
            _ when !isDocument && IsPassword(found) => "a password",
            _ => null,
        };
    }

    private static bool IsSignedToken(ReadOnlySpan<char> text)
    {
        if (!text.StartsWith("eyJ"))
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
        return rest.StartsWith("eyJ") && claims >= 10 && claims < rest.Length && rest[claims] == '.';
    }

    private static bool IsPassword(ReadOnlySpan<char> text)
    {
        const string Key = "password=";
        if (!text.StartsWith(Key, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        // A variable, a mask or nothing is no password.
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
