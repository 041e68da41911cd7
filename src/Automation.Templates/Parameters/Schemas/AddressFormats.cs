using System.Globalization;

namespace Automation.Templates.Parameters.Schemas;

/// <summary>IP addresses as Backstage's validator takes them.</summary>
internal static class AddressFormats
{
    private const int Groups = 8;

    public static bool IsIpv4(string text) => text.Split('.') is { Length: 4 } parts && parts.All(p => IsOctet(p, allowsZeros: true));

    /// <summary>An address with optional spaces around it and an optional zone after it.</summary>
    public static bool IsIpv6(string text)
    {
        var start = text.AsSpan().TrimStart(UriFormats.WhiteSpaceText);
        var zone = start.IndexOf('%');
        if (zone < 0)
        {
            return IsBareIpv6(start.TrimEnd(UriFormats.WhiteSpaceText).ToString());
        }

        var name = start[(zone + 1)..].TrimEnd(UriFormats.WhiteSpaceText);
        return IsBareIpv6(start[..zone].ToString()) && start.Length > zone + 1 && !name.ContainsAny("\n\r\u2028\u2029");
    }

    private static bool IsBareIpv6(string text)
    {
        var gap = text.IndexOf("::", StringComparison.Ordinal);
        if (gap < 0)
        {
            return Count(text) == Groups;
        }

        // The gap stands for one group at least.
        var (before, after) = (text[..gap], text[(gap + 2)..]);
        return (before.Length == 0 || !before.Contains('.')) && Count(before) is { } head && Count(after) is { } tail && head + tail < Groups;
    }

    // The number of 16-bit groups; null where it is not a list of groups.
    private static int? Count(string text)
    {
        if (text.Length == 0)
        {
            return 0;
        }

        var parts = text.Split(':');
        var endsInIpv4 = parts[^1].Contains('.');
        var hex = endsInIpv4 ? parts[..^1] : parts;
        return hex.All(p => p.Length is > 0 and <= 4 && p.All(char.IsAsciiHexDigit))
            && (!endsInIpv4 || (parts[^1].Split('.') is { Length: 4 } octets && octets.All(o => IsOctet(o, allowsZeros: false))))
                ? hex.Length + (endsInIpv4 ? 2 : 0)
                : null;
    }

    private static bool IsOctet(string text, bool allowsZeros) =>
        text.Length is > 0 and <= 3
        && text.All(char.IsAsciiDigit)
        && int.Parse(text, CultureInfo.InvariantCulture) <= byte.MaxValue
        && (allowsZeros || text.Length == 1 || text[0] != '0');
}
