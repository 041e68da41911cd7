using System.Globalization;
using System.Text;

namespace Automation.GitOps.Expansion.GoTemplates;

/// <summary>The verbs of Go's <c>fmt.Sprintf</c>.</summary>
internal static class GoFormat
{
    // A width as people write it.
    private const int Widest = 10_000;

    /// <summary>Formats values.</summary>
    public static string Print(string format, IReadOnlyList<object?> values, GoBudget budget)
    {
        var text = new StringBuilder();
        var next = 0;
        for (var at = 0; at < format.Length; at++)
        {
            if (format[at] != '%')
            {
                text.Append(format[at]);
                continue;
            }

            var spec = Spec.Parse(format, ref at, values, ref next);
            if (at >= format.Length)
            {
                text.Append("%!(NOVERB)");
                break;
            }

            var verb = format[at];
            text.Append(verb == '%' ? "%" : next >= values.Count ? $"%!{verb}(MISSING)" : Format(verb, spec, values[next++]));
            budget.Text(text.Length);
        }

        if (next < values.Count)
        {
            text.Append("%!(EXTRA ").AppendJoin(", ", values.Skip(next).Select(v => v is null ? "<nil>" : $"{GoValue.TypeOf(v)}={GoValue.Print(v)}"))
                .Append(')');
        }

        return text.ToString();
    }

