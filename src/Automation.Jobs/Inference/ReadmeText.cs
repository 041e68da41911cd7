using System.Buffers;
using System.Globalization;
using System.Net;
using System.Text;
using Automation.Jobs.Inference.Projects;

namespace Automation.Jobs.Inference;

/// <summary>The title and the first paragraph of a README, as plain text.</summary>
/// <param name="File">The file, relative to the component's folder.</param>
/// <param name="Title">The first heading; null if there is none.</param>
/// <param name="Paragraph">The first paragraph; null if there is none.</param>
internal sealed record ReadmeText(string File, string? Title, string? Paragraph)
{
    private const int MostLines = 300;
    private const int ShortestParagraph = 15;
    private const int LongestTag = 4_000;
    private const int LongestStart = 20_000;

    // What terraform-docs writes, which says nothing about the purpose (https://terraform-docs.io/user-guide/configuration/output/).
    private const string GeneratedStart = "<!-- BEGIN_TF_DOCS -->";
    private const string GeneratedEnd = "<!-- END_TF_DOCS -->";

    // Headings of a part, with which some begin.
    private static readonly string[] Parts =
    [
        "table of contents", "contents", "toc", "introduction", "overview", "about", "getting started", "quick start", "quickstart", "installation", "usage",
        "readme", "description", "documentation", "requirements", "prerequisites",
    ];

    // What a note for readers begins with.
    private static readonly string[] Notices = ["note:", "disclaimer:", "warning:", "important:", "attention:", "caution:", "deprecated:", "tip:"];

    private static readonly string[] Ends = ["deprecated", "archived", "unmaintained"];

    private static readonly SearchValues<char> EmojiNames = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789_+-");
    private static readonly string[] Marks = ["[![", "- ", "* ", "..", "[//]", "image:"];
    private static readonly string[] Names = ["README.md", "Readme.md", "readme.md", "README.markdown", "README.rst", "README.adoc", "README", "README.txt"];

    /// <summary>The word with which the title says that this is not used any more; null if it does not.</summary>
    public string? Ended { get; init; }

    /// <summary>The paragraph, if it says what this is; null if it is about something else, or may be.</summary>
    public string? Says => Paragraph is not null && PurposeText.IsIn(Paragraph, Title) ? Paragraph : null;

    /// <summary>Reads the README of a folder; null if there is none.</summary>
    public static ReadmeText? Of(ProjectFiles files)
    {
        if (Names.FirstOrDefault(files.Has) is not { } file || files.Text(file) is not { } text)
        {
            return null;
        }

        var (title, paragraph, lines, headings) = ((string?)null, new StringBuilder(), Lines(text), 0);
        for (var i = 0; i < lines.Count; i++)
        {
            var line = lines[i];
            if (Heading(lines, i) is { } heading)
            {
                if (IsParagraph(paragraph.ToString(), headings, title))
                {
                    break;
                }

                headings++;
                title ??= paragraph.Length < ShortestParagraph ? WholeTitle(heading) : null;
                paragraph.Clear();
                i += i + 1 < lines.Count && IsUnderline(lines[i + 1]) ? 1 : 0;
            }
            else if (line.Length == 0 || !IsProse(line))
            {
                if (IsParagraph(paragraph.ToString(), headings, title))
                {
                    break;
                }

                paragraph.Clear();
            }
            else
            {
                paragraph.Append(paragraph.Length > 0 ? " " : "").Append(Plain(line));
            }
        }

        var found = paragraph.ToString().Trim();
        var (shown, ended) = WithoutEnd(title);
        return new ReadmeText(file, shown, IsParagraph(found, headings, title) && found.Any(char.IsLetter) ? found : null) { Ended = ended };
    }

    // Under a later heading, one that says what this is.
    private static bool IsParagraph(string text, int headings, string? title) =>
        text.Length >= ShortestParagraph && !IsNotice(text) && !PurposeText.IsElsewhere(text) && (headings < 2 || PurposeText.IsOf(text, title));

    private static bool IsNotice(string paragraph) => Notices.Any(n => paragraph.StartsWith(n, StringComparison.OrdinalIgnoreCase));

