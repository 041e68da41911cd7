using System.Text;
using Automation.Yaml.Nodes;
using Automation.Yaml.Typing;

namespace Automation.Yaml.Writing;

/// <summary>Text as canonical YAML: plain, as a block, or in double quotes.</summary>
public static class CanonicalText
{
    private const int LongestPlain = 1_000;
    private const int LongestKey = 120;

    public static string Key(string name) =>
        name.Length <= LongestKey && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '/' or '-') && IsPlain(name) ? name : Quoted(name);

    /// <summary>Appends a value after its colon or dash, with the line feed that ends it.</summary>
    /// <param name="indentation">The indentation of the lines of a block.</param>
    public static void Append(string value, int indentation, StringBuilder text)
    {
        if (IsPlain(value))
        {
            text.Append(' ').Append(value).Append('\n');
        }
        else if (IsBlock(value))
        {
            AppendBlock(value, indentation, text);
        }
        else
        {
            text.Append(' ').Append(Quoted(value)).Append('\n');
        }
    }

    private static bool IsPlain(string value)
    {
        if (value.Length is 0 or > LongestPlain || !(char.IsAsciiLetterOrDigit(value[0]) || value[0] is '/' or '.' or '_') || value[^1] is ' ' or ':')
        {
            return false;
        }

        for (var i = 0; i < value.Length; i++)
        {
            var c = value[i];
            var isSafe = char.IsAsciiLetterOrDigit(c)
                || c is '-' or '_' or '.' or '/' or '@' or '+' or '(' or ')' or ',' or ';' or '\'' or '=' or '$' or '!' or '?' or '*' or '~' or '<' or '>'
                    or '"' or '%' or '&'
                || (c == ':' && value[i + 1] != ' ')
                || (c == ' ' && value[i + 1] is not ('#' or '*' or '&' or '!'))
                || (c == '#' && value[i - 1] != ' ');
            if (!isSafe)
            {
                return false;
            }
        }

        return IsText(value, YamlVersion.Core12) && IsText(value, YamlVersion.Yaml11) && !value.StartsWith("...", StringComparison.Ordinal);
    }

    private static bool IsText(string value, YamlVersion version) =>
        ScalarTyping.TypeOf(value, YamlScalarStyle.Plain, null, version) is { Type: YamlType.String, Text: var text } && text == value;

    // Lines that begin with a space, or contain only spaces, would need an explicit indentation: they are quoted instead.
    private static bool IsBlock(string value)
    {
        if (!value.Contains('\n', StringComparison.Ordinal) || value[0] is ' ' or '\t' or '\n')
        {
            return false;
        }

        foreach (var range in value.AsSpan().Split('\n'))
        {
            var line = value.AsSpan()[range];
            if ((line.Length > 0 && line.IsWhiteSpace()) || line.StartsWith("\t") || line.EndsWith(" ") || !IsPrintable(line))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsPrintable(ReadOnlySpan<char> line)
    {
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] != '\t' && NeedsEscape(line, i))
            {
                return false;
            }
        }

        return true;
    }

    private static void AppendBlock(string value, int indentation, StringBuilder text)
    {
        var end = value.AsSpan().TrimEnd('\n').Length;
        text.Append(' ').Append('|').Append((value.Length - end) switch { 0 => "-", 1 => "", _ => "+" }).Append('\n');
        foreach (var range in value.AsSpan(0, end).Split('\n'))
        {
            var line = value.AsSpan(0, end)[range];
            if (line.Length > 0)
            {
                text.Append(' ', indentation).Append(line);
            }

            text.Append('\n');
        }

        text.Append('\n', Math.Max(0, value.Length - end - 1));
    }

    private static string Quoted(string value)
    {
        var text = new StringBuilder(value.Length + 8).Append('"');
        for (var i = 0; i < value.Length; i++)
        {
            _ = value[i] switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append(@"\\"),
                '\n' => text.Append(@"\n"),
                '\t' => text.Append(@"\t"),
                '\r' => text.Append(@"\r"),
                // Half a surrogate pair is not a character; no file can contain one.
                var c when char.IsSurrogate(c) && NeedsEscape(value, i) => text.Append('\uFFFD'),
                var c when NeedsEscape(value, i) => text.Append($"\\u{(int)c:X4}"),
                var c => text.Append(c),
            };
        }

        return text.Append('"').ToString();
    }

    // Characters that some readers treat as line breaks, and noncharacters.
    private static bool NeedsEscape(ReadOnlySpan<char> text, int at)
    {
        var c = text[at];
        return c < ' ' || c is (>= '\u007f' and <= '\u00a0') or '\u2028' or '\u2029' or '\ufeff' or >= '\ufffe'
            || (char.IsHighSurrogate(c) && !(at + 1 < text.Length && char.IsLowSurrogate(text[at + 1])))
            || (char.IsLowSurrogate(c) && !(at > 0 && char.IsHighSurrogate(text[at - 1])));
    }
}
