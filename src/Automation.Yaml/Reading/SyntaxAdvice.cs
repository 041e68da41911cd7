namespace Automation.Yaml.Reading;

/// <summary>Says what is wrong with a text that is not YAML, and points at the place a person has to change.</summary>
internal static class SyntaxAdvice
{
    public const string StrayText = "This text stands after the document has ended. Remove it, or begin a new document with '---'.";

    public const string MissingMarker = "A line with '---' must stand between the directives ('%…') and the document.";

    public const string Tab = "A tab is used as indentation here; YAML allows only spaces. Replace it with spaces.";

    public const string TooFarLeft = "This line continues the value above it and must be indented further than the value's key.";

    public const string OutOfPlace = "This text cannot stand here. Close the bracket or quote that is open above it, or indent it further than the key that it belongs to.";

    public const string BlockTooFarLeft = "This line belongs to the block of text above it and must be indented as far as the block's first line. A tab counts as text.";

    public const string BracketedKey = "A list or map in brackets cannot be a key here. Put the key in quotes.";

    public const string AfterValue = "Text stands after the end of a value in quotes or brackets. Put the whole value in quotes, or remove the text.";

    public const string OpenQuote = "A quote is opened here and never closed. Close it.";

    public const string QuoteTooFarLeft = "This quote is not closed on its line, and the next line is not indented as its continuation. Close the quote, or indent the lines that continue it further than the key.";

    public static string Reserved(char character) => $"A value cannot begin with '{character}'. Put it in quotes.";

    /// <summary>What a message quotes of a name, which may be as long as the file.</summary>
    public static string Short(string name) => name.Length <= 60 ? name : name[..60] + "…";

    // What YamlDotNet complains about, and what a person has to do about it; the first that fits.
    private static readonly (string Complaint, string Message)[] Words =
    [
        ("unexpected document indicator", OpenQuote),
        ("unexpected end of stream", OpenQuote),
        ("wrong indentation", QuoteTooFarLeft),
        ("unknown escape character", "In double quotes a backslash begins an escape such as '\\n', and this is none. Write '\\\\', or use single quotes."),
        ("did not find expected hexadecimal", "In double quotes '\\x', '\\u' and '\\U' are followed by 2, 4 or 8 hexadecimal digits. Write '\\\\', or use single quotes."),
        ("invalid Unicode", "In double quotes '\\u' and '\\U' must name a character that exists."),
        ("extra spaces in first line", BlockStartsBlank),
        ("more spaces in lines above", BlockStartsBlank),
        ("scanning a block scalar", "After '|' or '>' only a comment may follow on the line. Put the text on the next line, indented, or the value in quotes."),
        ("scanning a literal block scalar", BlockTooFarLeft),
        ("sequence entries are not allowed", "A list item '- ' stands where none can begin. Put the list on lines of its own below the key, or the value in quotes."),
        ("before sequence entry", "An anchor or tag stands before a '- '. Put it after the dash, or on the line of the list's key."),
        ("keys are not allowed", "A value cannot begin with '? '. Put it in quotes."),
        ("flow sequence", OpenBracket),
        ("flow mapping", OpenBracket),
        ("scanning an anchor or alias", "A value that begins with '&' or '*' is an anchor or alias, and this is neither. Put it in quotes."),
        ("expected alphabetic or numeric character", "A value that begins with '&' or '*' is an anchor or alias, and this is neither. Put it in quotes."),
        (" tab ", "A tab stands among the blanks here where YAML allows only spaces. Replace it with spaces."),
        ("tag", "A value that begins with '!' has a tag, and this one cannot be read. Put the value in quotes, or remove the tag."),
        ("could not find expected ':'", NeitherKeyNorValue),
        ("expected ':'", NeitherKeyNorValue),
        ("did not find expected '-'", "This line stands where the next item of a list is expected. Begin it with '- ', or mend its indentation."),
        ("block mapping", "This line does not fit the map it stands in. Mend its indentation."),
        ("expected key", "This line does not fit the map it stands in. Mend its indentation."),
        ("<document", "This line does not fit what stands above it, whose value has ended. Mend its indentation, or begin a new document with '---'."),
        ("expected node content", "No value can begin here: one is missing, or a '[' or '{' is not closed."),
    ];

    private const string BlockStartsBlank = "A block of text begins here with a blank line that is indented further than the text. Remove its blanks.";

    private const string OpenBracket = "A '[' or '{' is opened and not closed as it should be. Add the missing bracket or comma, or quote the value.";

    private const string NeitherKeyNorValue = "This line is neither 'key: value' nor part of the value above it. Put a blank after the colon, or mend the indentation.";

