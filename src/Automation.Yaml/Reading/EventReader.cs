using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Automation.Yaml.Reading;

/// <summary>YamlDotNet's events over one document's slice, with offsets into the whole text, and its errors as problems.</summary>
internal sealed class EventReader
{
    private readonly string _text;
    private readonly DocumentSlice _slice;
    private readonly Excerpt _excerpt;
    private readonly Parser _parser;
    private readonly List<int> _openBrackets = [];

    /// <summary>Reads a slice of a text, without some stretches of it that mean nothing.</summary>
    public EventReader(string text, DocumentSlice slice, IReadOnlyList<(int Start, int End)> without)
    {
        (_text, _slice) = (text, slice);
        _excerpt = new Excerpt(text, slice.Start, slice.End, Prelude(text, slice), without);
        _parser = new Parser(new Scanner(new ExcerptReader(_excerpt), skipComments: true));
    }

    public ParsingEvent Current => _parser.Current!;

    /// <summary>Moves to the document's first node; false where it has none.</summary>
    public bool MoveToContent()
    {
        do
        {
            MoveNext();
        }
        while (Current is StreamStart or DocumentStart);

        return Current is NodeEvent or AnchorAlias;
    }

    /// <summary>Reads what is left, which must be the end: a second document within one slice is stray text.</summary>
    public void Finish()
    {
        while (Current is not StreamEnd)
        {
            MoveNext();
            if (Current is DocumentStart or NodeEvent or AnchorAlias)
            {
                var (start, end) = SpanOf(Current);
                throw new UnreadableDocumentException(new YamlProblem(YamlProblemKind.Syntax, SyntaxAdvice.StrayText, start, end));
            }
        }
    }

    public void MoveNext()
    {
        try
        {
            _parser.MoveNext();
            CountBrackets();
        }
        catch (YamlException e)
        {
            // A bracket that is missing at the end is missing where it was opened.
            var isAtEnd = _text.AsSpan(Offset(e.Start), _slice.End - Offset(e.Start)).IsWhiteSpace();
            var start = isAtEnd && _openBrackets is [.., var bracket] ? bracket : Offset(e.Start);
            throw Unreadable(start, Offset(e.End), e.Message);
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or IndexOutOfRangeException or FormatException or OverflowException)
        {
            // The scanner leaves by these on some malformed texts, for example a plain scalar that runs into an unclosed '['.
            if (_openBrackets is [.., var bracket])
            {
                throw Unreadable(bracket, bracket, "flow sequence");
            }

            var at = _parser.Current is { } last ? Offset(last.End) : _slice.Start;
            var blank = _text.AsSpan(at, _slice.End - at).IndexOfAnyExcept(" \t\r\n,");
            at = blank < 0 ? at : at + blank;
            throw Unreadable(at, at, SyntaxAdvice.OutOfPlace);
        }
    }

    /// <summary>Where an event stands: its own characters, without the blanks and line breaks that YamlDotNet counts in.</summary>
    public (int Start, int End) SpanOf(ParsingEvent e)
    {
        var (start, end) = (Offset(e.Start), Offset(e.End));
        return (start, start + _text.AsSpan(start, Math.Max(0, end - start)).TrimEnd(" \t\r\n").Length);
    }

    /// <summary>The start of a list or map. One in block style cannot stand after a tab, which YamlDotNet lets pass.</summary>
    public int StartOf(ParsingEvent e, bool isBlock)
    {
        var start = Offset(e.Start);
        var line = Math.Max(0, start - ColumnOf(e));
        var before = _text.AsSpan(line, start - line);
        var blank = before[before.TrimEnd(" \t").Length..];
        if (isBlock && blank.Contains('\t'))
        {
            throw new UnreadableDocumentException(new YamlProblem(YamlProblemKind.Syntax, SyntaxAdvice.Tab, start - blank.Length + blank.IndexOf('\t'), start));
        }

        return start;
    }

    /// <summary>Whether an event stands nowhere: the map of the one pair in <c>[a: b]</c>, which has no brackets of its own.</summary>
    public static bool HasNoPlace(ParsingEvent e) => e.End.Index == 0;

    /// <summary>The column an event begins at, from 0. Taken from the event: to search for the line's beginning takes too long on a line of megabytes.</summary>
    public static int ColumnOf(ParsingEvent e) => (int)e.Start.Column - 1;

    /// <summary>The end of a list or map: its bracket in flow style, its last value's end in block style.</summary>
    public int EndOf(ParsingEvent end, bool isFlow, int lastChild)
    {
        // YamlDotNet puts the event before the bracket.
        var at = Offset(end.Start);
        return !isFlow ? lastChild : at < _slice.End && _text[at] is ']' or '}' ? at + 1 : at;
    }

    private void CountBrackets()
    {
        switch (_parser.Current)
        {
            case SequenceStart { Style: SequenceStyle.Flow } or MappingStart { Style: MappingStyle.Flow }:
                _openBrackets.Add(Offset(_parser.Current.Start));
                break;
            case SequenceEnd or MappingEnd when _openBrackets.Count > 0:
                _openBrackets.RemoveAt(_openBrackets.Count - 1);
                break;
        }
    }

    private int Offset(Mark mark) => _excerpt.OffsetOf((int)mark.Index);

    private UnreadableDocumentException Unreadable(int start, int end, string message) =>
        new(SyntaxAdvice.Explain(_text, _slice, start, end, message));

    // The tag handles that are in force, as directives that YamlDotNet understands; a document must then begin with its marker.
    private static string Prelude(string text, DocumentSlice slice)
    {
        var tags = string.Concat(slice.Tags.Where(t => IsHandle(t.Key) && IsPrefix(t.Value)).Select(t => $"%TAG {t.Key} {t.Value}\n"));
        return tags.Length == 0 || text.AsSpan(slice.Start).StartsWith("---") ? tags : tags + "---\n";
    }

    private static bool IsHandle(string handle) => handle is ['!'] or ['!', .., '!'] && handle.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '!');

    private static bool IsPrefix(string prefix) => prefix.All(c => char.IsAsciiLetterOrDigit(c) || "!:/?#;@&=+$.~*'()_-,".Contains(c, StringComparison.Ordinal));
}