    // Null for the heading of a part.
    private static string? WholeTitle(string heading) =>
        Parts.Contains(heading.TrimEnd(':'), StringComparer.OrdinalIgnoreCase) ? null
        : heading.StartsWith("About ", StringComparison.OrdinalIgnoreCase) ? heading["About ".Length..].Trim()
        : heading;

    // "DEPRECATED: Orders", "[archived] Orders", "Orders (deprecated)".
    private static (string? Title, string? Ended) WithoutEnd(string? title)
    {
        foreach (var end in title is null ? [] : Ends)
        {
            var start = title!.TrimStart('[', '(');
            if (start.StartsWith(end, StringComparison.OrdinalIgnoreCase) && start.Length > end.Length && !char.IsLetter(start[end.Length])
                && start[end.Length..].TrimStart(']', ')', ':', '-', '–', '—', '!', '.', ' ') is { Length: > 0 } rest)
            {
                return (rest, start[..end.Length]);
            }

            var sentence = title.TrimEnd('.', '!');
            if (sentence.EndsWith(end, StringComparison.OrdinalIgnoreCase) && sentence.Contains(" is ", StringComparison.Ordinal))
            {
                return (null, sentence[^end.Length..]);
            }

            var before = title.TrimEnd(']', ')');
            if (before.Length < title.Length && before.EndsWith(end, StringComparison.OrdinalIgnoreCase) && before[..^end.Length] is [.., '[' or '('] head)
            {
                return (head.TrimEnd('[', '(', ' '), before[^end.Length..]);
            }
        }

        return (title, null);
    }

    /// <summary>The heading that a Markdown document begins with; null if text stands before it.</summary>
    public static string? TitleOf(string text)
    {
        var lines = Lines(text.Length > LongestStart ? text[..LongestStart] : text);
        for (var i = 0; i < lines.Count; i++)
        {
            if (Heading(lines, i) is { Length: > 0 } heading)
            {
                return heading;
            }

            if (lines[i].Length > 0 && IsProse(lines[i]))
            {
                return null;
            }
        }

        return null;
    }

    // Without front matter, code, and elements of HTML.
    private static List<string> Lines(string text)
    {
        var (lines, fence) = (new List<string>(), (string?)null);
        var bare = WebUtility.HtmlDecode(WithoutTags(text)).Replace('\u00a0', ' ');
        foreach (var range in bare.AsSpan().Split('\n'))
        {
            var line = bare.AsSpan()[range].Trim();
            if (lines.Count >= MostLines)
            {
                break;
            }

            if (fence is not null)
            {
                fence = line.StartsWith(fence, StringComparison.Ordinal) ? null : fence;
            }
            else if (line.StartsWith("```") || line.StartsWith("~~~") || (line.SequenceEqual("---") && lines.TrueForAll(l => l.Length == 0)))
            {
                fence = line[..3].ToString();
            }
            else
            {
                lines.Add(line.ToString());
            }
        }

        return lines;
    }

    private static string? Heading(List<string> lines, int at)
    {
        var line = lines[at];
        var text = line is ['#', ..] && line.TrimStart('#') is [' ', .. var atx] ? atx
            : line is ['=', ' ', .. var adoc] ? adoc
            : line.Length > 0 && at + 1 < lines.Count && IsUnderline(lines[at + 1]) ? line
            : null;
        return text is null ? null : Plain(text).Trim().TrimEnd('#').Trim();
    }

    private static bool IsUnderline(string line) => line.Length >= 3 && (line.All(c => c == '=') || line.All(c => c == '-') || line.All(c => c == '~'));

    // Not a picture, a list, a table, a quotation, a directive or a separator.
    private static bool IsProse(string line) =>
        !(line[0] == '[' && line.Contains("]: ", StringComparison.Ordinal)) && line[0] is not ('!' or '|' or '>' or ':' or '+' or '=' or '~')
        && !Marks.Any(m => line.StartsWith(m, StringComparison.Ordinal))
        && line.TrimStart("0123456789") is var unnumbered && (unnumbered.Length == line.Length || unnumbered is not (['.' or ')', ' ', ..]))
        && Plain(line).Count(char.IsLetter) * 2 > Plain(line).Length
        && !line.Split(' ').All(w => w.Contains("](", StringComparison.Ordinal) || w is "|" or "•" or "·" or "-");

