using System.Text;
using Automation.Templates.Language.Values;

namespace Automation.Templates.Language.Functions;

/// <summary>What the filters <c>striptags</c>, <c>wordcount</c> and <c>urlize</c> do with text, character by character.</summary>
internal static class MarkupText
{
    private static readonly string[] KnownEnds = [".org", ".net", ".com"];

    /// <summary>The text without tags and comments; runs of white space become one space, or with <paramref name="keepsLines"/> runs of blanks do.</summary>
    public static string WithoutTags(string text, bool keepsLines)
    {
        // What ends a tag is not sought where it does not come any more.
        var (lastEnd, lastCommentEnd) = (text.LastIndexOf('>'), text.LastIndexOf("-->", StringComparison.Ordinal));
        var result = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            var end = text[i] == '<' && i < lastEnd ? TagEnd(text, i, lastCommentEnd) : -1;
            if (end < 0)
            {
                result.Append(text[i]);
            }
            else
            {
                i = end;
            }
        }

        var trimmed = JavaScript.Trim(result.ToString());
        if (!keepsLines)
        {
            return Collapsed(trimmed, c => JavaScript.WhiteSpace.Contains(c));
        }

        var lines = trimmed.Split('\n').Select(l => Collapsed(l.Trim(' '), c => c == ' '));
        return WithoutManyBlankLines(string.Join('\n', lines).Replace("\r\n", "\n", StringComparison.Ordinal));
    }

    /// <summary>How many words of ASCII letters, digits and underscores there are.</summary>
    public static int Words(string text) => text.Where((c, i) => IsWord(c) && (i == 0 || !IsWord(text[i - 1]))).Count();

    /// <summary>The text with addresses made links.</summary>
    public static string WithLinks(string text, int longest, bool isNoFollow)
    {
        var result = new StringBuilder();
        var start = 0;
        while (start < text.Length)
        {
            var isBlank = JavaScript.WhiteSpace.Contains(text[start]);
            var end = start;
            while (end < text.Length && JavaScript.WhiteSpace.Contains(text[end]) == isBlank)
            {
                end++;
            }

            result.Append(isBlank ? text[start..end] : Linked(text[start..end], longest, isNoFollow));
            start = end;
        }

        return result.ToString();
    }

    private static string Linked(string word, int longest, bool isNoFollow)
    {
        var address = Bare(word);
        var follow = isNoFollow ? " rel=\"nofollow\"" : "";
        var shown = address.Length > longest ? address[..longest] : address;
        return address.StartsWith("http://", StringComparison.Ordinal) || address.StartsWith("https://", StringComparison.Ordinal)
            ? $"<a href=\"{address}\"{follow}>{shown}</a>"
            : address.StartsWith("www.", StringComparison.Ordinal) ? $"<a href=\"http://{address}\"{follow}>{shown}</a>"
            : IsEmail(address) ? $"<a href=\"mailto:{address}\">{address}</a>"
            : HasKnownEnd(address) ? $"<a href=\"http://{address}\"{follow}>{shown}</a>"
            : word;
    }

    // Without one opening bracket before it and one full stop, comma or bracket behind it.
    private static string Bare(string word)
    {
        var start = word.StartsWith("&lt;", StringComparison.Ordinal) ? 4 : word[0] is '(' or '<' ? 1 : 0;
        var rest = word[start..];
        return rest.EndsWith("&gt;", StringComparison.Ordinal) ? rest[..^4] : rest is [.., '.' or ',' or ')'] ? rest[..^1] : rest;
    }

    private static bool IsEmail(string text) => text.Split('@') is [{ Length: > 0 } name, var host]
        && name.All(c => IsWord(c) || ".!#$%&'*+-/=?^`{|}~".Contains(c))
        && host.Split('.') is { Length: > 1 } parts
        && parts.All(p => p.Length > 0 && p.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'));

    private static bool HasKnownEnd(string text) => Array.Exists(
        KnownEnds,
        e =>
        {
            for (var i = text.IndexOf(e, StringComparison.Ordinal); i >= 0; i = text.IndexOf(e, i + 1, StringComparison.Ordinal))
            {
                if (i + e.Length == text.Length || text[i + e.Length] is ':' or '/')
                {
                    return true;
                }
            }

            return false;
        });

    private static bool IsWord(char c) => char.IsAsciiLetterOrDigit(c) || c == '_';

    // The end of <name …>, </name …> or a comment; -1 where this is not a tag.
    private static int TagEnd(string text, int at, int lastCommentEnd)
    {
        if (string.CompareOrdinal(text, at, "<!--", 0, 4) == 0)
        {
            return at < lastCommentEnd && text.IndexOf("-->", at + 4, StringComparison.Ordinal) is >= 0 and var end ? end + 2 : -1;
        }

        var name = at + 1 < text.Length && text[at + 1] == '/' ? at + 2 : at + 1;
        var after = name;
        while (after < text.Length && char.IsAsciiLetterOrDigit(text[after]))
        {
            after++;
        }

        var isName = after > name && char.IsAsciiLetter(text[name]) && (after == text.Length || text[after] != '_');
        return isName ? text.IndexOf('>', after) : -1;
    }

    private static string Collapsed(string text, Func<char, bool> collapses)
    {
        var result = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            if (!collapses(text[i]))
            {
                result.Append(text[i]);
            }
            else if (i == 0 || !collapses(text[i - 1]))
            {
                result.Append(' ');
            }
        }

        return result.ToString();
    }

    private static string WithoutManyBlankLines(string text)
    {
        var result = new StringBuilder();
        var ends = 0;
        foreach (var c in text)
        {
            ends = c == '\n' ? ends + 1 : 0;
            if (ends <= 2)
            {
                result.Append(c);
            }
        }

        return result.ToString();
    }
}
