using System.Globalization;

namespace Automation.Templates.Parameters.Schemas;

/// <summary>
/// The formats that Backstage's validator (npm jsonschema 1.5) knows, with its verdicts, also where a standard says otherwise: a month 00 is a date, any text
/// is a URI template. Formats that are not here accept everything.
/// </summary>
internal static class SchemaFormats
{
    // What RFC 5321 lets stand before the @ of an address.
    private const string MailboxCharacters = "!#$%&'*+-/=?^`{|}~_";

    private static readonly Dictionary<string, Func<string, bool>> All = new(StringComparer.Ordinal)
    {
        ["alpha"] = text => text.Length > 0 && text.All(char.IsAsciiLetter),
        ["alphanumeric"] = text => text.Length > 0 && text.All(char.IsAsciiLetterOrDigit),
        ["color"] = ColorFormat.IsColor,
        ["date"] = text => IsDate(text),
        ["date-time"] = IsDateTime,
        ["duration"] = HasDuration,
        ["email"] = IsEmail,
        ["host-name"] = IsHostName,
        ["hostname"] = IsHostName,
        ["idn-email"] = text => MailFormat.IsInternational(text),
        ["ip-address"] = AddressFormats.IsIpv4,
        ["ipv4"] = AddressFormats.IsIpv4,
        ["ipv6"] = AddressFormats.IsIpv6,
        ["iri"] = IsUri,
        ["iri-reference"] = text => UriFormats.IsReference(text, isInternational: true),
        ["json-pointer"] = text => IsPointer(text),
        ["pattern"] = IsPattern,
        ["phone"] = IsPhone,
        ["regex"] = IsPattern,
        ["regexp"] = IsPattern,
        ["relative-json-pointer"] = IsRelativePointer,
        ["style"] = HasStyle,
        ["time"] = text => IsTime(text),
        ["uri"] = IsUri,
        ["uri-reference"] = text => UriFormats.IsReference(text, isInternational: false),
        ["utc-millisec"] = IsWholeNumber,
        ["uuid"] = IsUuid,
    };

    /// <summary>What validates a format; null for a format without rules.</summary>
    public static Func<string, bool>? Find(string name) => All.GetValueOrDefault(name);

    private static bool IsDate(ReadOnlySpan<char> text) =>
        text is [_, _, _, _, '-', var m1, var m2, '-', _, _]
        && AreDigits(text[..4])
        && ((m1 == '0' && char.IsAsciiDigit(m2)) || (m1 == '1' && m2 is >= '0' and <= '2'))
        && IsNumber(text[8..], 1, 31);

    private static bool IsTime(ReadOnlySpan<char> text) =>
        text is [_, _, ':', _, _, ':', _, _] && IsNumber(text[..2], 0, 24) && IsNumber(text[3..5], 0, 59) && IsNumber(text[6..], 0, 60);

    private static bool IsDateTime(string text)
    {
        if (text.Length < 20 || !IsDate(text.AsSpan(0, 10)) || text[10] is not ('t' or 'T' or ' ') || !IsTime(text.AsSpan(11, 8)))
        {
            return false;
        }

        var rest = text.AsSpan(19);
        if (rest is ['.', ..])
        {
            var digits = rest[1..].IndexOfAnyExceptInRange('0', '9');
            if (digits <= 0)
            {
                return false;
            }

            rest = rest[(1 + digits)..];
        }

        // The validator has the limits of hours and minutes the wrong way round.
        return rest is ['z' or 'Z'] || (rest is ['+' or '-', _, _, ':', _, _] && IsNumber(rest[1..3], 0, 59) && IsNumber(rest[4..], 0, 60));
    }

    private static bool IsNumber(ReadOnlySpan<char> digits, int from, int to) =>
        AreDigits(digits) && int.Parse(digits, CultureInfo.InvariantCulture) is var number && number >= from && number <= to;

    private static bool AreDigits(ReadOnlySpan<char> text) => !text.IsEmpty && !text.ContainsAnyExceptInRange('0', '9');

