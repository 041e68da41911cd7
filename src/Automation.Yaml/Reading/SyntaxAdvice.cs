using Automation.Yaml.Nodes;
using Automation.Yaml.Syntax;

namespace Automation.Yaml.Reading;

/// <summary>Explains YAML syntax errors, at the place to change.</summary>
internal static class SyntaxAdvice
{
    public const string StrayText = "This text is after the end of the document. Remove it, or begin a new document with '---'.";

    public const string MissingMarker = "A line with '---' is required between the directives ('%…') and the document.";

    public const string Tab = "A tab is used as indentation here; YAML allows only spaces. Replace it with spaces.";

    public const string TooFarLeft = "This line continues the value above it and must be indented further than the value's key.";

    public const string OutOfPlace =
        "This text is not allowed here. Close the bracket or quote that is open above it, or indent it further than the key that it belongs to.";

    public const string BlockTooFarLeft =
        "This line belongs to the block of text above it and must be indented as far as the block's first line. A tab counts as text.";

    public const string BracketedKey = "A list or map in brackets cannot be a key here. Put the key in quotes.";

    public const string AfterValue = "There is text after the end of a value in quotes or brackets. Put the whole value in quotes, or remove the text.";

    public const string OpenQuote = "A quote is opened here and never closed. Close it.";

    public const string QuoteTooFarLeft =
        "This quote is not closed on its line, and the next line is not indented enough to continue it. Close the quote, or indent the next lines further "
        + "than the key.";

    public static string TooDeep { get; } = $"Lists and maps are nested more than {YamlLimits.Depth} deep.";

    public static string TooManyValues { get; } = $"The document has more than {YamlLimits.Nodes:N0} values. Split it into several files.";

    public static string Reserved(char character) => $"A value cannot begin with '{character}'. Put it in quotes.";

    /// <summary>A shortened name for messages; a name can be as long as the file.</summary>
    public static string Short(string name) => name.Length <= 60 ? name : name[..60] + "…";

    private const string BlockStartsBlank =
        "A block of text begins here with an empty line that is indented further than the text. Remove the spaces of that line.";

    private const string OpenBracket = "A '[' or '{' is not closed. Add the missing bracket or comma, or quote the value.";

    private const string NeitherKeyNorValue =
        "This line is neither 'key: value' nor part of the value above it. Put a space after the colon, or correct the indentation.";

    /// <summary>Explains an error; common mistakes have their own messages.</summary>
    public static YamlProblem Explain(string text, DocumentSlice slice, SyntaxException fault)
    {
        if (fault.Fault is SyntaxFault.TooDeep or SyntaxFault.TooManyValues)
        {
            return fault.Fault == SyntaxFault.TooDeep
                ? new YamlProblem(YamlProblemKind.TooDeep, TooDeep, fault.Start, fault.Start)
                : new YamlProblem(YamlProblemKind.TooManyNodes, TooManyValues, fault.Start, fault.Start);
        }

        var start = Math.Clamp(fault.Start, slice.Start, slice.End);
        var line = LineAt(text, slice, start);
        var (at, message) = Advice(text, slice, fault, start, line);
        var end = Math.Clamp(fault.End, at, slice.End);
        return new YamlProblem(YamlProblemKind.Syntax, message, at, at + text.AsSpan(at, end - at).TrimEnd(" \t\r\n").Length);
    }

    private static (int At, string Message) Advice(string text, DocumentSlice slice, SyntaxException fault, int start, (int Start, string Text) line)
    {
        if (fault.Fault is SyntaxFault.OpenQuote or SyntaxFault.QuoteTooFarLeft or SyntaxFault.Escape or SyntaxFault.EscapeNumber or SyntaxFault.BlockHeader
            or SyntaxFault.BlockTooFarLeft or SyntaxFault.Tag)
        {
            return (start, MessageOf(fault.Fault));
        }

        if (TabAt(line) is { } tab)
        {
            return (tab, Tab);
        }

        if ((OddBlankAt(line) ?? (ContentAbove(text, slice, line.Start) is { } above ? OddBlankAt(above) : null)) is { } odd)
        {
            return (odd, $"This line is indented with U+{(int)text[odd]:X4}, which only looks like a space. Replace it with spaces.");
        }

        var rest = line.Text.AsSpan().TrimStart();
        if (rest.StartsWith("{{") || rest.StartsWith("{%") || rest.StartsWith("${{"))
        {
            return (start,
                "This line is a template expression, so the file is not YAML yet. Quote the expression, or exclude the template from the descriptors.");
        }

        return fault.Fault switch
        {
            SyntaxFault.ReservedStart => (start, Reserved(text, start)),
            SyntaxFault.TooFarLeft => IsField(line.Text) || string.IsNullOrWhiteSpace(line.Text) ? (fault.End, OpenBracket) : (start, TooFarLeft),
            SyntaxFault.SecondColon =>
                ColonlessLineAbove(text, slice, line) is { } colonless ? (colonless, NeitherKeyNorValue) : (start, SecondColon(line.Text, start - line.Start)),
            SyntaxFault.OutOfPlace or SyntaxFault.Indentation or SyntaxFault.NoColon or SyntaxFault.LongKey when IsAfterValue(line.Text.AsSpan(
                0, Math.Min(start - line.Start, line.Text.Length))) => (start, AfterValue),
            _ => (start, MessageOf(fault.Fault)),
        };
    }

