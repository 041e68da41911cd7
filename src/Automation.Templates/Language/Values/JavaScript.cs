using System.Buffers;
using System.Globalization;
using System.Numerics;
using System.Text;
using Automation.Core.Text;

namespace Automation.Templates.Language.Values;

/// <summary>JavaScript's conversions and comparisons (ECMA-262, sections 7.1 and 7.2), on which templates rely.</summary>
internal static class JavaScript
{
    /// <summary>What JavaScript's <c>trim</c> removes: white space and line ends, the byte order mark among them.</summary>
    public const string WhiteSpace = "\t\n\v\f\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
        + "\u2028\u2029\u202f\u205f\u3000\ufeff";

    /// <summary>The error of what needs a value and gets a function.</summary>
    public const string CallableIsNoText = "A function is not a value: call it with (…).";

    // Whole numbers below are written digit by digit.
    private const double SafelyWhole = 1e15;

    private const NumberStyles DecimalNumber = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    private static readonly SearchValues<char> OfDecimals = SearchValues.Create("0123456789+-.eE");

    /// <summary>How deep lists and objects may be nested, as in Backstage's engine.</summary>
    public const int DeepestValue = 256;

    /// <summary>Whether a condition holds. Lists and objects always hold, even empty ones.</summary>
    public static bool IsTruthy(TemplateValue value) => value switch
    {
        TemplateValue.None => false,
        TemplateValue.Boolean boolean => boolean.Value,
        TemplateValue.Number number => number.Value is not 0 and not double.NaN,
        TemplateValue.Text { IsSafe: false } text => text.Value.Length > 0,
        _ => true,
    };

    /// <summary>What <c>typeof</c> and the language's errors call it.</summary>
    public static string TypeOf(TemplateValue value) => value switch
    {
        TemplateValue.None none => none.Name,
        TemplateValue.Boolean => "boolean",
        TemplateValue.Number => "number",
        TemplateValue.Text => "string",
        TemplateValue.List => "list",
        TemplateValue.Pattern => "regular expression",
        TemplateValue.Function => "function",
        _ => "object",
    };

    /// <summary>The text that is printed: nothing for undefined and null.</summary>
    public static string Printed(TemplateValue value, CallSite at) => value.IsNothing ? "" : TextOf(value, at);

    /// <summary><c>String(value)</c>.</summary>
    public static string TextOf(TemplateValue value, CallSite at)
    {
        switch (value)
        {
            case TemplateValue.None none:
                return none.Name;
            case TemplateValue.Boolean boolean:
                return boolean.Value ? "true" : "false";
            case TemplateValue.Number { Value: var whole } when whole == Math.Truncate(whole) && Math.Abs(whole) < SafelyWhole:
                return ((long)whole).ToString(CultureInfo.InvariantCulture);
            case TemplateValue.Number number:
                return JavaScriptNumber.TextOf(number.Value);
            case TemplateValue.Text text:
                return text.Value;
            case TemplateValue.List list:
                var items = new StringBuilder();
                Write(list, items, at, 1);
                return items.ToString();
            case TemplateValue.Map when !ValueSearch.HasFunction(value, at):
                return "[object Object]";
            case TemplateValue.Pattern pattern:
                return pattern.Expression.ToString();
            default:
                throw new TemplateException(CallableIsNoText, at);
        }
    }

    /// <summary><c>Number(value)</c>.</summary>
    public static double NumberOf(TemplateValue value, CallSite at) => value switch
    {
        TemplateValue.None none => none == TemplateValue.Null ? 0 : double.NaN,
        TemplateValue.Boolean boolean => boolean.Value ? 1 : 0,
        TemplateValue.Number number => number.Value,
        _ => NumberOf(TextOf(value, at)),
    };

