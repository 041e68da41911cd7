using System.Globalization;

namespace Automation.GitOps.Expansion.GoTemplates;

/// <summary>The numbers of Go's source.</summary>
internal static class GoNumber
{
    /// <summary>A <see cref="long"/> or <see cref="double"/>; null if it is none.</summary>
    public static object? Parse(string text)
    {
        var unsigned = text.TrimStart('+', '-');
        if (text.Length - unsigned.Length > 1 || unsigned.Length == 0 || unsigned.EndsWith('_'))
        {
            return null;
        }

        var plain = unsigned.Replace("_", "", StringComparison.Ordinal);
        var isNegative = text[0] == '-';
        if (Integer(plain) is { } integer)
        {
            return isNegative ? -integer : integer;
        }

        const NumberStyles Style = NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        return double.TryParse(plain, Style, CultureInfo.InvariantCulture, out var number) ? isNegative ? -number : number : null;
    }

    /// <summary>An integer in one of Go's bases, without a sign; null if it is none.</summary>
    public static long? Integer(string text)
    {
        var (digits, numberBase) = text switch
        {
            ['0', 'x' or 'X', .. var rest] => (rest, 16),
            ['0', 'b' or 'B', .. var rest] => (rest, 2),
            ['0', 'o' or 'O', .. var rest] => (rest, 8),
            ['0', .. { Length: > 0 } rest] => (rest, 8),
            _ => (text, 10),
        };
        if (digits.Length is 0 or > 64)
        {
            return null;
        }

        UInt128 value = 0;
        foreach (var c in digits)
        {
            var digit = char.IsAsciiHexDigit(c) ? Convert.ToInt32(c.ToString(), 16) : 16;
            if (digit >= numberBase)
            {
                return null;
            }

            value = (value * (UInt128)numberBase) + (UInt128)digit;
            if (value > long.MaxValue)
            {
                return null;
            }
        }

        return (long)value;
    }
}
