using System.Globalization;

namespace Automation.GitOps.Expansion.GoTemplates;

/// <summary>The functions of sprig for numbers.</summary>
internal static class GoNumbers
{
    /// <summary>The functions by name.</summary>
    public static IEnumerable<KeyValuePair<string, GoFunction>> All { get; } = new Dictionary<string, GoFunction>
    {
        ["atoi"] = new(1, 1, a => long.TryParse(a.Text(0), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var n) ? n : 0L),
        ["int"] = new(1, 1, a => Integer(a[0])),
        ["int64"] = new(1, 1, a => Integer(a[0])),
        ["float64"] = new(1, 1, a => Float(a[0])),
        ["toDecimal"] = new(1, 1, a => GoNumber.Integer("0o" + GoValue.Print(a[0])) ?? 0L),
        ["add"] = new(0, GoFunction.Any, a => a.From(0).Aggregate(0L, (sum, v) => unchecked(sum + Integer(v)))),
        ["add1"] = new(1, 1, a => unchecked(Integer(a[0]) + 1)),
        ["sub"] = new(2, 2, a => unchecked(Integer(a[0]) - Integer(a[1]))),
        ["mul"] = new(1, GoFunction.Any, a => a.From(0).Aggregate(1L, (product, v) => unchecked(product * Integer(v)))),
        ["div"] = new(2, 2, a => Divisor(a[1]) is -1 ? unchecked(-Integer(a[0])) : Integer(a[0]) / Divisor(a[1])),
        ["mod"] = new(2, 2, a => Divisor(a[1]) is -1 ? 0L : Integer(a[0]) % Divisor(a[1])),
        ["max"] = new(1, GoFunction.Any, a => a.From(0).Select(Integer).Max()),
        ["biggest"] = new(1, GoFunction.Any, a => a.From(0).Select(Integer).Max()),
        ["min"] = new(1, GoFunction.Any, a => a.From(0).Select(Integer).Min()),
        ["maxf"] = new(1, GoFunction.Any, a => a.From(0).Select(Float).Max()),
        ["minf"] = new(1, GoFunction.Any, a => a.From(0).Select(Float).Min()),
        ["addf"] = new(0, GoFunction.Any, a => Exact(a.From(0), 0, (x, y) => x + y)),
        ["add1f"] = new(1, 1, a => Exact([.. a.From(0), 1d], 0, (x, y) => x + y)),
        ["subf"] = new(1, GoFunction.Any, a => Exact(a.From(1), a[0], (x, y) => x - y)),
        ["mulf"] = new(1, GoFunction.Any, a => Exact(a.From(1), a[0], (x, y) => x * y)),
        ["divf"] = new(1, GoFunction.Any, a => Exact(a.From(1), a[0], (x, y) => y == 0 ? throw new GoTemplateException("decimal division by 0")
            : Math.Round(x / y, 16, MidpointRounding.AwayFromZero))),
        ["ceil"] = new(1, 1, a => Math.Ceiling(Float(a[0]))),
        ["floor"] = new(1, 1, a => Math.Floor(Float(a[0]))),
        ["round"] = new(2, 3, a => Round(Float(a[0]), a.Integer(1), a.Count > 2 ? a.Number(2) : 0.5)),
        ["until"] = new(1, 1, a => Sequence(a.Budget, 0, a.Integer(0), a.Integer(0) < 0 ? -1 : 1)),
        ["untilStep"] = new(3, 3, a => Sequence(a.Budget, a.Integer(0), a.Integer(1), a.Integer(2))),
        ["seq"] = new(0, GoFunction.Any, Seq),
    };

    /// <summary>As sprig casts a value to an integer.</summary>
    public static long Integer(object? value) => value switch
    {
        long number => number,
        double number => double.IsNaN(number) ? 0 : number >= 9.2e18 ? long.MaxValue : number <= -9.2e18 ? long.MinValue : (long)number,
        bool boolean => boolean ? 1 : 0,
        string text => GoNumber.Parse(text) is long number ? number : 0,
        _ => 0,
    };

    private static double Float(object? value) => value switch
    {
        double number => number,
        string text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : 0,
        _ => Integer(value),
    };

    private static long Divisor(object? value) => Integer(value) is not 0 and var divisor ? divisor
        : throw new GoTemplateException("runtime error: integer divide by zero");

    private static double Exact(IEnumerable<object?> values, object? first, Func<decimal, decimal, decimal> combine)
    {
        try
        {
            return Plain(values.Aggregate((decimal)Float(first), (x, y) => combine(x, (decimal)Float(y))));
        }
        catch (OverflowException)
        {
            throw new UndecidedTemplateException("a number is too large for the exact arithmetic of templates here");
        }
    }

    // The nearest number to what is written, and no negative zero.
    private static double Plain(decimal value) => value == 0 ? 0 : double.Parse(value.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private static double Round(double value, long places, double from)
    {
        var power = Math.Pow(10, Math.Clamp(places, -300, 300));
        var digit = value * power;
        var rounded = digit - Math.Truncate(digit) >= from ? Math.Ceiling(digit) : Math.Floor(digit);
        return rounded / power;
    }

    private static List<object?> Sequence(GoBudget budget, long start, long stop, long step)
    {
        var list = new List<object?>();
        if (step == 0 || (stop < start && step >= 0) || (stop > start && step < 0))
        {
            return list;
        }

        budget.List(Math.Abs((stop / step) - (start / step)) + 1);
        for (var at = start; step > 0 ? at < stop : at > stop; at += step)
        {
            list.Add(at);
        }

        return list;
    }

    private static object? Seq(GoArguments a)
    {
        var numbers = a.Count switch
        {
            0 => [],
            1 => Inclusive(1, a.Integer(0), a.Integer(0) < 1 ? -1 : 1),
            2 => Inclusive(a.Integer(0), a.Integer(1), a.Integer(1) < a.Integer(0) ? -1 : 1),
            3 => (a.Integer(2) < a.Integer(0) && a.Integer(1) > 0) || (a.Integer(2) > a.Integer(0) && a.Integer(1) < 0) ? []
                : Inclusive(a.Integer(0), a.Integer(2), a.Integer(1)),
            _ => [],
        };
        return string.Join(' ', numbers.Select(GoValue.Print));

        List<object?> Inclusive(long start, long stop, long step) => Sequence(a.Budget, start, stop + (step < 0 ? -1 : 1), step);
    }
}
