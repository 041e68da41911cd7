using System.Globalization;
using System.Text;

namespace Automation.Descriptors.Formats;

/// <summary>
/// Internationalised domain names that a browser accepts by Unicode's IDNA (UTS 46). Its tables are not available, so it is validated by
/// character category; this rejects characters that cannot be part of a name, and accepts rare ones whose mapping is only in the tables.
/// </summary>
internal static class DomainName
{
    private const char ZeroWidthNonJoiner = '\u200c';
    private const char ZeroWidthJoiner = '\u200d';

    /// <summary>The domain in lower case, with its characters mapped; non-ASCII labels are left in Unicode. Null if it is not a domain.</summary>
    public static string? ToAscii(string host)
    {
        if (host.All(char.IsAscii) && !host.Contains("xn--", StringComparison.OrdinalIgnoreCase))
        {
            return host.ToLowerInvariant();
        }

        var labels = Map(host).Split('.');
        var decoded = labels.Select(l => l.StartsWith("xn--", StringComparison.Ordinal) ? Decode(l) : l).ToList();
        var isBidirectional = decoded.Exists(l => l is not null && l.EnumerateRunes().Any(r => IsRightToLeft(r.Value)));
        return decoded.TrueForAll(l => l is not null && IsLabel(l) && (!isBidirectional || HasOneDirection(l))) ? string.Join('.', labels) : null;
    }

    private static string Map(string host)
    {
        var result = new StringBuilder(host.Length);
        foreach (var rune in host.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                // Ignored: soft hyphen, joiner of graphemes, zero-width space and joiner of words, variation selectors.
                0xad or 0x34f or 0x200b or 0x2060 or 0x2064 or 0xfeff or (>= 0x180b and <= 0x180f) or (>= 0xfe00 and <= 0xfe0f) or (>= 0xe0100
                    and <= 0xe01ef) => result,
                0x3002 or 0xff61 => result.Append('.'),
                >= 0xff01 and <= 0xff5e => result.Append(char.ToLowerInvariant((char)(rune.Value - 0xfee0))),
                0x130 => result.Append("i\u0307"),
                _ => result.Append(Rune.ToLowerInvariant(rune)),
            };
        }

        return result.ToString();
    }

    private static string? Decode(string label)
    {
        try
        {
            var decoded = new IdnMapping { AllowUnassigned = true }.GetUnicode(label);
            return decoded.All(char.IsAscii) || Map(decoded) != decoded ? null : decoded;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static bool IsLabel(string label) =>
        label.Length == 0 || (!IsMark(Rune.GetRuneAt(label, 0)) && label.EnumerateRunes().All(IsAllowed) && JoinersAreJoining(label));

    private static bool IsAllowed(Rune rune) =>
        rune.IsAscii || rune.Value is ZeroWidthJoiner or ZeroWidthNonJoiner || (rune.Value != 0xfffd && Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
        or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator));

    private static bool IsMark(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;

    // RFC 5892, appendix A: a joiner follows a mark (a virama), or the other one is between letters of a joining script.
    private static bool JoinersAreJoining(string label)
    {
        for (var i = 0; i < label.Length; i++)
        {
            var isAfterMark = i > 0
                && CharUnicodeInfo.GetUnicodeCategory(label[i - 1]) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
            var isWithinJoiningScript = i > 0 && i + 1 < label.Length && IsRightToLeft(label[i - 1]) && IsRightToLeft(label[i + 1]);
            if ((label[i] == ZeroWidthJoiner && !isAfterMark) || (label[i] == ZeroWidthNonJoiner && !isAfterMark && !isWithinJoiningScript))
            {
                return false;
            }
        }

        return true;
    }

    // RFC 5893, simplified: a right-to-left label stays right-to-left, and does not end in punctuation.
    private static bool HasOneDirection(string label)
    {
        var runes = label.EnumerateRunes().ToList();
        return runes.Count == 0 || !IsRightToLeft(runes[0].Value)
            || (!runes.Exists(r => Rune.IsLetter(r) && !IsRightToLeft(r.Value))
                && (IsRightToLeft(runes[^1].Value) || Rune.IsDigit(runes[^1]) || IsMark(runes[^1])));
    }

    // The blocks of Hebrew, Arabic and their neighbours.
    private static bool IsRightToLeft(int character) =>
        character is (>= 0x5be and <= 0x65f) or (>= 0x66d and <= 0x6ef) or (>= 0x6fa and <= 0x8ff) or (>= 0xfb1d and <= 0xfdff) or (>= 0xfe70 and <= 0xfefe)
            or (>= 0x10800 and <= 0x10fff) or (>= 0x1e800 and <= 0x1efff);
}
