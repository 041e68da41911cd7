using System.Globalization;
using System.Text;
using Automation.Core.Text;

namespace Automation.Portal.Graph;

/// <summary>
/// Text in a drawing. No font is asked: each character counts at least as wide as the widest of the common system fonts draws it, so that a label
/// can end early and never runs over.
/// </summary>
internal static class GraphText
{
    // Hundredths of the size of the font; DejaVu Sans and Verdana are the widest.
    private const int Narrow = 42, Common = 66, Capital = 82, Wide = 101;

    private const int MostMarks = 2;

    /// <summary>One line without invisible characters and without towers of accents, cut to a length.</summary>
    public static string Clean(string text, int limit)
    {
        // A text is only looked at as far as it can be shown.
        var visible = VisibleText.Of(text.Length > limit * 4 ? text[..(limit * 4)] : text, limit);
        return visible.Any(c => c > '\u02FF') ? WithoutTowers(visible) : visible;
    }

    /// <summary>The most that the text can be wide, in pixels.</summary>
    public static int Width(string text, int size)
    {
        var hundredths = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            hundredths += Width(rune);
        }

        return (hundredths * size / 100) + 1;
    }

    /// <summary>The text on at most <paramref name="lines"/> lines; what does not fit is cut in the middle, since names differ at both ends.</summary>
    public static IReadOnlyList<string> Wrap(string text, int size, int width, int lines)
    {
        if (Width(text, size) <= width)
        {
            return [text];
        }

        if (lines == 1)
        {
            return [CutInTheMiddle(text, size, width)];
        }

        var fits = Fitting(text, size, width);
        var end = LastBreak(text, fits);
        var rest = text[end..].TrimStart();
        if (end > 0 && Width(rest, size) <= width)
        {
            return [text[..end].TrimEnd(), rest];
        }

        var head = Fitting(text, size, width - Width("…", size));
        return [text[..head].TrimEnd() + "…", Tail(text[head..], size, width)];
    }

    private static string CutInTheMiddle(string text, int size, int width)
    {
        var space = width - Width("…", size);
        var head = text[..Fitting(text, size, (space * 3 / 5) - 1)];
        return head.TrimEnd() + "…" + Tail(text[head.Length..], size, space - Width(head, size));
    }

    // How many characters of the start fit.
    private static int Fitting(string text, int size, int width)
    {
        var (count, hundredths) = (0, 0);
        foreach (var rune in text.EnumerateRunes())
        {
            hundredths += Width(rune);
            if ((hundredths * size / 100) + 1 > width)
            {
                break;
            }

            count += rune.Utf16SequenceLength;
        }

        return count;
    }

    // As much of the end as fits.
    private static string Tail(string text, int size, int width)
    {
        var (start, hundredths) = (text.Length, 0);
        while (start > 0)
        {
            var length = start > 1 && char.IsLowSurrogate(text[start - 1]) ? 2 : 1;
            hundredths += Width(Rune.GetRuneAt(text, start - length));
            if ((hundredths * size / 100) + 1 > width)
            {
                break;
            }

            start -= length;
        }

        return text[start..].TrimStart();
    }

    private static int LastBreak(string text, int limit)
    {
        for (var i = limit; i > 0; i--)
        {
            if (i < text.Length && (text[i] == ' ' || (text[i - 1] is '-' or '_' or '.' or '/' or ':' or ' ')))
            {
                return i;
            }
        }

        return 0;
    }

    private static string WithoutTowers(string text)
    {
        var (kept, marks) = (new StringBuilder(text.Length), 0);
        foreach (var rune in text.EnumerateRunes())
        {
            marks = Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark ? marks + 1 : 0;
            if (marks <= MostMarks)
            {
                kept.Append(rune.ToString());
            }
        }

        return kept.ToString();
    }

    private static int Width(Rune rune) => rune.Value switch
    {
        'i' or 'j' or 'l' or '.' or ',' or ':' or ';' or '!' or '\'' or '|' or ' ' or 'I' => Narrow,
        'm' or 'w' or 'M' or 'W' or '@' or '%' or '+' or '=' or '<' or '>' or '~' or '^' or '…' or '#' => Wide + (rune.Value == '%' ? 8 : 0),
        >= 'A' and <= 'Z' or '&' => Capital,
        < 0x7F => Common,
        < 0x250 => Wide,
        < 0x1100 => 115,
        // Cuneiform, long dashes and ligatures of whole sentences: several times as wide as high.
        0xFDFA or 0xFDFD or (>= 0x2E3A and <= 0x2E3B) or (>= 0x12000 and <= 0x12FFF) or (>= 0xA9C0 and <= 0xA9DF) => 1_100,
        < 0x1_0000 => 125,
        _ => 160,
    };
}
