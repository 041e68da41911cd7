using System.Globalization;

namespace Automation.Yaml.Typing;

/// <summary>A number as JavaScript writes it when it becomes an object's key (ECMA-262, Number::toString).</summary>
internal static class JavaScriptNumber
{
    // From 1e21 on, and below 1e-6, JavaScript writes an exponent.
    private const int MostWholeDigits = 21;
    private const int MostLeadingZeros = 6;

    public static string ToText(double value)
    {
        if (value == 0)
        {
            return "0";
        }

        if (!double.IsFinite(value))
        {
            return double.IsNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity";
        }

        // The shortest digits that read back as the same number, as d.dddE+xxx.
        var shortest = Math.Abs(value).ToString("E16", CultureInfo.InvariantCulture);
        for (var precision = 0; precision < 16; precision++)
        {
            var shorter = Math.Abs(value).ToString("E" + precision, CultureInfo.InvariantCulture);
            if (double.Parse(shorter, CultureInfo.InvariantCulture) == Math.Abs(value))
            {
                shortest = shorter;
                break;
            }
        }

        var e = shortest.IndexOf('E', StringComparison.Ordinal);
        var digits = shortest[..e].Replace(".", "", StringComparison.Ordinal);
        var point = int.Parse(shortest.AsSpan(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) + 1;
        return (value < 0 ? "-" : "") + point switch
        {
            > MostWholeDigits or <= -MostLeadingZeros => WithExponent(digits, point - 1),
            _ when point >= digits.Length => digits.PadRight(point, '0'),
            > 0 => $"{digits[..point]}.{digits[point..]}",
            _ => "0." + new string('0', -point) + digits,
        };
    }

    private static string WithExponent(string digits, int exponent) =>
        $"{digits[0]}{(digits.Length > 1 ? "." + digits[1..] : "")}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent)}";
}
