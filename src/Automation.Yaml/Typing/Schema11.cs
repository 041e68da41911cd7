using Automation.Yaml.Nodes;

namespace Automation.Yaml.Typing;

/// <summary>The schema of YAML 1.1: <c>yes</c> is true, <c>017</c> is fifteen, <c>12:30:45</c> a number, a date a timestamp.</summary>
internal static class Schema11
{
    public static (YamlType Type, string Text) TypeOf(string text) => text switch
    {
        "" or "~" or "null" or "Null" or "NULL" => (YamlType.Null, text),
        "Y" or "y" or "yes" or "Yes" or "YES" or "true" or "True" or "TRUE" or "on" or "On" or "ON" => (YamlType.Boolean, text),
        "N" or "n" or "no" or "No" or "NO" or "false" or "False" or "FALSE" or "off" or "Off" or "OFF" => (YamlType.Boolean, text),
        _ when IsNumber(text) => (YamlType.Number, text),
        _ when Timestamp11.ToIso(text) is { } iso => (YamlType.String, iso),
        _ => (YamlType.String, text),
    };

    private static bool IsNumber(ReadOnlySpan<char> text)
    {
        if (text is ".nan" or ".NaN" or ".NAN")
        {
            return true;
        }

        var unsigned = Digits.WithoutSign(text);
        if (unsigned is ".inf" or ".Inf" or ".INF")
        {
            return true;
        }

        if (unsigned.StartsWith("0b"))
        {
            return unsigned.Length > 2 && unsigned[2..].IndexOfAnyExcept("01_") < 0;
        }

        if (unsigned.StartsWith("0x"))
        {
            return unsigned.Length > 2 && unsigned[2..].IndexOfAnyExcept(Digits.HexadecimalOrUnderscore) < 0;
        }

        // '.', '.e5' and 'e5' are numbers there too, though none that can be told.
        if (unsigned.IsEmpty || !(char.IsAsciiDigit(unsigned[0]) || unsigned[0] is '.' or 'e' or 'E'))
        {
            return false;
        }

        return IsIntegerOrFloat(unsigned) || IsSexagesimal(unsigned);
    }

    // 1_000, 1_000.5_0, 1.e5: an exponent takes no underscores in itself
    private static bool IsIntegerOrFloat(ReadOnlySpan<char> text)
    {
        var rest = text[Digits.CountWithUnderscores(text)..];
        if (rest.StartsWith("."))
        {
            rest = rest[1..];
            rest = rest[Digits.CountWithUnderscores(rest)..];
        }

        return rest.IsEmpty || Digits.IsExponent(rest);
    }

    // 12:30:45 and 12:30:45.67: each part after the first is below 60
    private static bool IsSexagesimal(ReadOnlySpan<char> text)
    {
        var rest = text[Digits.CountWithUnderscores(text)..];
        var parts = 0;
        while (rest.StartsWith(":"))
        {
            var digits = Math.Min(2, Digits.Count(rest[1..]));
            if (digits == 0 || (digits == 2 && rest[1] > '5'))
            {
                return false;
            }

            rest = rest[(1 + digits)..];
            parts++;
        }

        return parts > 0 && (rest.IsEmpty || (rest[0] == '.' && Digits.CountWithUnderscores(rest[1..]) == rest.Length - 1));
    }
}
