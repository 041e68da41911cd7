namespace Automation.Yaml.Reading;

/// <summary>Says what is wrong with a text that is not YAML, and points at the place a person has to change.</summary>
internal static class SyntaxAdvice
{
    public const string StrayText = "This text stands after the document has ended. Remove it, or begin a new document with '---'.";

    public const string MissingMarker = "A line with '---' must stand between the directives ('%…') and the document.";

    public const string Tab = "A tab is used as indentation here; YAML allows only spaces. Replace it with spaces.";

    public const string TooFarLeft = "This line continues the value above it and must be indented further than the value's key.";

    public const string OutOfPlace = "This text cannot stand here. Close the bracket or quote that is open above it, or indent it further than the key that it belongs to.";

    public static string Reserved(char character) => $"A value cannot begin with '{character}'. Put it in quotes.";

    /// <summary>What a message quotes of a name, which may be as long as the file.</summary>
    public static string Short(string name) => name.Length <= 60 ? name : name[..60] + "…";

    /// <summary>Turns the parser's complaint into a problem; the usual mistakes get words of their own.</summary>
    public static YamlProblem Explain(string text, DocumentSlice slice, int start, int end, string complaint)
    {
        var (lineStart, line) = LineAt(text, slice, start);
        var (at, message) = (complaint, line.TrimStart()) switch
        {
            _ when TabIndentation(line) is { } tab => (lineStart + tab, Tab),
            (OutOfPlace, _) => (start, OutOfPlace),
            _ when complaint.Contains(" tab ", StringComparison.Ordinal) && TabBelow(text, slice, start) is { } below => (below, Tab),
            (_, var rest) when rest.StartsWith("{{") || rest.StartsWith("{%") || rest.StartsWith("${{") =>
                (start, "This line is a template expression, so the file is not YAML yet. Quote the expression, or leave the template out of the descriptors that are checked."),
            _ when complaint.Contains("cannot start any token", StringComparison.Ordinal) =>
                (start, $"A value cannot begin with '{Visible(text, start)}'. Put it in quotes."),
            _ when complaint.Contains("unexpected end of stream", StringComparison.Ordinal) && complaint.Contains("quoted", StringComparison.Ordinal) =>
                (start, "A quote is opened here and never closed. Close it."),
            _ when complaint.Contains("invalid mapping", StringComparison.Ordinal) || complaint.Contains("Mapping values are not allowed", StringComparison.OrdinalIgnoreCase) =>
                (start, "A ': ' stands where no map can begin: the value must be quoted, or the line is indented wrongly."),
            _ when complaint.Contains("did not find expected node content", StringComparison.Ordinal) =>
                (start, "No value can begin here: one is missing, or a '[' or '{' above is not closed."),
            _ when complaint.Contains("flow sequence", StringComparison.Ordinal) || complaint.Contains("flow mapping", StringComparison.Ordinal) =>
                (start, "A '[' or '{' is opened and not closed as it should be. Add the missing bracket or comma, or quote the value."),
            _ when complaint.Contains("could not find expected ':'", StringComparison.Ordinal) || complaint.Contains("expected ':'", StringComparison.Ordinal) =>
                (start, "This line is neither 'key: value' nor part of the value above it. Put a space after the colon, or mend the indentation."),
            _ when complaint.Contains("block mapping", StringComparison.Ordinal) || complaint.Contains("expected key", StringComparison.Ordinal) =>
                (start, "This line does not fit the map it stands in. Mend its indentation."),
            _ => (start, $"This is not YAML: {Sentence(complaint)}"),
        };

        return new YamlProblem(YamlProblemKind.Syntax, message, Math.Min(at, slice.End), Math.Min(Math.Max(at, end), slice.End));
    }

    private static (int Start, string Line) LineAt(string text, DocumentSlice slice, int at)
    {
        at = Math.Clamp(at, slice.Start, slice.End);
        var start = at == 0 ? 0 : text.LastIndexOf('\n', at - 1) + 1;
        var end = text.IndexOf('\n', start);
        end = end < 0 ? text.Length : end;
        return (start, text[start..Math.Min(end, start + 400)]);
    }

    // The complaint is about a tab, but names the key or value above it.
    private static int? TabBelow(string text, DocumentSlice slice, int start)
    {
        for (var line = text.IndexOf('\n', start, slice.End - start) + 1; line > 0; line = text.IndexOf('\n', line, slice.End - line) + 1)
        {
            var rest = text.AsSpan(line, slice.End - line);
            var blank = rest.IndexOfAnyExcept(" \t");
            var tab = rest[..Math.Max(blank, 0)].IndexOf('\t');
            if (tab >= 0 && rest[blank] is not ('\r' or '\n' or '#'))
            {
                return line + tab;
            }
        }

        return null;
    }

    private static int? TabIndentation(string line)
    {
        var blank = line.Length - line.AsSpan().TrimStart(" \t").Length;
        var tab = line.AsSpan(0, blank).IndexOf('\t');
        return tab < 0 ? null : tab;
    }

    private static string Visible(string text, int at) =>
        at >= text.Length ? "" : char.IsControl(text[at]) ? $"\\u{(int)text[at]:x4}" : text[at].ToString();

    private static string Sentence(string complaint)
    {
        // It may quote a tag or an anchor in full.
        var words = complaint[..Math.Min(complaint.Length, 300)].ReplaceLineEndings(" ").Trim();
        return words.Length == 0 ? "it cannot be read." : words.EndsWith('.') ? words : words + ".";
    }
}
