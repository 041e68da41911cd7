using System.Text;

namespace Automation.Reporting.Markdown;

/// <summary>
/// Text of a repository as Markdown that renders as that text and does nothing else: no markup, no HTML, no mention that notifies,
/// no reference to an issue, commit or address. It is one line; the caller puts words of ours before it, since list and heading marks
/// count at the start of a line only.
/// </summary>
internal static class MarkdownText
{
    /// <summary>The most characters of one piece of a repository's text that a report quotes.</summary>
    public const int Longest = 300;

    // Breaks what GitHub would turn into a link or mention; an escape cannot, because GitHub looks at the rendered text.
    private const string Break = "&#8203;";

    // GitHub links a run of 7 to 40 hexadecimal digits that names a commit.
    private const int ShortestCommit = 7;

    /// <summary>Escapes running text.</summary>
    public static string Plain(string text, int limit = Longest)
    {
        var shown = VisibleText.Of(text, limit);
        var result = new StringBuilder(shown.Length + 16);
        for (var i = 0; i < shown.Length; i++)
        {
            if (NeedsBreakBefore(shown, i))
            {
                result.Append(Break);
            }

            Append(result, shown[i]);
        }

        return result.ToString();
    }

    /// <summary>A code span. In it GitHub links and notifies nothing, so nothing but its fence matters.</summary>
    /// <remarks>Not for table cells, where a <c>|</c> would need an escape.</remarks>
    public static string Code(string text, int limit = Longest)
    {
        var shown = VisibleText.Of(text, limit);
        if (shown.Length == 0)
        {
            return "` `";
        }

        var fence = new string('`', LongestRunOfBackticks(shown) + 1);
        var room = shown[0] is '`' or ' ' || shown[^1] is '`' or ' ' ? " " : "";
        return $"{fence}{room}{shown}{room}{fence}";
    }

    /// <summary>A fence that the lines of a code block cannot close.</summary>
    public static string FenceFor(IEnumerable<string> lines) => new('`', Math.Max(3, lines.Select(LongestRunOfBackticks).DefaultIfEmpty().Max() + 1));

    /// <summary>A link, or the bare words where there is no address that a browser may follow.</summary>
    /// <param name="words">Markdown already.</param>
    /// <param name="address">The address; it cannot leave its place in the link.</param>
    public static string Link(string words, string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp)
            ? $"[{words}]({uri.AbsoluteUri.Replace("(", "%28", StringComparison.Ordinal).Replace(")", "%29", StringComparison.Ordinal)})"
            : words;

    private static void Append(StringBuilder result, char c)
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

    private static bool NeedsBreakBefore(string text, int i) =>
        (i > 0 && text[i - 1] is '@' && IsWord(text[i]))                                        // @team, a@b.c, org/repo@sha
        || (i > 0 && text[i - 1] is '#' && char.IsAsciiDigit(text[i]))                          // #1, org/repo#1
        || (text[i] is '-' && EndsWith(text, i, "GH") && i + 1 < text.Length && char.IsAsciiDigit(text[i + 1])) // GH-1
        || (text[i] is ':' && text.AsSpan(i).StartsWith("://"))                                 // https://…
        || (text[i] is '.' && EndsWith(text, i, "www"))                                         // www.…
        || IsInsideCommit(text, i);

    // One break after the first six digits of every run is enough: no more than six then stand together before it, and so on.
    private static bool IsInsideCommit(string text, int i)
    {
        if (!char.IsAsciiHexDigit(text[i]))
        {
            return false;
        }

        var start = i;
        while (start > 0 && char.IsAsciiHexDigit(text[start - 1]))
        {
            start--;
        }

        return i > start && (i - start) % (ShortestCommit - 1) == 0;
    }

    private static bool EndsWith(string text, int end, string word) => text.AsSpan(0, end).EndsWith(word, StringComparison.OrdinalIgnoreCase);

    private static bool IsWord(char c) => char.IsLetterOrDigit(c) || c is '_' or '-';

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
