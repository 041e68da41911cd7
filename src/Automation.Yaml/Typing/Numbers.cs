using System.Globalization;

namespace Automation.Yaml.Typing;

/// <summary>The values of numbers, which are doubles as in JavaScript.</summary>
internal static class Numbers
{
    /// <summary>The value of a scalar that is typed as a number.</summary>
    public static double ValueOf(string text, YamlVersion version)
    {
        var is11 = version != YamlVersion.Core12;
        var digits = is11 ? text.Replace("_", "", StringComparison.Ordinal) : text;
        var isNegative = digits.StartsWith('-');
        var unsigned = Digits.WithoutSign(digits);
        var value = unsigned switch
        {
            ".inf" or ".Inf" or ".INF" => double.PositiveInfinity,
            ['0', 'x', .. var hexadecimal] => InBase(hexadecimal, 16),
            ['0', 'o', .. var octal] when version != YamlVersion.Yaml11 => InBase(octal, 8),
            ['0', 'b', .. var binary] when is11 => InBase(binary, 2),
            ['0', .. var octal] when is11 && octal.Length > 0 && octal.IndexOfAnyExceptInRange('0', '7') < 0 => InBase(octal, 8),
            _ when is11 && unsigned.Contains(':') => Sexagesimal(unsigned),
            _ => double.TryParse(unsigned, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : double.NaN,
        };
        return isNegative ? -value : value;
    }

    private static double InBase(ReadOnlySpan<char> digits, int numberBase)
    {
        var value = 0d;
        foreach (var c in digits)
        {
            value = (value * numberBase) + Convert.ToInt32(c.ToString(), 16);
        }

        return value;
    }

    private static double Sexagesimal(ReadOnlySpan<char> text)
    {
        var value = 0d;
        foreach (var part in text.Split(':'))
        {
            value = (value * 60) + (double.TryParse(text[part], NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : double.NaN);
        }

        return value;
    }
}
