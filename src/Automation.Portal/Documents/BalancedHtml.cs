using System.Collections.Frozen;
using System.Text;

namespace Automation.Portal.Documents;

/// <summary>
/// HTML with every element closed, few levels deep, and only elements that documents need. It makes the work of a parser proportional to the text:
/// unclosed formatting elements alone can make a tree that is quadratic in it. What may stay is decided later, by the sanitizer.
/// </summary>
internal sealed class BalancedHtml
{
    public const int Deepest = 40;

    // A tag has few attributes that matter, and the README that has a longer tag is none.
    private const int LongestTag = 4_000, MostAttributes = 20;

    /// <summary>Elements that stay. Others vanish, and their text stays.</summary>
    public static readonly FrozenSet<string> Elements = FrozenSet.Create(
        StringComparer.Ordinal,
        "a", "b", "blockquote", "br", "caption", "code", "dd", "del", "details", "div", "dl", "dt", "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i",
        "img", "ins", "kbd", "li", "mark", "ol", "p", "pre", "q", "s", "samp", "small", "span", "strong", "sub", "summary", "sup", "table", "tbody",
        "td", "tfoot", "th", "thead", "tr", "ul", "var");

    /// <summary>Attributes that stay.</summary>
    public static readonly FrozenSet<string> Attributes =
        FrozenSet.Create(StringComparer.Ordinal, "alt", "colspan", "href", "open", "rowspan", "src", "start", "title");

    private static readonly FrozenSet<string> Empty = FrozenSet.Create(StringComparer.Ordinal, "br", "hr", "img");

    // Their content is no text of the document.
    private static readonly FrozenSet<string> Dropped = FrozenSet.Create(
        StringComparer.Ordinal, "iframe", "math", "noembed", "noframes", "noscript", "object", "script", "style", "svg", "template", "textarea",
        "title", "xmp");

    private readonly string _html;
    private readonly StringBuilder _kept;
    private readonly Stack<string> _open = new();
    private readonly HashSet<string> _unclosed = new(StringComparer.Ordinal);

    private readonly int _mostElements;
    private int _elements;

    private BalancedHtml(string html, int mostElements)
    {
        (_html, _mostElements) = (html, mostElements);
        _kept = new StringBuilder(html.Length);
    }

    /// <param name="html">The HTML.</param>
    /// <param name="mostElements">How many elements are kept.</param>
    /// <param name="cut">Whether there were more: what follows is left out.</param>
    public static string Of(string html, int mostElements, out bool cut)
    {
        var balanced = new BalancedHtml(html, mostElements);
        var kept = balanced.Read();
        cut = balanced._elements > mostElements;
        return kept;
    }

    private string Read()
    {
        var position = 0;
        while (position < _html.Length)
        {
            var tag = _html.IndexOf('<', position);
            if (tag < 0)
            {
                break;
            }

            _kept.Append(_html, position, tag - position);
            position = Tag(tag);
            if (_elements > _mostElements)
            {
                position = _html.Length;
            }
        }

        _kept.Append(_html, position, _html.Length - position);
        while (_open.TryPop(out var name))
        {
            Close(name);
        }

        return _kept.ToString();
    }

    // Returns where the text goes on.
    private int Tag(int start)
    {
        var next = start + 1 < _html.Length ? _html[start + 1] : ' ';
        if (next is '!' or '?')
        {
            return After(_html.AsSpan(start).StartsWith("<!--") ? "-->" : ">", start);
        }

        var nameStart = start + (next == '/' ? 2 : 1);
        var nameEnd = nameStart;
        while (nameEnd < _html.Length && (char.IsAsciiLetterOrDigit(_html[nameEnd]) || _html[nameEnd] == '-'))
        {
            nameEnd++;
        }

        var attributes = new List<(string Name, string Value)>();
        var end = nameEnd == nameStart || !char.IsAsciiLetter(_html[nameStart]) || nameEnd - nameStart > 20 ? -1 : EndOfTag(nameEnd, attributes);
        if (end < 0)
        {
            _kept.Append("&lt;");
            return start + 1;
        }

        var name = _html[nameStart..nameEnd].ToLowerInvariant();
        if (next == '/')
        {
            CloseUpTo(name);
        }
        else if (Dropped.Contains(name))
        {
            return AfterElement(name, end);
        }
        else if (Elements.Contains(name) && ++_elements <= _mostElements)
        {
            OpenElement(name, attributes);
        }

        return end;
    }

