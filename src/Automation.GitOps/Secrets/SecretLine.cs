using System.Buffers;
using System.Text;

namespace Automation.GitOps.Secrets;

/// <summary>
/// Secrets inside a line of text: <c>password: x</c> and <c>PASSWORD=x</c>, <c>https://user:x@host</c>, and long runs of random characters. A digest or a
/// commit is no secret: these are written in hexadecimal digits.
/// </summary>
internal static class SecretLine
{
    private const string Userinfo = "://";
    private const string Quotes = "\"'";
    private const int ShortestRandom = 20;
    private const int LongestLine = 16 * 1024;

    private static readonly SearchValues<char> EndsOfValue = SearchValues.Create(" \t\"',;&)");
    private static readonly SearchValues<char> EndsOfAddress = SearchValues.Create("/ \t\"'");

    /// <summary>The line with the values of names that name a secret covered; the same text if it has none.</summary>
    public static string CoverNamed(string line, string mask)
    {
        if (line.Length > LongestLine)
        {
            return line;
        }

        StringBuilder? covered = null;
        foreach (var (start, length) in Named(line))
        {
            covered ??= new StringBuilder(line);
            var shift = covered.Length - line.Length;
            covered.Remove(start + shift, length).Insert(start + shift, mask);
        }

        return covered?.ToString() ?? line;
    }

    /// <summary>The secrets in a line: the values of names that name a secret, and passwords of addresses.</summary>
    public static IEnumerable<string> In(string line) =>
        line.Length > LongestLine ? [] : Named(line).Concat(Passwords(line)).Select(v => line.Substring(v.Start, v.Length));

    private static IEnumerable<(int Start, int Length)> Named(string line)
    {
        for (var at = 0; at < line.Length; at++)
        {
            if (line[at] is '=' or ':' && Value(line, at) is { } value && SecretName.Is(NameBefore(line, at)))
            {
                yield return value;
                at = value.Start + value.Length;
            }
        }
    }

    private static IEnumerable<(int Start, int Length)> Passwords(string line)
    {
        for (var at = line.IndexOf(Userinfo, StringComparison.Ordinal); at >= 0; at = line.IndexOf(Userinfo, at + 1, StringComparison.Ordinal))
        {
            var start = at + Userinfo.Length;
            var end = line.AsSpan(start).IndexOfAny(EndsOfAddress) is >= 0 and var length ? start + length : line.Length;
            var colon = line.IndexOf(':', start, end - start);
            var sign = line.LastIndexOf('@', end - 1, end - start);
            if (colon > 0 && sign > colon + 1)
            {
                yield return (colon + 1, sign - colon - 1);
            }
        }
    }

    /// <summary>The line with passwords of addresses and random characters covered; the same text if it has none.</summary>
    public static string CoverForms(string line, string mask)
    {
        foreach (var (start, length) in Passwords(line).Reverse().ToList())
        {
            line = string.Concat(line.AsSpan(0, start), mask, line.AsSpan(start + length));
        }

        for (var at = 0; at < line.Length; at++)
        {
            var length = Run(line.AsSpan(at));
            if (length >= ShortestRandom && IsRandom(line.AsSpan(at, length)))
            {
                line = string.Concat(line.AsSpan(0, at), mask, line.AsSpan(at + length));
                length = mask.Length;
            }

            at += length;
        }

        return line;
    }

    // The name that ends before a sign, without quotes: an option of a program, a key, a variable.
    private static ReadOnlySpan<char> NameBefore(string line, int at)
    {
        var before = line.AsSpan(0, at).TrimEnd(Quotes);
        var start = before.Length;
        while (start > 0 && (char.IsAsciiLetterOrDigit(before[start - 1]) || before[start - 1] is '-' or '_' or '.' or '/'))
        {
            start--;
        }

        return before[start..];
    }

    // After '=' a word; after ': ' the rest of the line, or what is in quotes. Nothing, a flag and what is covered already are no secrets.
    private static (int Start, int Length)? Value(string line, int at)
    {
        var start = at + 1;
        if (line[at] == ':')
        {
            if (start >= line.Length || line[start] != ' ')
            {
                return null;
            }

            start += line.AsSpan(start).IndexOfAnyExcept(' ') is >= 0 and var blanks ? blanks : line.Length - start;
        }

        if (start < line.Length && Quotes.Contains(line[start], StringComparison.Ordinal))
        {
            var quoted = line.IndexOf(line[start], start + 1);
            return Found(line, start + 1, quoted < 0 ? line.Length : quoted);
        }

        var end = line[at] == '=' && line.AsSpan(start).IndexOfAny(EndsOfValue) is >= 0 and var length ? start + length : line.Length;
        return Found(line, start, end);
    }

    private static (int Start, int Length)? Found(string line, int start, int end) =>
        line.AsSpan(start, end - start).Trim() is { Length: > 0 } value
            && value is not ("true" or "false" or "null" or "~" or "|" or "|-" or ">" or ">-" or "{}" or "[]")
            && value[0] is not ('•' or '{' or '[' or '$' or '&' or '*')
            ? (start, end - start)
            : null;

    private static int Run(ReadOnlySpan<char> text)
    {
        var end = 0;
        while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] is '+' or '_' or '='))
        {
            end++;
        }

        return end;
    }

    // In words and names, letters of one kind stand together; half of all neighbours differ in random text.
    private static bool IsRandom(ReadOnlySpan<char> text)
    {
        var (changes, digits, isHexadecimal) = (0, 0, true);
        for (var i = 0; i < text.Length; i++)
        {
            digits += char.IsAsciiDigit(text[i]) ? 1 : 0;
            isHexadecimal &= char.IsAsciiHexDigitLower(text[i]) || char.IsAsciiDigit(text[i]);
            changes += i > 0 && Kind(text[i]) != Kind(text[i - 1]) ? 1 : 0;
        }

        return !isHexadecimal && digits >= 2 && changes * 10 >= text.Length * 3;
    }

    private static int Kind(char c) => char.IsAsciiLetterLower(c) ? 0 : char.IsAsciiLetterUpper(c) ? 1 : char.IsAsciiDigit(c) ? 2 : 3;
}