    /// <summary>The number that a text is: decimal, or with 0x, 0o or 0b; blank is 0.</summary>
    public static double NumberOf(string text)
    {
        var trimmed = Trim(text);
        return trimmed switch
        {
            "" => 0,
            "Infinity" or "+Infinity" => double.PositiveInfinity,
            "-Infinity" => double.NegativeInfinity,
            ['0', 'x' or 'X', .. var digits] => InBase(digits, 16),
            ['0', 'o' or 'O', .. var digits] => InBase(digits, 8),
            ['0', 'b' or 'B', .. var digits] => InBase(digits, 2),
            _ => !trimmed.AsSpan().ContainsAnyExcept(OfDecimals)
                && double.TryParse(trimmed, DecimalNumber, CultureInfo.InvariantCulture, out var number)
                    ? number
                    : double.NaN,
        };
    }

    /// <summary>The number as an integer: 0 for what is none, infinities kept.</summary>
    public static double IntegerOf(TemplateValue value, CallSite at, double whenUndefined = 0)
    {
        var number = value == TemplateValue.Undefined ? whenUndefined : NumberOf(value, at);
        return double.IsNaN(number) ? 0 : Math.Truncate(number);
    }

    /// <summary><c>a === b</c>.</summary>
    public static bool StrictlyEqual(TemplateValue a, TemplateValue b) => (a, b) switch
    {
        (TemplateValue.Number x, TemplateValue.Number y) => x.Value == y.Value,
        (TemplateValue.Text { IsSafe: false } x, TemplateValue.Text { IsSafe: false } y) => x.Value == y.Value,
        (TemplateValue.Boolean x, TemplateValue.Boolean y) => x.Value == y.Value,
        (TemplateValue.List x, TemplateValue.List y) => ReferenceEquals(x.Items, y.Items),
        (TemplateValue.Map x, TemplateValue.Map y) => ReferenceEquals(x.Entries, y.Entries),
        _ => ReferenceEquals(a, b),
    };

    /// <summary>How <c>includes</c> compares: as <c>===</c>, and NaN is NaN.</summary>
    public static bool SameValueZero(TemplateValue a, TemplateValue b) =>
        StrictlyEqual(a, b) || (a is TemplateValue.Number { Value: double.NaN } && b is TemplateValue.Number { Value: double.NaN });

    /// <summary><c>a == b</c>.</summary>
    public static bool LooselyEqual(TemplateValue a, TemplateValue b, CallSite at)
    {
        if (a.IsNothing || b.IsNothing)
        {
            return a is TemplateValue.Function || b is TemplateValue.Function
                ? throw new TemplateException(CallableIsNoText, at)
                : a.IsNothing && b.IsNothing;
        }

        var (x, y) = (IsObject(a), IsObject(b));
        return (x && y) || TypeOf(a) == TypeOf(b) && !x && !y ? StrictlyEqual(a, b)
            : (IsText(a) || x) && (IsText(b) || y) ? TextOf(a, at) == TextOf(b, at)
            : NumberOf(a, at) == NumberOf(b, at);
    }

    /// <summary>Whether <c>a &lt; b</c>; null if they cannot be compared, because one of them is not a number.</summary>
    public static bool? Less(TemplateValue a, TemplateValue b, CallSite at)
    {
        if ((IsText(a) || IsObject(a)) && (IsText(b) || IsObject(b)))
        {
            return string.CompareOrdinal(TextOf(a, at), TextOf(b, at)) < 0;
        }

        var (x, y) = (NumberOf(a, at), NumberOf(b, at));
        return double.IsNaN(x) || double.IsNaN(y) ? null : x < y;
    }

    /// <summary><c>a + b</c>: texts are joined, all else is added.</summary>
    public static TemplateValue Add(TemplateValue a, TemplateValue b, CallSite at) => IsText(a) || IsText(b) || IsObject(a) || IsObject(b)
        ? new TemplateValue.Text(TextOf(a, at) + TextOf(b, at))
        : new TemplateValue.Number(NumberOf(a, at) + NumberOf(b, at));

    /// <summary><c>a ** b</c>: unlike .NET, 1 to the power of infinity or NaN is NaN.</summary>
    public static double Power(double a, double b) => double.IsNaN(b) || (Math.Abs(a) == 1 && double.IsInfinity(b)) ? double.NaN : Math.Pow(a, b);

