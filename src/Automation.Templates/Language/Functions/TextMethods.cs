using Automation.Templates.Language.Values;

namespace Automation.Templates.Language.Functions;

/// <summary>The methods of texts, with JavaScript's rules for arguments.</summary>
internal static class TextMethods
{
    private const double Bits32 = 1L << 32;

    public static readonly Dictionary<string, Method<string>> All = new(StringComparer.Ordinal)
    {
        ["charAt"] = new(0, 1, (self, a, _) => TemplateValue.Of(At(self, a) is { } c ? c.ToString() : "")),
        ["charCodeAt"] = new(0, 1, (self, a, _) => TemplateValue.Of(At(self, a) is { } c ? c : double.NaN)),
        ["concat"] = new(0, Method.AnyNumber, (self, a, budget) => Made(self + string.Concat(a.Positional.Select(v => JavaScript.TextOf(v, a.At))), a, budget)),
        ["endsWith"] = new(1, 2, (self, a, _) => TemplateValue.Of(
            self.AsSpan(0, Position(a, 1, self.Length, self.Length)).EndsWith(Sought(a), StringComparison.Ordinal))),
        ["includes"] = new(1, 2, (self, a, _) => TemplateValue.Of(self.AsSpan(Position(a, 1, 0, self.Length)).Contains(Sought(a), StringComparison.Ordinal))),
        ["indexOf"] = new(1, 2, (self, a, _) => TemplateValue.Of(self.IndexOf(Sought(a), Position(a, 1, 0, self.Length), StringComparison.Ordinal))),
        ["lastIndexOf"] = new(1, 2, LastIndexOf),
        ["replace"] = new(2, 2, Replace),
        ["slice"] = new(0, 2, (self, a, _) =>
        {
            var (start, end) = (Relative(a, 0, 0, self.Length), Relative(a, 1, self.Length, self.Length));
            return TemplateValue.Of(start < end ? self[start..end] : "");
        }),
        ["split"] = new(0, 2, Split),
        ["startsWith"] = new(
            1,
            2,
            (self, a, _) => TemplateValue.Of(self.AsSpan(Position(a, 1, 0, self.Length)).StartsWith(Sought(a), StringComparison.Ordinal))),
        ["substring"] = new(0, 2, (self, a, _) =>
        {
            var (x, y) = (Position(a, 0, 0, self.Length), Position(a, 1, self.Length, self.Length));
            return TemplateValue.Of(self[Math.Min(x, y)..Math.Max(x, y)]);
        }),
        ["toLowerCase"] = new(0, 0, (self, _, _) => TemplateValue.Of(LetterCase.Lower(self))),
        ["toUpperCase"] = new(0, 0, (self, _, _) => TemplateValue.Of(LetterCase.Upper(self))),
        ["trim"] = new(0, 0, (self, _, _) => TemplateValue.Of(JavaScript.Trim(self))),
        ["trimEnd"] = new(0, 0, (self, _, _) => TemplateValue.Of(self.TrimEnd(JavaScript.WhiteSpace.ToCharArray()))),
        ["trimStart"] = new(0, 0, (self, _, _) => TemplateValue.Of(self.TrimStart(JavaScript.WhiteSpace.ToCharArray()))),
    };

    /// <summary>A position between 0 and the length; a negative one counts from the end.</summary>
    public static int Relative(CallArguments arguments, int index, int whenUndefined, int length)
    {
        var value = JavaScript.IntegerOf(arguments[index], arguments.At, whenUndefined);
        return (int)Math.Clamp(value < 0 ? value + length : value, 0, length);
    }

    private static int Position(CallArguments arguments, int index, int whenUndefined, int length) =>
        (int)Math.Clamp(JavaScript.IntegerOf(arguments[index], arguments.At, whenUndefined), 0, length);

    private static string Sought(CallArguments arguments) => JavaScript.TextOf(arguments[0], arguments.At);

    private static char? At(string self, CallArguments arguments) =>
        JavaScript.IntegerOf(arguments[0], arguments.At) is >= 0 and var index && index < self.Length ? self[(int)index] : null;

    private static TemplateValue.Text Made(string text, CallArguments arguments, RenderBudget budget)
    {
        budget.Output(text.Length, arguments.At);
        return new TemplateValue.Text(text);
    }

    private static TemplateValue LastIndexOf(string self, CallArguments arguments, RenderBudget budget)
    {
        var sought = Sought(arguments);
        var number = arguments[1] == TemplateValue.Undefined ? double.NaN : JavaScript.NumberOf(arguments[1], arguments.At);
        var last = double.IsNaN(number) ? self.Length : Math.Clamp(Math.Truncate(number), 0, self.Length);
        for (var i = (int)Math.Min(last, self.Length - sought.Length); i >= 0; i--)
        {
            if (string.CompareOrdinal(self, i, sought, 0, sought.Length) == 0)
            {
                return TemplateValue.Of(i);
            }
        }

        return TemplateValue.Of(-1);
    }

    private static TemplateValue Replace(string self, CallArguments arguments, RenderBudget budget)
    {
        var replacement = JavaScript.TextOf(arguments[1], arguments.At);
        var pattern = arguments[0] as TemplateValue.Pattern ?? new TemplateValue.Pattern(BoundedRegex.Literal(JavaScript.TextOf(arguments[0], arguments.At)));
        return Made(pattern.Replace(self, replacement, arguments.At), arguments, budget);
    }

    private static TemplateValue Split(string self, CallArguments arguments, RenderBudget budget)
    {
        IReadOnlyList<string?> parts = arguments[0] switch
        {
            TemplateValue.None { Name: "undefined" } => [self],
            TemplateValue.Pattern pattern => pattern.Expression.Split(self, arguments.At),
            var separator => JavaScript.TextOf(separator, arguments.At) is { Length: > 0 } text ? self.Split(text) : [.. self.Select(c => c.ToString())],
        };
        budget.Work(parts.Count, arguments.At);

        // JavaScript takes the lower 32 bits of the limit: -1 is not a limit.
        var limit = arguments[1] == TemplateValue.Undefined ? uint.MaxValue : (JavaScript.IntegerOf(arguments[1], arguments.At) % Bits32 + Bits32) % Bits32;
        return TemplateValue.Of(parts.Take((int)Math.Min(double.IsNaN(limit) ? 0 : limit, int.MaxValue)).Select(TemplateValue.Of));
    }
}
