namespace Automation.Descriptors.Formats;

/// <summary>IPv6 addresses in URLs: no zone, and an IPv4 address at the end only in its plain form.</summary>
internal static class Ipv6Address
{
    private const int Pieces = 8;

    /// <summary>Whether the text between the brackets is an address.</summary>
    public static bool IsValid(ReadOnlySpan<char> text)
    {
        var gap = text.IndexOf("::");
        if (gap < 0)
        {
            return Count(text) == Pieces;
        }

        var before = text[..gap];
        var after = text[(gap + 2)..];
        return (before.IsEmpty ? 0 : Count(before, mayEndInIpv4: false)) is { } first
            && (after.IsEmpty ? 0 : Count(after)) is { } second
            && first + second < Pieces;
    }

    // The number of 16-bit pieces; null if one is invalid.
    private static int? Count(ReadOnlySpan<char> text, bool mayEndInIpv4 = true)
    {
        var count = 0;
        foreach (var range in text.Split(':'))
        {
            var piece = text[range];
            var isLast = range.End.Value == text.Length;
            if (piece.Length is >= 1 and <= 4 && IsHexadecimal(piece))
            {
                count++;
            }
            else if (isLast && mayEndInIpv4 && IsPlainIpv4(piece))
            {
                count += 2;
            }
            else
            {
                return null;
            }
        }

        return count;
    }

    private static bool IsHexadecimal(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (!char.IsAsciiHexDigit(c))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsPlainIpv4(ReadOnlySpan<char> text)
    {
        var count = 0;
        foreach (var range in text.Split('.'))
        {
            var part = text[range];
            if (part.Length is 0 or > 3 || part.IndexOfAnyExceptInRange('0', '9') >= 0 || (part.Length > 1 && part[0] == '0')
                || int.Parse(part, System.Globalization.CultureInfo.InvariantCulture) > 255)
            {
                return false;
            }

            count++;
        }

        return count == 4;
    }
}
