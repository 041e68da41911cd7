using System.Globalization;
using System.Text;

namespace Automation.Core.Text;

/// <summary>
/// Text of a repository, safe for display: characters that a reader could not see, or that would control a terminal or a log instead of being
/// printed, get a visible replacement. The result is one line and well-formed UTF-16.
/// </summary>
public static class VisibleText
{
    // Letters by category, yet they print nothing: combining grapheme joiner, Hangul fillers, Khmer inherent vowels.
    private const string BlankLetters = "\u034F\u115F\u1160\u17B4\u17B5\u3164\uFFA0";

    /// <summary>Shows <paramref name="text"/>, cut to <paramref name="limit"/> characters (the last of them <c>…</c>).</summary>
    public static string Of(string text, int limit = int.MaxValue)
    {
        var shown = new StringBuilder(Math.Min(text.Length, limit));
        foreach (var rune in text.EnumerateRunes())
        {
            var length = shown.Length;
            Append(shown, rune);
            if (shown.Length > limit)
            {
                // The mark of the cut needs space, too.
                shown.Length = length < limit ? length : WithoutLast(shown, length);
                return shown.Append('…').ToString();
            }
        }

        return shown.ToString();
    }

    /// <summary>Appends one character, or its replacement.</summary>
    public static void Append(StringBuilder shown, Rune rune)
    {
        if (StandIn(rune) is { } standIn)
        {
            shown.Append(standIn);
        }
        else if (rune.Value == '[' && shown.Length >= 2 && shown[^1] == '#' && shown[^2] == '#')
        {
            // "##[name]" is a command to the GitHub runner anywhere in a line (actions/runner, ActionCommand.cs).
            shown.Append('［');
        }
        else
        {
            shown.Append(rune.ToString());
        }
    }

    /// <summary>
    /// Whether a character is invisible, or has no defined glyph: controls, format characters (zero width, text direction, tags), separators of
    /// lines and paragraphs, letters without a glyph, private use, unassigned. Variation selectors are not among them: they only choose the form of the
    /// character before. Half of a surrogate pair is enumerated as U+FFFD, which is visible.
    /// </summary>
    public static bool IsInvisible(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
        || (rune.IsBmp && BlankLetters.Contains((char)rune.Value));

    private static string? StandIn(Rune rune) => rune.Value switch
    {
        < ' ' => ((char)('\u2400' + rune.Value)).ToString(),
        0x7F => "␡",
        < 0x7F => null,
        _ when IsInvisible(rune) => $"<U+{rune.Value:X4}>",
        _ => null,
    };

    private static int WithoutLast(StringBuilder shown, int length) => length - (length > 1 && char.IsLowSurrogate(shown[length - 1]) ? 2 : 1);
}
