using System.Globalization;
using Automation.Templates.Language.Values;

namespace Automation.Templates.Language.Functions;

/// <summary>Filters that make or change numbers.</summary>
internal static class NumberFilters
{
    public static readonly Dictionary<string, TemplateFilter> All = new(StringComparer.Ordinal)
    {
        ["abs"] = (input, a, _) => TemplateValue.Of(Math.Abs(JavaScript.NumberOf(input, a.At))),
        ["float"] = (input, a, _) => Parsed(ParseFloat(JavaScript.TextOf(input, a.At)), a[0]),
        ["int"] = (input, a, _) => Parsed(
            ParseInteger(JavaScript.TextOf(input, a.At), JavaScript.IntegerOf(a.Get(1, "base"), a.At, 10)),
            a.Get(0, "default")),
        ["round"] = Round,
    };

    /// <summary><c>Math.round</c>: halves are rounded up.</summary>
    public static double Rounded(double number) => Math.Abs(number) >= 1L << 52 ? number : Math.Floor(number + 0.5);

    private static TemplateValue Parsed(double number, TemplateValue otherwise) => double.IsNaN(number) ? otherwise : TemplateValue.Of(number);

    private static TemplateValue Round(TemplateValue input, CallArguments arguments, RenderBudget budget)
    {
        var factor = Math.Pow(10, JavaScript.IsTruthy(arguments[0]) ? JavaScript.NumberOf(arguments[0], arguments.At) : 0);
        var scaled = JavaScript.NumberOf(input, arguments.At) * factor;
        return TemplateValue.Of((arguments[1] is TemplateValue.Text method ? method.Value : "") switch
        {
            "ceil" => Math.Ceiling(scaled),
            "floor" => Math.Floor(scaled),
            _ => Rounded(scaled),
        } / factor);
    }

    // parseInt: what follows the digits is ignored.
    private static double ParseInteger(string text, double numberBase)
    {
        var rest = JavaScript.Trim(text);
        var isNegative = rest is ['-', ..];
        rest = rest is ['-' or '+', .. var unsigned] ? unsigned : rest;
        if (numberBase is 0 or 16 && rest is ['0', 'x' or 'X', .. var hexadecimal])
        {
            (rest, numberBase) = (hexadecimal, 16);
        }

        numberBase = numberBase == 0 ? 10 : numberBase;
        var digits = rest.TakeWhile(c => Digit(c) < numberBase).ToList();
        if (digits.Count == 0 || numberBase is < 2 or > 36)
        {
            return double.NaN;
        }

        var value = digits.Aggregate(0d, (v, c) => (v * numberBase) + Digit(c));
        return isNegative ? -value : value;
    }

    private static int Digit(char c) => char.IsAsciiDigit(c) ? c - '0' : char.IsAsciiLetter(c) ? (c | 0x20) - 'a' + 10 : int.MaxValue;

    // parseFloat: the longest start that is a number.
    private static double ParseFloat(string text)
    {
        var rest = JavaScript.Trim(text);
        var sign = rest is ['-' or '+', ..] ? 1 : 0;
        if (rest.AsSpan(sign).StartsWith("Infinity", StringComparison.Ordinal))
        {
            return rest[0] == '-' ? double.NegativeInfinity : double.PositiveInfinity;
        }

        var whole = Digits(rest, sign);
        var end = whole;
        var fraction = end < rest.Length && rest[end] == '.' ? Digits(rest, end + 1) : end;
        var hasDigits = whole > sign || fraction > end + 1;
        end = hasDigits ? fraction : end;
        if (hasDigits && end < rest.Length && rest[end] is 'e' or 'E')
        {
            var exponent = end + 1 < rest.Length && rest[end + 1] is '+' or '-' ? end + 2 : end + 1;
            end = Digits(rest, exponent) is var last && last > exponent ? last : end;
        }

        return hasDigits && double.TryParse(rest.AsSpan(0, end), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : double.NaN;
    }

    private static int Digits(string text, int at)
    {
        while (at < text.Length && char.IsAsciiDigit(text[at]))
        {
            at++;
        }

        return at;
    }
}
