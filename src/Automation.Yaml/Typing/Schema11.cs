using Automation.Yaml.Nodes;

namespace Automation.Yaml.Typing;

/// <summary>The schema of YAML 1.1: <c>yes</c> is true, <c>017</c> is fifteen, <c>12:30:45</c> a number, a date a timestamp.</summary>
internal static class Schema11
{
    public static ScalarTyping.Typed TypeOf(string text) => text switch
    {
        "" or "~" or "null" or "Null" or "NULL" => new(YamlType.Null, text),
        "Y" or "y" or "yes" or "Yes" or "YES" or "true" or "True" or "TRUE" or "on" or "On" or "ON" => new(YamlType.Boolean, text),
        "N" or "n" or "no" or "No" or "NO" or "false" or "False" or "FALSE" or "off" or "Off" or "OFF" => new(YamlType.Boolean, text),
        _ when IsInteger(text) || IsFloat(text) => new(YamlType.Number, text),
        _ when Timestamp11.ToIso(text) is { } iso => new(YamlType.String, iso),
        _ => new(YamlType.String, text),
    };

    /// <summary><c>1_000</c>, <c>017</c>, <c>0b101</c>, <c>0x1f</c>, <c>12:30</c>.</summary>
    public static bool IsInteger(ReadOnlySpan<char> text)
    {
        var unsigned = Digits.WithoutSign(text);
        if (unsigned.StartsWith("0b"))
        {
            return unsigned.Length > 2 && unsigned[2..].IndexOfAnyExcept("01_") < 0;
        }

        if (unsigned.StartsWith("0x"))
        {
            return unsigned.Length > 2 && unsigned[2..].IndexOfAnyExcept(Digits.HexadecimalOrUnderscore) < 0;
        }

        var rest = AfterWhole(unsigned);
        return rest.Length < unsigned.Length && (rest.IsEmpty || AfterSixtieths(rest).IsEmpty);
    }

    /// <summary><c>1_000.5</c>, <c>.5</c>, <c>1e3</c>, <c>12:30.5</c>, <c>.inf</c>; a lone <c>.</c> and <c>e3</c> too, which are then not a number.</summary>
    public static bool IsFloat(ReadOnlySpan<char> text)
    {
        var unsigned = Digits.WithoutSign(text);
        if (Digits.IsInfinity(unsigned) || Digits.IsNotANumber(text))
        {
            return true;
        }

        var rest = AfterWhole(unsigned);
        if (rest.StartsWith(":"))
        {
            rest = AfterSixtieths(rest);
            return rest.StartsWith(".") && Digits.CountWithUnderscores(rest[1..]) == rest.Length - 1;
        }

        var hasPoint = rest.StartsWith(".");
        rest = hasPoint ? rest[(1 + Digits.CountWithUnderscores(rest[1..]))..] : rest;
        return Digits.IsExponent(rest) || (hasPoint && rest.IsEmpty);
    }

    // what follows digits and underscores, a digit first
    private static ReadOnlySpan<char> AfterWhole(ReadOnlySpan<char> text) =>
        text.IsEmpty || !char.IsAsciiDigit(text[0]) ? text : text[Digits.CountWithUnderscores(text)..];

    // what follows ':30:45': each part is below 60
    private static ReadOnlySpan<char> AfterSixtieths(ReadOnlySpan<char> text)
    {
        var rest = text;
        while (rest.StartsWith(":"))
        {
            var digits = Math.Min(2, Digits.Count(rest[1..]));
            if (digits == 0 || (digits == 2 && rest[1] > '5'))
            {
                return text;
            }

            rest = rest[(1 + digits)..];
        }

        return rest;
    }
}