    // Somewhere in the text; nothing after its first unit matters.
    private static bool HasDuration(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is not ('P' or 'p'))
            {
                continue;
            }

            var rest = text.AsSpan(i + 1);
            var units = rest is ['T' or 't', ..] ? "HMShms" : "DMYWdmyw";
            rest = rest is ['T' or 't', ..] ? rest[1..] : rest;
            var digits = rest.IndexOfAnyExceptInRange('0', '9');
            if (digits > 0 && units.Contains(rest[digits]))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsEmail(string text)
    {
        var at = text.LastIndexOf('@');
        if (at < 0 || !text[..at].Split('.').All(p => p.Length > 0 && p.All(c => char.IsAsciiLetterOrDigit(c) || MailboxCharacters.Contains(c))))
        {
            return false;
        }

        var domain = text[(at + 1)..];
        return domain is ['[', .. var address, ']']
            ? AddressFormats.IsIpv4(address)
            : domain.Split('.') is { Length: > 1 } labels && labels.All(IsLabel);
    }

    private static bool IsHostName(string text) =>
        text.Length is > 0 and <= 255 && (text.EndsWith('.') ? text[..^1] : text).Split('.').All(IsLabel);

    private static bool IsLabel(string label) =>
        label.Length is > 0 and <= 63
        && char.IsAsciiLetterOrDigit(label[0])
        && char.IsAsciiLetterOrDigit(label[^1])
        && label.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');

    private static bool IsUri(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon > 0
            && char.IsAsciiLetter(text[0])
            && text.AsSpan(0, colon).IndexOfAnyExcept(UriFormats.SchemeCharacters) < 0
            && !text.AsSpan(colon).ContainsAny(UriFormats.WhiteSpace);
    }

    private static bool IsUuid(string text) =>
        text.Length == 36 && text.Select((c, i) => i is 8 or 13 or 18 or 23 ? c == '-' : char.IsAsciiHexDigit(c)).All(isRight => isRight);

    private static bool IsPointer(ReadOnlySpan<char> text)
    {
        if (text is not ([] or ['/', ..]))
        {
            return false;
        }

        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsAscii(text[i]) || (text[i] == '~' && (i + 1 == text.Length || text[i + 1] is not ('0' or '1'))))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsRelativePointer(string text)
    {
        var digits = text.AsSpan().IndexOfAnyExceptInRange('0', '9');
        return digits < 0 ? text.Length > 0 : digits > 0 && (text[digits..] == "#" || IsPointer(text.AsSpan(digits)));
    }

    private static bool IsPattern(string text) => PatternSyntax.Translate(text, isUnicode: false) is not null && SchemaPattern.Parse(text) is not null;

    private static bool IsPhone(string text)
    {
        if (text is not ['+', .., var last] || !char.IsAsciiDigit(last) || text.Length < 2)
        {
            return false;
        }

        var digits = text.Count(char.IsAsciiDigit);
        return digits is >= 7 and <= 15
            && text.Skip(1).All(c => char.IsAsciiDigit(c) || c == ' ')
            && text[1] != ' '
            && !text.Contains("  ", StringComparison.Ordinal);
    }

    // Something, a colon, anything.
    private static bool HasStyle(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon >= 0 && (text.AsSpan(0, colon).ContainsAnyExcept("\r\n\t ") || text.IndexOf(':', colon + 1) >= 0);
    }

    private static bool IsWholeNumber(string text)
    {
        var number = Language.Values.JavaScript.NumberOf(text);
        var digits = Language.Values.JavaScript.Trim(text).AsSpan().TrimStart("+-");
        var whole = digits.IndexOfAnyExceptInRange('0', '9');
        return !double.IsNaN(number)
            && whole != 0
            && !digits.IsEmpty
            && (whole < 0 || digits is ['0', 'x' or 'X' or 'b' or 'B' or 'o' or 'O', ..]
                || Math.Abs(number) == double.Parse(digits[..whole], CultureInfo.InvariantCulture));
    }
}