    // Elements and comments of HTML, which can have several lines, but not an address in angle brackets.
    private static string WithoutTags(string text)
    {
        var result = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '`' && CodeEnd(text, i) is > 0 and var code)
            {
                // What is in angle brackets there stands for a name.
                result.Append(text, i, code - i);
                i = code - 1;
                continue;
            }

            if (text.AsSpan(i).StartsWith(GeneratedStart) && text.IndexOf(GeneratedEnd, i, StringComparison.Ordinal) is > 0 and var generated)
            {
                i = generated;
            }

            var near = Math.Min(LongestTag, text.Length - i);
            var end = text[i] != '<' || i + 1 == text.Length ? -1
                : text.AsSpan(i).StartsWith("<!--") ? text.IndexOf("-->", i, near, StringComparison.Ordinal) + 2
                : char.IsAsciiLetter(text[i + 1]) || text[i + 1] is '/' or '!' ? text.IndexOf('>', i, near)
                : -1;
            if (end > i)
            {
                i = end;
            }
            else
            {
                result.Append(text[i]);
            }
        }

        return result.ToString();
    }

    // Where code in a line ends; 0 if none begins here.
    private static int CodeEnd(string text, int at)
    {
        var end = text.AsSpan(at + 1).IndexOfAny('`', '\n');
        return end > 0 && text[at + 1 + end] == '`' ? at + end + 2 : 0;
    }

    /// <summary>A text without emoji and the characters that join them.</summary>
    public static string WithoutPictures(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.OtherSymbol or UnicodeCategory.Format or UnicodeCategory.ModifierSymbol)
                && rune.Value is not (>= 0xFE00 and <= 0xFE0F))
            {
                result.Append(rune.ToString());
            }
        }

        return string.Join(' ', result.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>The text of a line of Markdown or reStructuredText without its marks.</summary>
    internal static string Plain(string line)
    {
        var result = new StringBuilder(line.Length);
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == '\\' && i + 1 < line.Length && char.IsAscii(line[i + 1]) && char.IsPunctuation(line[i + 1]))
            {
                result.Append(line[++i]);
            }
            else if (line[i] is '[' or '!' && LinkAt(line, i) is var (text, end) && end > i)
            {
                result.Append(text);
                i = end - 1;
            }
            else if (line[i] == '`' && CodeEnd(line, i) is > 0 and var code)
            {
                result.Append(line.AsSpan(i, code - i).Trim('`'));
                i = code - 1;
            }
            else if (line[i] == ':' && EmojiEnd(line, i) is > 0 and var after)
            {
                i = after;
            }
            else if (line[i] is not ('`' or '*') && !(line[i] == '_' && IsAtEdge(line, i)))
            {
                result.Append(line[i]);
            }
        }

        return string.Join(' ', result.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    private static bool IsAtEdge(string line, int at) =>
        at == 0 || line[at - 1] == ' ' || at + 1 == line.Length || line[at + 1] is ' ' or '.' or ',';

    // [text](address), [text][reference]; ![picture](address) has no text.
    private static (string Text, int End) LinkAt(string line, int at)
    {
        var open = line[at] == '!' ? at + 1 : at;
        var close = open < line.Length && line[open] == '[' ? Matching(line, open, '[', ']') : -1;
        if (close < 0 || close + 1 >= line.Length || line[close + 1] is not ('(' or '['))
        {
            return ("", -1);
        }

        var end = line[close + 1] == '(' ? Matching(line, close + 1, '(', ')') : line.IndexOf(']', close + 1);
        var text = open > at || end < 0 ? "" : line[(open + 1)..close];
        return end < 0 ? ("", -1) : (text.Contains("](", StringComparison.Ordinal) ? "" : text, end + 1);
    }

    private static int Matching(string line, int open, char opens, char closes)
    {
        for (var (i, depth) = (open, 0); i < line.Length; i++)
        {
            depth += line[i] == opens ? 1 : line[i] == closes ? -1 : 0;
            if (depth == 0)
            {
                return i;
            }
        }

        return -1;
    }

    private static int EmojiEnd(string line, int at)
    {
        var end = line.IndexOf(':', at + 1);
        return end > at + 1 && end - at < 30 && line.AsSpan(at + 1, end - at - 1).IndexOfAnyExcept(EmojiNames) < 0 ? end : -1;
    }
}