    private static string MessageOf(SyntaxFault fault) => fault switch
    {
        SyntaxFault.AfterValue => AfterValue,
        SyntaxFault.Tab => Tab,
        SyntaxFault.OpenQuote => OpenQuote,
        SyntaxFault.QuoteTooFarLeft => QuoteTooFarLeft,
        SyntaxFault.Escape => "In double quotes a backslash begins an escape sequence such as '\\n', and this is not one. Write '\\\\', or use single quotes.",
        SyntaxFault.EscapeNumber =>
            "In double quotes '\\x', '\\u' and '\\U' are followed by the 2, 4 or 8 hexadecimal digits of a character. Write '\\\\', or use single quotes.",
        SyntaxFault.OpenBracket => OpenBracket,
        SyntaxFault.Comma =>
            "The items in brackets must be separated by one comma each. Add the missing comma, remove the extra one, or put the value in quotes.",
        SyntaxFault.BlockInBrackets => "Inside brackets, a list or map needs its own brackets. Add them, or put the value in quotes.",
        SyntaxFault.NoColon or SyntaxFault.LongKey => NeitherKeyNorValue,
        SyntaxFault.BracketedKey => BracketedKey,
        SyntaxFault.Indentation => "The indentation of this line does not fit its list or map. Correct its indentation.",
        SyntaxFault.ListOnKeyLine => "A list item '- ' cannot begin here. Put the list on the lines below the key, or put the value in quotes.",
        SyntaxFault.Properties =>
            "A value can have one anchor ('&') and one tag ('!'), after its '-', '?' or ':' and, for a list, on the line above its first item. Remove this "
            + "one, or put the value in quotes.",
        SyntaxFault.OnMarkerLine => "A list or map cannot begin on the line of '---'. Begin it on the next line.",
        SyntaxFault.BlockHeader =>
            "After '|' or '>', only a comment may follow on the same line. Put the text on the next line, indented, or put the value in quotes.",
        SyntaxFault.BlockTooFarLeft => BlockTooFarLeft,
        SyntaxFault.BlockStartsBlank => BlockStartsBlank,
        SyntaxFault.Alias => "A value that begins with '&' or '*' is an anchor or alias, and this is neither. Put it in quotes.",
        SyntaxFault.Tag => "A value that begins with '!' has a tag, and this one cannot be read. Put the value in quotes, or remove the tag.",
        SyntaxFault.NoBlank => "A space is required here: before a comment, and after an anchor ('&') or a tag ('!'). Add it, or put the value in quotes.",
        _ => OutOfPlace,
    };

    private static bool IsField(string line) => HasColon(line) || line.TrimStart().StartsWith("- ", StringComparison.Ordinal);

    private static (int Start, string Text) LineAt(string text, DocumentSlice slice, int at)
    {
        const int LongestLine = 400;
        var start = at == 0 ? 0 : text.LastIndexOf('\n', at - 1) + 1;
        var end = text.IndexOf('\n', start);
        end = Math.Min(end < 0 ? text.Length : end, slice.End);
        return (start, text[start..Math.Min(Math.Max(start, end), start + LongestLine)]);
    }

    private static int? TabAt((int Start, string Text) line)
    {
        var blank = line.Text.Length - line.Text.AsSpan().TrimStart(" \t").Length;
        var tab = line.Text.AsSpan(0, blank).IndexOf('\t');
        return tab >= 0 && blank < line.Text.TrimEnd().Length ? line.Start + tab : null;
    }

    private static int? OddBlankAt((int Start, string Text) line)
    {
        var indentation = Indentation(line.Text);
        return indentation < line.Text.Length && line.Text[indentation] > '\u007f' && char.IsWhiteSpace(line.Text[indentation])
            ? line.Start + indentation
            : null;
    }

    // 'owner payments' above 'system: checkout': the colon is missing in the line above. That line may also continue a
    // value that began further left; then the line below has to be fixed.
    private static int? ColonlessLineAbove(string text, DocumentSlice slice, (int Start, string Text) line)
    {
        var above = ContentAbove(text, slice, line.Start);
        var before = above is { } a ? ContentAbove(text, slice, a.Start) : null;
        return above is { } suspect
            && Indentation(suspect.Text) <= Indentation(line.Text)
            && !HasColon(suspect.Text)
            && !suspect.Text.TrimStart().StartsWith('-')
            && (before is not { } first || Indentation(first.Text) >= Indentation(suspect.Text) || first.Text.TrimEnd().EndsWith(':'))
                ? suspect.Start + Indentation(suspect.Text)
                : null;
    }

    private static (int Start, string Text)? ContentAbove(string text, DocumentSlice slice, int lineStart)
    {
        while (lineStart > slice.Start)
        {
            var line = LineAt(text, slice, lineStart - 1);
            if (line.Text.AsSpan().TrimStart() is [not '#', ..])
            {
                return line.Text.StartsWith("---", StringComparison.Ordinal) ? null : line;
            }

            lineStart = line.Start;
        }

        return null;
    }

    private static int Indentation(string line) => line.Length - line.AsSpan().TrimStart(' ').Length;

    private static bool HasColon(string line) => line.Contains(": ", StringComparison.Ordinal) || line.TrimEnd().EndsWith(':');

    private static bool IsAfterValue(ReadOnlySpan<char> before)
    {
        var value = before.TrimEnd(" \t");
        return !value.IsEmpty && value[^1] is '"' or '\'' or ']' or '}';
    }

    // 'description: Orders: all of them', or a line further right than the field above it.
    private static string SecondColon(string line, int at) => line.AsSpan(0, Math.Clamp(at, 0, line.Length)).Contains(": ", StringComparison.Ordinal)
        ? "This value contains ': ', which would begin a map. Put the value in quotes."
        : "A ': ' is not allowed here, because no map can begin: the line is indented too far for a field, or the value above must be quoted.";

    private static string Reserved(string text, int at) =>
        at < text.Length && !char.IsControl(text[at]) ? Reserved(text[at]) : "A value cannot begin with a control character. Remove it.";
}
