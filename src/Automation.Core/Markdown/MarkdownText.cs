using System.Text;
using Automation.Core.Text;

namespace Automation.Core.Markdown;

/// <summary>
/// Text of a repository as Markdown that renders as that text and does nothing else: no markup, no HTML, no mention that notifies, no reference to an issue,
/// commit or
/// address. It is one line; the caller puts fixed text before it, because list and heading marks have an effect only at the start of a line.
/// </summary>
/// <remarks>
/// GitHub looks for mentions, references and addresses in the rendered text, where an escape has no effect, but not in code
/// (GitHub Docs, "Autolinked references and URLs"). So a word that would become one is shown as code, like all quotations in messages.
/// </remarks>
public static class MarkdownText
{
    /// <summary>The most characters of one piece of a repository's text that a report quotes.</summary>
    public const int Longest = 300;

    /// <param name="limit">The maximum number of characters shown.</param>
    /// <param name="inTable">Whether it is in a cell of a table.</param>
    public static string Plain(string text, int limit = Longest, bool inTable = false)
    {
        var result = new StringBuilder(text.Length + 16);
        foreach (var (piece, isCode) in Pieces(VisibleText.Of(text, limit)))
        {
            if (isCode)
            {
                result.Append(Span(piece, inTable));
            }
            else
            {
                AppendEscaped(result, piece);
            }
        }

        return result.ToString();
    }

    /// <summary>A code span. GitHub does not create links or mentions in it, so only its fence needs care.</summary>
    /// <inheritdoc cref="Plain"/>
    public static string Code(string text, int limit = Longest, bool inTable = false) => Span(VisibleText.Of(text, limit), inTable);

    /// <summary>The same as HTML, for places where Markdown is not read, such as the summary of a folded section.</summary>
    public static string HtmlCode(string text, int limit = Longest) =>
        $"<code>{VisibleText.Of(text, limit).Replace("&", "&amp;", StringComparison.Ordinal)
            .Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal)}</code>";

    /// <summary>A fence that the lines of a code block cannot close.</summary>
    public static string FenceFor(IEnumerable<string> lines) => new('`', Math.Max(3, lines.Select(LongestRunOfBackticks).DefaultIfEmpty().Max() + 1));

    /// <summary>A link, or plain text if there is no safe address.</summary>
    /// <param name="words">Markdown already.</param>
    /// <param name="address">The address; it cannot leave its place in the link, nor its cell in a table.</param>
    public static string Link(string words, string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp)
            ? $"[{words}]({Encoded(uri.AbsoluteUri)})"
            : words;

    private static string Encoded(string address) =>
        address.IndexOfAny(['(', ')', '[', ']', '|']) < 0
            ? address
            : string.Concat(address.Select(c => c is '(' or ')' or '[' or ']' or '|' ? Uri.HexEscape(c) : $"{c}"));

    // Quotations in a message, and words that GitHub would turn into a link or a mention, are code.
    private static IEnumerable<(string Piece, bool IsCode)> Pieces(string text)
    {
        for (var i = 0; i < text.Length;)
        {
            if (Quotes.At(text, i) is { } end)
            {
                yield return (text[(i + 1)..end], true);
                i = end + 1;
                continue;
            }

            if (text[i] == '(')
            {
                yield return (text[i..++i], false);
                continue;
            }

            var wordEnd = i;
            while (wordEnd < text.Length && text[wordEnd] != ' ')
            {
                wordEnd++;
            }

            var (first, last) = Autolinks.IsIn(text.AsSpan(i, wordEnd - i)) ? WithoutPunctuation(text, i, wordEnd) : (wordEnd, wordEnd);
            wordEnd = wordEnd < text.Length ? wordEnd + 1 : wordEnd;
            yield return (text[i..first], false);
            if (last > first)
            {
                yield return (text[first..last], true);
                yield return (text[last..wordEnd], false);
            }
            else
            {
                yield return (text[first..wordEnd], false);
            }

            i = wordEnd;
        }
    }

    private static (int First, int Last) WithoutPunctuation(string text, int first, int last)
    {
        while (first < last && text[first] is '\'' or '"' or '[')
        {
            first++;
        }

        while (last > first && text[last - 1] is '.' or ',' or ';' or '!' or '?' or ')' or '\'' or '"' or ']')
        {
            last--;
        }

        return (first, last);
    }

    private static string Span(string shown, bool inTable)
    {
        if (shown.Length == 0)
        {
            return "` `";
        }

        var fence = new string('`', LongestRunOfBackticks(shown) + 1);
        var room = shown[0] is '`' or ' ' || shown[^1] is '`' or ' ' ? " " : "";
        return $"{fence}{room}{(inTable ? WithoutBars(shown) : shown)}{room}{fence}";
    }

    // Cells are split before code is parsed: a bar is escaped even in code, in a way that a backslash in the text cannot cancel (GFM, "Tables").
    private static string WithoutBars(string code)
    {
        var (result, backslashes) = (new StringBuilder(code.Length), 0);
        foreach (var c in code)
        {
            if (c == '|')
            {
                result.Append(backslashes % 2 == 0 ? "\\" : "\\\\");
            }

            backslashes = c == '\\' ? backslashes + 1 : 0;
            result.Append(c);
        }

        return result.ToString();
    }

    private static void AppendEscaped(StringBuilder result, string text)
    {
        foreach (var c in text)
        {
            _ = c switch
            {
                '<' => result.Append("&lt;"),
                '>' => result.Append("&gt;"),
                '&' => result.Append("&amp;"),
                '$' => result.Append("<span>$</span>"), // GitHub Docs, "Writing mathematical expressions": the way to keep a dollar sign one
                '\\' or '`' or '*' or '_' or '[' or ']' or '|' or '~' or '!' => result.Append('\\').Append(c),
                _ => result.Append(c),
            };
        }
    }

    private static int LongestRunOfBackticks(string text)
    {
        var (longest, run) = (0, 0);
        foreach (var c in text)
        {
            run = c == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return longest;
    }
}
