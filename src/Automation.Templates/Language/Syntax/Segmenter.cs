using Automation.Templates.Language.Values;

namespace Automation.Templates.Language.Syntax;

/// <summary>
/// Cuts a template into text, expressions and tags, and drops comments. A <c>-</c> inside a delimiter removes the white space beside it; the options
/// <c>trimBlocks</c> and <c>lstripBlocks</c> remove the line end after a tag and the indentation before it.
/// </summary>
internal sealed class Segmenter(string source, TemplateOptions options)
{
    // The largest public templates have some thousands; each takes memory.
    private const int MostSegments = 64 * 1024;

    private const string TagOpen = "{%";
    private const string TagClose = "%}";
    private const string CommentOpen = "{#";
    private const string CommentClose = "#}";
    private const string ExpressionClose = "}}";

    private readonly string _expressionOpen = options.IsCookiecutter ? "{{" : "${{";
    private readonly List<Segment> _segments = [];
    private int _textStart;
    private bool _trimsNext;
    private bool _isAfterRaw;

    /// <summary>The segments of the template, in order.</summary>
    /// <exception cref="TemplateException">A delimiter has no partner.</exception>
    public IReadOnlyList<Segment> Cut()
    {
        var at = 0;
        while (at < source.Length)
        {
            at = source[at] switch
            {
                '$' or '{' when Starts(_expressionOpen, at) => Expression(at),
                '{' when Starts(TagOpen, at) => Tag(at),
                '{' when Starts(CommentOpen, at) => Comment(at),
                '#' when Starts(CommentClose, at) => throw new TemplateException("'#}' ends a comment that has no start '{#'.", at),
                _ => Next(at),
            };
        }

        Text(source.Length, trimsEnd: false);
        return _segments;
    }

    private void Add(Segment segment)
    {
        if (_segments.Count == MostSegments)
        {
            throw new TemplateException(
                $"The template has more than {MostSegments:N0} pieces of text, expressions and tags: split it into several files.", segment.Start);
        }

        _segments.Add(segment);
    }

    private bool Starts(string delimiter, int at) => string.CompareOrdinal(source, at, delimiter, 0, delimiter.Length) == 0;

    private int Next(int at)
    {
        var found = source.AsSpan(at + 1).IndexOfAny('$', '{', '#');
        return found < 0 ? source.Length : at + 1 + found;
    }

    private int Expression(int at)
    {
        var inner = Delimited(at, _expressionOpen, ExpressionClose, "The expression is not closed with '}}'.");
        Text(at, inner.TrimsBefore);
        Add(new Segment(SegmentKind.Expression, at, inner.Start, inner.End));
        return Continue(inner.After, inner.TrimsAfter);
    }

    private int Tag(int at)
    {
        var inner = Delimited(at, TagOpen, TagClose, "The tag is not closed with '%}'.");
        Text(options.LstripBlocks && !inner.TrimsBefore ? BeforeIndentation(at) : at, inner.TrimsBefore);
        var words = source.AsSpan(inner.Start, inner.End - inner.Start).Trim();
        var name = words[..(words.IndexOfAnyExceptInRange('A', 'z') is >= 0 and var length ? length : words.Length)];
        if (name is "raw" or "verbatim")
        {
            if (name.Length != words.Length)
            {
                throw new TemplateException($"'{name}' takes nothing after its name.", at);
            }

            return Raw(at, name.ToString(), AfterLineEnd(inner));
        }

        var end = inner.Start + source.AsSpan(inner.Start, inner.End - inner.Start).TrimEnd().Length;
        Add(new Segment(SegmentKind.Tag, at, inner.Start, end));
        return Continue(AfterLineEnd(inner), inner.TrimsAfter);
    }

    private int Comment(int at)
    {
        var close = source.IndexOf(CommentClose, at + CommentOpen.Length, StringComparison.Ordinal);
        if (close < 0)
        {
            throw new TemplateException("The comment is not closed with '#}'. Text with '{#' belongs between {% raw %} and {% endraw %}.", at);
        }

        Text(at, trimsEnd: source[at + CommentOpen.Length] == '-');
        return Continue(close + CommentClose.Length, trims: source[close - 1] == '-' && close - 1 >= at + CommentOpen.Length);
    }

