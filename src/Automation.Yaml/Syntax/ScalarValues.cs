using System.Globalization;
using System.Text;

namespace Automation.Yaml.Syntax;

/// <summary>The values of texts: lines folded, escapes resolved.</summary>
internal static class ScalarValues
{
    private const string Blank = " \t";

    /// <summary>Plain text, or the inside of single quotes: its lines are joined by a space, or by the line breaks of the blank lines between them.</summary>
    public static string Fold(ReadOnlySpan<char> source)
    {
        var lineBreak = source.IndexOf('\n');
        if (lineBreak < 0)
        {
            return source.ToString();
        }

        var result = new StringBuilder(source.Length);
        result.Append(WithoutReturn(source[..lineBreak]).TrimEnd(Blank));
        var separator = ' ';
        for (source = source[(lineBreak + 1)..]; (lineBreak = source.IndexOf('\n')) >= 0; source = source[(lineBreak + 1)..])
        {
            var line = WithoutReturn(source[..lineBreak]).Trim(Blank);
            if (!line.IsEmpty)
            {
                result.Append(separator).Append(line);
                separator = ' ';
            }
            else if (separator == '\n')
            {
                result.Append('\n');
            }
            else
            {
                separator = '\n';
            }
        }

        return result.Append(separator).Append(source.TrimStart(Blank)).ToString();
    }

    public static string SingleQuoted(ReadOnlySpan<char> source) => Fold(source).Replace("''", "'", StringComparison.Ordinal);

    /// <param name="start">The offset after the opening quote.</param>
    /// <param name="end">The offset of the closing one.</param>
    public static string DoubleQuoted(string text, int start, int end)
    {
        var source = text.AsSpan(start, end - start);
        if (source.IndexOfAny('\\', '\n') < 0)
        {
            return source.ToString();
        }

        var result = new StringBuilder(source.Length);
        for (var at = 0; at < source.Length; at++)
        {
            switch (source[at])
            {
                case '\r' when at + 1 < source.Length && source[at + 1] == '\n':
                    break;
                case '\n':
                    at = FoldLineBreaks(source, at, result);
                    break;
                case '\\':
                    at = ResolveEscape(source, at, start, result);
                    break;
                case ' ' or '\t':
                    var blank = source[at..];
                    blank = blank[..(blank.IndexOfAnyExcept(Blank) is >= 0 and var length ? length : blank.Length)];
                    var after = source[(at + blank.Length)..];
                    result.Append(after.StartsWith("\n") || after.StartsWith("\r\n") ? [] : blank);
                    at += blank.Length - 1;
                    break;
                case var c:
                    result.Append(c);
                    break;
            }
        }

        return result.ToString();
    }

    // A single line break becomes a space; of several, all but the first are kept. Returns the offset of the last character that is part of it.
    private static int FoldLineBreaks(ReadOnlySpan<char> source, int at, StringBuilder result)
    {
        var more = 0;
        for (; at + 1 < source.Length && source[at + 1] is ' ' or '\t' or '\n' or '\r'; at++)
        {
            if (source[at + 1] == '\r' && !(at + 2 < source.Length && source[at + 2] == '\n'))
            {
                break;
            }

            more += source[at + 1] == '\n' ? 1 : 0;
        }

        result.Append(more == 0 ? ' ' : '\n', Math.Max(more, 1));
        return at;
    }

    private static int ResolveEscape(ReadOnlySpan<char> source, int at, int start, StringBuilder result)
    {
        var next = at + 1 < source.Length ? source[at + 1] : '\0';
        switch (next)
        {
            case '\n':
                return SkipBlank(source, at + 2) - 1;
            case '\r' when at + 2 < source.Length && source[at + 2] == '\n':
                return SkipBlank(source, at + 3) - 1;
            case 'x' or 'u' or 'U':
                var length = next == 'x' ? 2 : next == 'u' ? 4 : 8;
                AppendNumbered(source, at, length, start, result);
                return at + 1 + length;
            default:
                result.Append(Escaped(next) ?? throw new SyntaxException(SyntaxFault.Escape, start + at, start + at + 2));
                return at + 1;
        }
    }

    private static void AppendNumbered(ReadOnlySpan<char> source, int at, int length, int start, StringBuilder result)
    {
        var digits = source[(at + 2)..];
        digits = digits[..Math.Min(length, digits.Length)];
        if (digits.Length < length
            || !int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
            || code is < 0 or > 0x10FFFF)
        {
            throw new SyntaxException(SyntaxFault.EscapeNumber, start + at, start + at + 2 + digits.Length);
        }

        // Half of a surrogate pair is a character in JavaScript.
        _ = code > char.MaxValue ? result.Append(char.ConvertFromUtf32(code)) : result.Append((char)code);
    }

    private static int SkipBlank(ReadOnlySpan<char> source, int at)
    {
        while (at < source.Length && source[at] is ' ' or '\t')
        {
            at++;
        }

        return at;
    }

    private static char? Escaped(char name) => name switch
    {
        '0' => '\0',
        'a' => '\a',
        'b' => '\b',
        'e' => '\e',
        'f' => '\f',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        'v' => '\v',
        'N' => '\u0085',
        '_' => '\u00a0',
        'L' => '\u2028',
        'P' => '\u2029',
        ' ' or '"' or '/' or '\\' or '\t' => name,
        _ => null,
    };

    private static ReadOnlySpan<char> WithoutReturn(ReadOnlySpan<char> line) => line.EndsWith("\r") ? line[..^1] : line;
}
