using System.Globalization;
using System.Text;

namespace Automation.Yaml.Typing;

/// <summary>Numbers as in JavaScript: doubles, and their text as names of fields.</summary>
internal static class Numbers
{
    /// <summary>The value of a scalar that is typed as a number.</summary>
    public static double ValueOf(string text, YamlVersion version)
    {
        var is11 = version == YamlVersion.Yaml11;
        var digits = is11 ? text.Replace("_", "", StringComparison.Ordinal) : text;
        var isNegative = digits.StartsWith('-');
        var unsigned = Digits.WithoutSign(digits);
        var value = unsigned switch
        {
            ".inf" or ".Inf" or ".INF" => double.PositiveInfinity,
            ['0', 'x', .. var hexadecimal] => InBase(hexadecimal, 16),
            ['0', 'o', .. var octal] when !is11 => InBase(octal, 8),
            ['0', 'b', .. var binary] when is11 => InBase(binary, 2),
            ['0', .. var octal] when is11 && octal.Length > 0 && octal.IndexOfAnyExceptInRange('0', '7') < 0 => InBase(octal, 8),
            _ when is11 && unsigned.Contains(':') => Sexagesimal(unsigned),
            _ => double.TryParse(unsigned, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : double.NaN,
        };
        return isNegative ? -value : value;
    }

    /// <summary>The number as JavaScript writes it: <c>2.50</c> is <c>2.5</c>, <c>-0</c> is <c>0</c>, <c>1e21</c> is <c>1e+21</c>.</summary>
    public static string TextOf(double value)
    {
        if (double.IsNaN(value) || double.IsInfinity(value) || value == 0)
        {
            return double.IsNaN(value) ? "NaN" : value == 0 ? "0" : value > 0 ? "Infinity" : "-Infinity";
        }

        // The shortest digits that parse to the same number, and the position of the decimal point.
        var (digits, exponent) = Shortest(Math.Abs(value));
        var result = new StringBuilder(value < 0 ? "-" : "");
        var point = exponent + 1;
        return (point switch
        {
            > 21 or <= -6 =>
                result.Append(digits[0])
                    .Append(digits.Length > 1 ? "." : "")
                    .Append(digits.AsSpan(1))
                    .Append('e')
                    .Append(exponent < 0 ? "" : "+")
                    .Append(exponent),
            <= 0 => result.Append("0.").Append('0', -point).Append(digits),
            _ when point >= digits.Length => result.Append(digits).Append('0', point - digits.Length),
            _ => result.Append(digits.AsSpan(0, point)).Append('.').Append(digits.AsSpan(point)),
        }).ToString();
    }

    private static (string Digits, int Exponent) Shortest(double value)
    {
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        var mantissa = text.Split('E') is [var before, _] ? before : text;
        var exponent = text.Split('E') is [_, var after] ? int.Parse(after, CultureInfo.InvariantCulture) : 0;
        var point = mantissa.IndexOf('.', StringComparison.Ordinal);
        point = point < 0 ? mantissa.Length : point;
        var all = mantissa.Replace(".", "", StringComparison.Ordinal);
        var leading = all.Length - all.TrimStart('0').Length;
        return (all.Trim('0'), exponent + point - leading - 1);
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