    /// <summary>Turns the parser's complaint into a problem; the usual mistakes get words of their own.</summary>
    public static YamlProblem Explain(string text, DocumentSlice slice, int start, int end, string complaint)
    {
        start = Math.Clamp(start, slice.Start, slice.End);
        var line = LineAt(text, slice, start);
        var rest = line.Text.AsSpan().TrimStart();
        var (at, message) = complaint switch
        {
            _ when TabAt(text, slice, start, complaint) is { } tab => (tab, Tab),
            OutOfPlace => (start, OutOfPlace),
            _ when (OddBlankAt(line) ?? (ContentAbove(text, slice, line.Start) is { } above ? OddBlankAt(above) : null)) is { } odd =>
                (odd, $"This line is indented with U+{(int)text[odd]:X4}, which looks like a space and is none. Replace it with spaces."),
            _ when rest.StartsWith("{{") || rest.StartsWith("{%") || rest.StartsWith("${{") =>
                (start, "This line is a template expression, so the file is not YAML yet. Quote the expression, or leave the template out of the descriptors that are checked."),
            _ when complaint.Contains("cannot start any token", StringComparison.Ordinal) => (start, Reserved(text, start)),
            _ when complaint.Contains("apping values are not allowed", StringComparison.Ordinal) || complaint.Contains("invalid mapping", StringComparison.Ordinal) =>
                ColonlessLineAbove(text, slice, line) is { } colonless ? (colonless, NeitherKeyNorValue) : (start, SecondColon(line.Text, start - line.Start)),
            _ when IsAfterValue(line.Text.AsSpan(0, Math.Min(start - line.Start, line.Text.Length))) => (start, AfterValue),
            _ => (start, Words.FirstOrDefault(w => complaint.Contains(w.Complaint, StringComparison.Ordinal)).Message ?? $"This is not YAML: {Sentence(complaint)}"),
        };

        return new YamlProblem(YamlProblemKind.Syntax, message, at, Math.Clamp(end, at, slice.End));
    }

    private static (int Start, string Text) LineAt(string text, DocumentSlice slice, int at)
    {
        const int LongestLine = 400;
        var start = at == 0 ? 0 : text.LastIndexOf('\n', at - 1) + 1;
        var end = text.IndexOf('\n', start);
        end = Math.Min(end < 0 ? text.Length : end, slice.End);
        return (start, text[start..Math.Min(Math.Max(start, end), start + LongestLine)]);
    }

    // The tab of the line itself; for a complaint about tabs, that of the first line after it that begins with one.
    private static int? TabAt(string text, DocumentSlice slice, int start, string complaint)
    {
        for (var at = start; ;)
        {
            var line = LineAt(text, slice, at);
            var blank = line.Text.Length - line.Text.AsSpan().TrimStart(" \t").Length;
            var tab = line.Text.AsSpan(0, blank).IndexOf('\t');
            if (tab >= 0 && blank < line.Text.TrimEnd().Length)
            {
                return line.Start + tab;
            }

            at = complaint.Contains(" tab ", StringComparison.Ordinal) ? text.IndexOf('\n', at, slice.End - at) + 1 : 0;
            if (at <= start)
            {
                return null;
            }
        }
    }

    private static int? OddBlankAt((int Start, string Text) line)
    {
        var indentation = Indentation(line.Text);
        return indentation < line.Text.Length && line.Text[indentation] > '\u007f' && char.IsWhiteSpace(line.Text[indentation]) ? line.Start + indentation : null;
    }

    // 'owner payments' above 'system: checkout': the line above lacks its colon. It may also go on with a
    // value that began further left; then the line below is the one to mend.
    private static int? ColonlessLineAbove(string text, DocumentSlice slice, (int Start, string Text) line)
    {
        var above = ContentAbove(text, slice, line.Start);
        var before = above is { } a ? ContentAbove(text, slice, a.Start) : null;
        return above is { } suspect && Indentation(suspect.Text) <= Indentation(line.Text) && !HasColon(suspect.Text) && !suspect.Text.TrimStart().StartsWith('-')
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
        ? "This value holds a ': ', which would begin a map. Put the value in quotes."
        : "A ': ' stands where no map can begin: the line is indented too far for a field, or the value above must be quoted.";

    private static string Reserved(string text, int at) =>
        at < text.Length && !char.IsControl(text[at]) ? Reserved(text[at]) : "A control character stands where a value begins. Remove it.";

    private static string Sentence(string complaint)
    {
        // It may quote a tag or an anchor in full.
        var words = complaint[..Math.Min(complaint.Length, 300)].ReplaceLineEndings(" ").Trim();
        return words.Length == 0 ? "it cannot be read." : words.EndsWith('.') ? words : words + ".";
    }
}
