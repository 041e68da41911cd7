using System.Globalization;
using System.Numerics;
using System.Text;
using Automation.Core.Text;
using Automation.Templates.Language.Values;

namespace Automation.Templates.Language.Functions;

/// <summary>The methods of numbers, which write them.</summary>
internal static class NumberMethods
{
    private const int MostDigits = 100;

    // The exact value of a double has at most 1,075 digits after its point; a fraction in another base gets as many as JavaScript's engines give.
    private const int MostFractionDigits = 52;

    public static readonly Dictionary<string, Method<double>> All = new(StringComparer.Ordinal)
    {
        ["toExponential"] = new(0, 1, (self, a, _) => TemplateValue.Of(
            !double.IsFinite(self) ? JavaScriptNumber.TextOf(self)
            : a[0] == TemplateValue.Undefined ? Shortest(self)
            : Significant(self, Digits(a, 0) + 1))),
        ["toFixed"] = new(0, 1, (self, a, _) => TemplateValue.Of(
            Digits(a, 0) is var digits && (!double.IsFinite(self) || Math.Abs(self) >= 1e21) ? JavaScriptNumber.TextOf(self) : Fixed(self, digits))),
        ["toPrecision"] = new(0, 1, (self, a, _) => TemplateValue.Of(
            a[0] == TemplateValue.Undefined || !double.IsFinite(self) ? JavaScriptNumber.TextOf(self) : Precise(self, Digits(a, 1)))),
        ["toString"] = new(0, 1, (self, a, _) => TemplateValue.Of(InBase(self, a))),
    };

    private static int Digits(CallArguments arguments, int least) => JavaScript.IntegerOf(arguments[0], arguments.At) is var digits
        && digits >= least && digits <= MostDigits
            ? (int)digits
            : throw arguments.Error($"The number of digits must be from {least} to {MostDigits}.");

    // Rounds the exact value, halves away from zero: what JavaScript prescribes.
    private static string Fixed(double value, int digits)
    {
        var (numerator, power) = Exact(Math.Abs(value));
        var scaled = numerator * BigInteger.Pow(10, digits);
        var rounded = power >= 0 ? scaled << power : (scaled + (BigInteger.One << (-power - 1))) >> -power;
        var text = rounded.ToString(CultureInfo.InvariantCulture).PadLeft(digits + 1, '0');
        var sign = value < 0 && (!rounded.IsZero || value != 0) ? "-" : "";
        return sign + (digits == 0 ? text : $"{text[..^digits]}.{text[^digits..]}");
    }

    private static (BigInteger Numerator, int Power) Exact(double value)
    {
        var bits = BitConverter.DoubleToInt64Bits(value);
        var exponent = (int)((bits >> 52) & 0x7ff);
        var fraction = bits & ((1L << 52) - 1);
        return exponent == 0 ? (fraction, -1074) : (fraction | (1L << 52), exponent - 1075);
    }

    private static string Shortest(double value)
    {
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        var mantissa = text.TrimStart('-').Split('E')[0].Replace(".", "", StringComparison.Ordinal).Trim('0');
        return Significant(value, Math.Max(1, mantissa.Length));
    }

    // d.ddde+x with this many significant digits.
    private static string Significant(double value, int digits)
    {
        var (shown, exponent) = SignificantDigits(Math.Abs(value), digits);
        return $"{(value < 0 ? "-" : "")}{shown[0]}{(digits > 1 ? $".{shown[1..]}" : "")}e{(exponent < 0 ? "-" : "+")}{Math.Abs(exponent)}";
    }

    private static (string Digits, int Exponent) SignificantDigits(double value, int digits)
    {
        if (value == 0)
        {
            return (new string('0', digits), 0);
        }

        var (numerator, power) = Exact(value);
        var denominator = power < 0 ? BigInteger.One << -power : BigInteger.One;
        numerator = power > 0 ? numerator << power : numerator;
        var exponent = (int)Math.Floor(Math.Log10(value));
        for (; ; exponent++)
        {
            var shift = digits - 1 - exponent;
            var (top, bottom) = shift >= 0 ? (numerator * BigInteger.Pow(10, shift), denominator) : (numerator, denominator * BigInteger.Pow(10, -shift));
            var rounded = ((top * 2) + bottom) / (bottom * 2);
            var text = rounded.ToString(CultureInfo.InvariantCulture);
            if (text.Length < digits)
            {
                exponent -= 2;
            }
            else if (text.Length == digits)
            {
                return (text, exponent);
            }
        }
    }

    private static string Precise(double value, int precision)
    {
        var (digits, exponent) = SignificantDigits(Math.Abs(value), precision);
        if (exponent < -6 || exponent >= precision)
        {
            return Significant(value, precision);
        }

        var text = exponent < 0 ? $"0.{new string('0', -exponent - 1)}{digits}"
            : exponent == precision - 1 ? digits
            : $"{digits[..(exponent + 1)]}.{digits[(exponent + 1)..]}";
        return (value < 0 ? "-" : "") + text;
    }

    private static string InBase(double value, CallArguments arguments)
    {
        var numberBase = JavaScript.IntegerOf(arguments[0], arguments.At, 10);
        if (numberBase is < 2 or > 36)
        {
            throw arguments.Error("The base must be from 2 to 36.");
        }

        if (numberBase == 10 || !double.IsFinite(value))
        {
            return JavaScriptNumber.TextOf(value);
        }

        var result = new StringBuilder();
        var whole = new BigInteger(Math.Truncate(Math.Abs(value)));
        do
        {
            result.Insert(0, DigitOf((int)(whole % (int)numberBase)));
            whole /= (int)numberBase;
        }
        while (!whole.IsZero);

        var fraction = Math.Abs(value) - Math.Truncate(Math.Abs(value));
        result.Append(fraction > 0 ? "." : "");
        for (var i = 0; fraction > 0 && i < MostFractionDigits; i++)
        {
            fraction *= numberBase;
            result.Append(DigitOf((int)fraction));
            fraction -= Math.Truncate(fraction);
        }

        return (value < 0 ? "-" : "") + result;
    }

    private static char DigitOf(int digit) => (char)(digit < 10 ? '0' + digit : 'a' + digit - 10);
}