    // Between raw and endraw everything is text, but raw blocks nest. The end tag has no '-'.
    private int Raw(int at, string name, int start)
    {
        var depth = 1;
        var position = start;
        while (source.IndexOf(TagOpen, position, StringComparison.Ordinal) is >= 0 and var open)
        {
            position = open + TagOpen.Length;
            if (EndOfTag(open, name) is { } nested)
            {
                (position, depth) = (nested, depth + 1);
            }
            else if (EndOfTag(open, $"end{name}") is { } after)
            {
                (position, depth) = (after, depth - 1);
            }

            if (depth == 0)
            {
                Add(start, open);
                return source.AsSpan(open, position - open).ContainsAny('\n', '\r')
                    ? throw new TemplateException($"'{{% end{name} %}}' must be on one line.", open)
                    : AfterRaw(position, hasText: open > start);
            }
        }

        throw new TemplateException($"'{name}' has no '{{% end{name} %}}'.", at);
    }

    // The end of a tag that is only this word; null where it is another. It looks no further than it must, because raw text can be full of {%.
    private int? EndOfTag(int open, string word)
    {
        var at = AfterBlanks(open + TagOpen.Length);
        if (!Starts(word, at))
        {
            return null;
        }

        at = AfterBlanks(at + word.Length);
        return Starts(TagClose, at) ? at + TagClose.Length : null;
    }

    private int AfterBlanks(int at)
    {
        while (at < source.Length && char.IsWhiteSpace(source[at]))
        {
            at++;
        }

        return at;
    }

    private int Continue(int at, bool trims)
    {
        (_textStart, _trimsNext, _isAfterRaw) = (at, trims, false);
        return at;
    }

    private int AfterRaw(int at, bool hasText)
    {
        Continue(at, trims: false);
        _isAfterRaw = hasText;
        return at;
    }

    private void Text(int end, bool trimsEnd)
    {
        var start = _textStart;
        while (_trimsNext && start < end && char.IsWhiteSpace(source[start]))
        {
            start++;
        }

        end = trimsEnd ? WithoutBlanks(start, end) : end;
        Add(start, end);

        // The end of raw text, with nothing but white space behind it, is trimmed like other text.
        if (trimsEnd && end == start && _isAfterRaw && _segments[^1] is var raw)
        {
            _segments.RemoveAt(_segments.Count - 1);
            Add(raw.Start, WithoutBlanks(raw.Start, raw.End));
        }
    }

    private int WithoutBlanks(int start, int end)
    {
        while (end > start && char.IsWhiteSpace(source[end - 1]))
        {
            end--;
        }

        return end;
    }

    private void Add(int start, int end)
    {
        if (end > start)
        {
            Add(new Segment(SegmentKind.Text, start, start, end));
        }
    }

    private int BeforeIndentation(int at)
    {
        var start = at;
        while (start > _textStart && source[start - 1] is ' ' or '\t')
        {
            start--;
        }

        return start == 0 || source[start - 1] is '\n' ? start : at;
    }

    private int AfterLineEnd(Inner inner)
    {
        var rest = source.AsSpan(inner.After);
        return !options.TrimBlocks || inner.TrimsAfter ? inner.After : inner.After + (rest is ['\n', ..] ? 1 : rest is ['\r', '\n', ..] ? 2 : 0);
    }

    // The closing delimiter is the first one outside of a text or a regular expression.
    private Inner Delimited(int at, string open, string close, string error)
    {
        var start = at + open.Length;
        var trimsBefore = start < source.Length && source[start] == '-';
        start += trimsBefore ? 1 : 0;
        for (var i = start; i < source.Length; i++)
        {
            if (Starts(close, i))
            {
                var trimsAfter = i > start && source[i - 1] == '-';
                return new Inner(start, trimsAfter ? i - 1 : i, i + close.Length, trimsBefore, trimsAfter);
            }

            var end = source[i] is '"' or '\'' ? LiteralEnd(i, source[i])
                : source[i] == 'r' && i + 1 < source.Length && source[i + 1] == '/' && !IsInName(i - 1) ? LiteralEnd(i + 1, '/')
                : i;
            if (end < 0)
            {
                break;
            }

            i = end;
        }

        throw new TemplateException(error, at);
    }

    private bool IsInName(int at) => char.IsAsciiLetterOrDigit(source[at]) || source[at] is '_' or '.';

    private int LiteralEnd(int start, char quote)
    {
        for (var i = start + 1; i < source.Length; i++)
        {
            if (source[i] == '\\')
            {
                i++;
            }
            else if (source[i] == quote)
            {
                return i;
            }
        }

        return -1;
    }

    private readonly record struct Inner(int Start, int End, int After, bool TrimsBefore, bool TrimsAfter);
}