    /// <summary>A text in double quotes, as Go writes it.</summary>
    public static string Quote(string text)
    {
        var quoted = new StringBuilder(text.Length + 2).Append('"');
        foreach (var rune in text.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '"' => quoted.Append("\\\""),
                '\\' => quoted.Append(@"\\"),
                '\a' => quoted.Append(@"\a"),
                '\b' => quoted.Append(@"\b"),
                '\f' => quoted.Append(@"\f"),
                '\n' => quoted.Append(@"\n"),
                '\r' => quoted.Append(@"\r"),
                '\t' => quoted.Append(@"\t"),
                '\v' => quoted.Append(@"\v"),
                < ' ' or 0x7F => quoted.Append(CultureInfo.InvariantCulture, $"\\x{rune.Value:x2}"),
                _ when IsPrintable(rune) => quoted.Append(rune.ToString()),
                <= 0xFFFF => quoted.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}"),
                _ => quoted.Append(CultureInfo.InvariantCulture, $"\\U{rune.Value:x8}"),
            };
        }

        return quoted.Append('"').ToString();
    }

    private static bool IsPrintable(Rune rune) => rune.Value == ' ' || Rune.GetUnicodeCategory(rune) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned or UnicodeCategory.SpaceSeparator or UnicodeCategory.Surrogate);

    private static string Format(char verb, Spec spec, object? value) => (verb, value) switch
    {
        ('v', _) when spec.Sharp => throw new UndecidedTemplateException("the verb '%#v' of printf is not supported here"),
        ('v', long number) => spec.Integer(number, 10),
        ('v', double number) => spec.Signed(GoValue.Number(number)),
        ('v', string text) => spec.Text(spec.Cut(text)),
        ('v', _) => spec.Pad(GoValue.Print(value), ' '),
        ('T', _) => spec.Pad(GoValue.TypeOf(value), ' '),
        ('t', bool boolean) => spec.Pad(boolean ? "true" : "false", ' '),
        ('s', string text) => spec.Text(spec.Cut(text)),
        ('q', string text) => spec.Text(Quote(spec.Cut(text))),
        ('x', string text) => spec.Pad(Convert.ToHexStringLower(Encoding.UTF8.GetBytes(text)), ' '),
        ('X', string text) => spec.Pad(Convert.ToHexString(Encoding.UTF8.GetBytes(text)), ' '),
        ('s', List<object?> or GoMap) when IsOfTexts(value) => spec.Pad(GoValue.Print(value), ' '),
        ('d', long number) => spec.Integer(number, 10),
        ('b', long number) => spec.Integer(number, 2),
        ('o', long number) => spec.Integer(number, 8),
        ('x', long number) => spec.Integer(number, 16),
        ('X', long number) => spec.Integer(number, 16).ToUpperInvariant(),
        ('c', long number) => spec.Pad(Rune.IsValid((int)number) ? new Rune((int)number).ToString() : "\uFFFD", ' '),
        ('U', long number) => spec.Pad($"U+{number:X4}", ' '),
        ('q', long number) => spec.Pad($"'{(Rune.IsValid((int)number) ? new Rune((int)number).ToString() : "\uFFFD")}'", ' '),
        ('f' or 'F', double number) => spec.Signed(number.ToString($"F{spec.Precision ?? 6}", CultureInfo.InvariantCulture)),
        ('e' or 'E', double number) => spec.Signed(Exponent(number, spec.Precision ?? 6, verb)),
        ('g' or 'G', double number) when spec.Precision is null => spec.Signed(GoValue.Number(number)),
        ('e' or 'E' or 'f' or 'F' or 'g' or 'G' or 'd' or 'b' or 'o' or 'x' or 'X' or 'c' or 'U' or 's' or 'q' or 't',
            double or long or string or bool or null) =>
            value is null ? $"%!{verb}(<nil>)" : $"%!{verb}({GoValue.TypeOf(value)}={GoValue.Print(value)})",
        (_, GoMap or List<object?>) => throw new UndecidedTemplateException($"the verb '%{verb}' of printf is not supported here for {GoValue.TypeOf(value)}"),
        _ => value is null ? $"%!{verb}(<nil>)" : $"%!{verb}({GoValue.TypeOf(value)}={GoValue.Print(value)})",
    };

    private static bool IsOfTexts(object? value) => value switch
    {
        GoMap map => map.Values.All(v => v is string || IsOfTexts(v)),
        List<object?> list => list.All(v => v is string || IsOfTexts(v)),
        _ => false,
    };

    private static string Exponent(double number, int precision, char verb)
    {
        var text = number.ToString($"{verb}{precision}", CultureInfo.InvariantCulture);
        var at = text.LastIndexOf(verb) + 2;
        return text[..at] + text[at..].TrimStart('0').PadLeft(2, '0');
    }

    private sealed record Spec(bool Minus, bool Plus, bool Sharp, bool Space, bool Zero, int Width, int? Precision)
    {
        public static Spec Parse(string format, ref int at, IReadOnlyList<object?> values, ref int next)
        {
            var flags = "";
            for (at++; at < format.Length && format[at] is '-' or '+' or '#' or ' ' or '0'; at++)
            {
                flags += format[at];
            }

            var width = Number(format, ref at, values, ref next) ?? 0;
            int? precision = null;
            if (at < format.Length && format[at] == '.')
            {
                at++;
                precision = Number(format, ref at, values, ref next) ?? 0;
            }

            return new Spec(
                flags.Contains('-', StringComparison.Ordinal) || width < 0, flags.Contains('+', StringComparison.Ordinal),
                flags.Contains('#', StringComparison.Ordinal), flags.Contains(' ', StringComparison.Ordinal), flags.Contains('0', StringComparison.Ordinal),
                Math.Min(Math.Abs(width), Widest), precision is { } p ? Math.Clamp(p, 0, 100) : null);
        }

        public string Integer(long number, int numberBase)
        {
            var digits = numberBase == 10 ? Math.Abs((decimal)number).ToString(CultureInfo.InvariantCulture)
                : number == long.MinValue ? throw new GoTemplateException("a number is too large")
                : Convert.ToString(Math.Abs(number), numberBase);
            var prefix = Sharp ? numberBase switch { 16 => "0x", 8 => "0", 2 => "0b", _ => "" } : "";
            return Signed((number < 0 ? "-" : "") + prefix + digits.PadLeft(Precision ?? 0, '0'));
        }

        public string Signed(string number)
        {
            var signed = number.StartsWith('-') ? number : Plus ? $"+{number}" : Space ? $" {number}" : number;
            return !Zero || Minus || signed.Length >= Width ? Pad(signed, ' ')
                : signed[0] is '-' or '+' or ' ' ? signed[0] + signed[1..].PadLeft(Width - 1, '0')
                : signed.PadLeft(Width, '0');
        }

        public string Text(string text) => Pad(text, Zero && !Minus ? '0' : ' ');

        public string Cut(string text) => Precision is { } most && text.EnumerateRunes().Count() > most
            ? string.Concat(text.EnumerateRunes().Take(most).Select(r => r.ToString()))
            : text;

        public string Pad(string text, char with)
        {
            var length = text.EnumerateRunes().Count();
            return length >= Width ? text : Minus ? text + new string(' ', Width - length) : new string(with, Width - length) + text;
        }

        private static int? Number(string format, ref int at, IReadOnlyList<object?> values, ref int next)
        {
            if (at < format.Length && format[at] == '*')
            {
                at++;
                return next < values.Count && values[next++] is long number ? (int)Math.Clamp(number, -Widest, Widest) : 0;
            }

            var start = at;
            while (at < format.Length && char.IsAsciiDigit(format[at]))
            {
                at++;
            }

            return at == start ? null : int.TryParse(format.AsSpan(start, at - start), CultureInfo.InvariantCulture, out var width) ? Math.Min(width, Widest)
                : Widest;
        }
    }
}