    /// <summary><c>value[key]</c>, without methods; undefined and null have no members.</summary>
    public static TemplateValue Member(TemplateValue value, string key) => value switch
    {
        TemplateValue.Map map => map.Entries[key],
        TemplateValue.List list when key == "length" => TemplateValue.Of(list.Items.Count),
        TemplateValue.List list => IndexOf(key, list.Items.Count) is { } index ? list.Items[index] : TemplateValue.Undefined,
        TemplateValue.Text text when key == "length" => TemplateValue.Of(text.Value.Length),
        TemplateValue.Text { IsSafe: false } text when IndexOf(key, text.Value.Length) is { } index => new TemplateValue.Text(text.Value[index].ToString()),
        _ => TemplateValue.Undefined,
    };

    /// <summary><c>value.length</c>; NaN where there is none.</summary>
    public static double LengthOf(TemplateValue value, CallSite at) => NumberOf(Member(value, "length"), at);

    /// <summary>The items of a list, the characters of a text, or what an object has under 0, 1 and so on up to its member <c>length</c>.</summary>
    public static IReadOnlyList<TemplateValue> ItemsOf(TemplateValue value, CallSite at)
    {
        switch (value)
        {
            case TemplateValue.List list:
                return list.Items;
            case TemplateValue.Text text:
                at.Budget.Read(text.Value.Length, at);
                return [.. text.Value.Select(c => new TemplateValue.Text(c.ToString()))];
            case TemplateValue.Map map:
                var items = new List<TemplateValue>();
                for (var length = LengthOf(map, at); items.Count < length;)
                {
                    at.Budget.Work(1, at);
                    items.Add(map.Entries[items.Count.ToString(CultureInfo.InvariantCulture)]);
                }

                return items;
            default:
                return [];
        }
    }

    // An array index: digits, without a zero before others.
    private static int? IndexOf(string key, int count) =>
        key is "0" or [>= '1' and <= '9', ..] && int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < count
            ? index
            : null;

    /// <summary><c>text.trim()</c>.</summary>
    public static string Trim(string text) => text.Trim(WhiteSpace.ToCharArray());

    private static bool IsText(TemplateValue value) => value is TemplateValue.Text { IsSafe: false };

    private static bool IsObject(TemplateValue value) =>
        value is TemplateValue.List or TemplateValue.Map or TemplateValue.Pattern or TemplateValue.Function or TemplateValue.Text { IsSafe: true };

    private static void Write(TemplateValue.List list, StringBuilder text, CallSite at, int depth)
    {
        if (depth > DeepestValue)
        {
            throw new TemplateException($"Lists are nested more than {DeepestValue} deep.", at);
        }

        at.Budget.Read((1L + list.Items.Count) * RenderBudget.CostOfItem, at);
        for (var i = 0; i < list.Items.Count; i++)
        {
            text.Append(i > 0 ? "," : "");
            if (list.Items[i] is TemplateValue.List inner)
            {
                Write(inner, text, at, depth + 1);
            }
            else
            {
                text.Append(Printed(list.Items[i], at));
            }

            if (text.Length > RenderBudget.MostOutput)
            {
                throw new TemplateException($"As text, the list has more than {RenderBudget.MostOutput} characters.", at);
            }
        }
    }

    private static double InBase(string digits, int numberBase)
    {
        if (digits.Length == 0 || digits.Any(c => !char.IsAsciiHexDigit(c) || Convert.ToInt32(c.ToString(), 16) >= numberBase))
        {
            return double.NaN;
        }

        // The largest double has 1,024 bits.
        var significant = digits.TrimStart('0');
        return significant.Length > 1024
            ? double.PositiveInfinity
            : (double)significant.Aggregate(BigInteger.Zero, (value, c) => (value * numberBase) + Convert.ToInt32(c.ToString(), 16));
    }
}
