using System.Globalization;

namespace Automation.Templates.Parameters.Schemas;

/// <summary>Colours of CSS 2.1: a name, three or six hexadecimal digits, <c>rgb(…)</c>.</summary>
internal static class ColorFormat
{
    private static readonly string[] Names =
    [
        "aqua", "black", "blue", "fuchsia", "gray", "green", "lime", "maroon", "navy", "olive", "orange", "purple", "red", "silver", "teal", "white", "yellow",
    ];

    public static bool IsColor(string text) => Names.Contains(text, StringComparer.Ordinal)
        || (text.StartsWith('#') ? text[1..] : text) is { Length: 3 or 6 } digits && digits.All(char.IsAsciiHexDigit)
        || (text.StartsWith("rgb(", StringComparison.Ordinal) && text.EndsWith(')') && AreParts(text[4..^1].Split(',')));

    private static bool AreParts(string[] parts)
    {
        var trimmed = parts.Select(p => p.Trim(UriFormats.WhiteSpaceText.ToCharArray())).ToArray();
        return parts.Length == 3 && (trimmed.All(IsByte) || trimmed.All(ArePercents));
    }

    private static bool IsByte(string part) =>
        part.Length is > 0 and <= 3
        && part.All(char.IsAsciiDigit)
        && (part.Length == 1 || part[0] != '0')
        && int.Parse(part, CultureInfo.InvariantCulture) <= byte.MaxValue;

    // The validator takes several percentages in a row for one.
    private static bool ArePercents(string part) =>
        part.EndsWith('%') && part[..^1].Split('%').All(p => p is [_] or [_, _] or "100" && p.All(char.IsAsciiDigit));
}
