using System.Globalization;
using System.Text;

namespace Automation.Core.Text;

/// <summary>Numbers as JavaScript has them: doubles, and the text it gives them.</summary>
public static class JavaScriptNumber
{
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
}