    private void OpenElement(string name, List<(string Name, string Value)> attributes)
    {
        if (!Empty.Contains(name))
        {
            // Text deeper than this stays; its elements do not.
            if (_open.Count >= Deepest)
            {
                return;
            }

            _open.Push(name);
        }

        _kept.Append('<').Append(name);
        foreach (var (attribute, value) in attributes.Where(a => Belongs(a.Name, name)).DistinctBy(a => a.Name))
        {
            _kept.Append(' ').Append(attribute).Append("=\"").Append(value.Replace("\"", "&quot;", StringComparison.Ordinal)).Append('"');
        }

        _kept.Append('>');
    }

    private static bool Belongs(string attribute, string element) => attribute switch
    {
        "href" => element == "a",
        "src" or "alt" => element == "img",
        "colspan" or "rowspan" => element is "td" or "th",
        "start" => element == "ol",
        "open" => element == "details",
        _ => attribute == "title",
    };

    private void CloseUpTo(string name)
    {
        if (!_open.Contains(name))
        {
            return;
        }

        while (_open.Pop() is var open)
        {
            Close(open);
            if (open == name)
            {
                return;
            }
        }
    }

    private void Close(string name) => _kept.Append("</").Append(name).Append('>');

    // The end of the element, or of its tag if it is never closed: what follows would be lost.
    private int AfterElement(string name, int endOfTag)
    {
        if (_unclosed.Contains(name))
        {
            return endOfTag;
        }

        var close = _html.IndexOf("</" + name, endOfTag, StringComparison.OrdinalIgnoreCase);
        if (close < 0)
        {
            _unclosed.Add(name);
            return endOfTag;
        }

        return After(">", close);
    }

    private int After(string end, int start)
    {
        if (_unclosed.Contains(end))
        {
            return start + 1;
        }

        var found = _html.IndexOf(end, start, StringComparison.Ordinal);
        if (found < 0)
        {
            _unclosed.Add(end);
            return start + 1;
        }

        return found + end.Length;
    }

    // Reads the attributes. -1 if the tag has no end.
    private int EndOfTag(int start, List<(string Name, string Value)> attributes)
    {
        var i = start;
        var limit = Math.Min(_html.Length, start + LongestTag);
        while (i < limit)
        {
            var c = _html[i];
            if (c == '>')
            {
                return i + 1;
            }

            if (char.IsWhiteSpace(c) || c is '/' or '=' or '"' or '\'')
            {
                i++;
                continue;
            }

            var nameStart = i;
            while (i < limit && !char.IsWhiteSpace(_html[i]) && _html[i] is not ('=' or '>' or '/'))
            {
                i++;
            }

            var name = _html[nameStart..i].ToLowerInvariant();
            var value = "";
            var equals = i;
            while (equals < limit && char.IsWhiteSpace(_html[equals]))
            {
                equals++;
            }

            if (equals < limit && _html[equals] == '=')
            {
                (value, i) = Value(equals + 1, limit);
                if (i < 0)
                {
                    return -1;
                }
            }

            if (attributes.Count < MostAttributes)
            {
                attributes.Add((name, value));
            }
        }

        return -1;
    }

    private (string Value, int End) Value(int start, int limit)
    {
        var i = start;
        while (i < limit && char.IsWhiteSpace(_html[i]))
        {
            i++;
        }

        if (i < limit && _html[i] is '"' or '\'')
        {
            var close = _html.IndexOf(_html[i], i + 1, limit - i - 1);
            return close < 0 ? ("", -1) : (_html[(i + 1)..close], close + 1);
        }

        var valueStart = i;
        while (i < limit && !char.IsWhiteSpace(_html[i]) && _html[i] != '>')
        {
            i++;
        }

        return (_html[valueStart..i], i);
    }
}
