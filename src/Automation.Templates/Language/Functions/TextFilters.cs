using System.Text;
using Automation.Templates.Language.Values;

namespace Automation.Templates.Language.Functions;

/// <summary>Filters of texts. Most take undefined, null and false as the empty text.</summary>
internal static class TextFilters
{
    private const int CenterWidth = 80;
    private const int IndentWidth = 4;
    private const int TruncatedLength = 255;

    public static readonly Dictionary<string, TemplateFilter> All = new(StringComparer.Ordinal)
    {
        ["capitalize"] = (input, a, _) => Like(input, Capitalized(TextOrEmpty(input, a))),
        ["center"] = Center,
        ["indent"] = Indent,
        ["lower"] = (input, a, _) => TemplateValue.Of(TextOrEmpty(input, a).ToLowerInvariant()),
        ["nl2br"] = (input, a, _) => input.IsNothing
            ? TemplateValue.Empty
            : Like(input, JavaScript.TextOf(input, a.At).Replace("\r\n", "\n", StringComparison.Ordinal).Replace("\n", "<br />\n", StringComparison.Ordinal)),
        ["replace"] = Replace,
        ["safe"] = (input, a, _) => new TemplateValue.Text(JavaScript.Printed(input, a.At), IsSafe: true),
        ["string"] = (input, a, _) => input.IsNothing
            ? throw a.Error("'string' needs a value.")
            : Like(input, JavaScript.TextOf(input, a.At)),
        ["striptags"] = (input, a, _) => Like(input, MarkupText.WithoutTags(TextOrEmpty(input, a), JavaScript.IsTruthy(a[0]))),
        ["title"] = (input, a, _) => Like(input, string.Join(' ', TextOrEmpty(input, a).Split(' ').Select(Capitalized))),
        ["trim"] = (input, a, _) => Like(input, JavaScript.Trim(TextIn(input, a))),
        ["truncate"] = Truncate,
        ["upper"] = (input, a, _) => TemplateValue.Of(Upper(TextOrEmpty(input, a))),
        ["wordcount"] = (input, a, _) => MarkupText.Words(TextOrEmpty(input, a)) is > 0 and var words ? TemplateValue.Of(words) : TemplateValue.Null,
    };

    /// <summary>JavaScript's upper case: one letter can become several.</summary>
    public static string Upper(string text) => text.Contains('ß') ? text.Replace("ß", "SS", StringComparison.Ordinal).ToUpperInvariant() : text.ToUpperInvariant();

    /// <summary>The text that a filter works on.</summary>
    public static string TextIn(TemplateValue input, CallArguments arguments) =>
        input is TemplateValue.Text text ? text.Value : throw arguments.Error($"This filter needs a text, not {JavaScript.TypeOf(input)}.");

    private static string TextOrEmpty(TemplateValue input, CallArguments arguments) =>
        input.IsNothing || input == TemplateValue.False ? "" : TextIn(input, arguments);

    // A safe text stays safe.
    private static TemplateValue.Text Like(TemplateValue input, string text) => new(text, input is TemplateValue.Text { IsSafe: true });

    private static string Capitalized(string text) => text.Length == 0 ? "" : Upper(text[..1]) + text[1..].ToLowerInvariant();

    private static TemplateValue Center(TemplateValue input, CallArguments arguments, RenderBudget budget)
    {
        var text = input.IsNothing || input == TemplateValue.False ? "" : JavaScript.TextOf(input, arguments.At);
        var width = JavaScript.IsTruthy(arguments[0]) ? JavaScript.NumberOf(arguments[0], arguments.At) : CenterWidth;
        if (input is TemplateValue.Number || double.IsNaN(width) || text.Length >= width)
        {
            return input is TemplateValue.Text ? input : TemplateValue.Of(text);
        }

        var blanks = width - text.Length;
        budget.Output((long)Math.Min(blanks, int.MaxValue), arguments.At);
        var before = Math.Max(0, (int)Math.Ceiling((blanks / 2) - (blanks % 2)));
        return Like(input, new string(' ', before) + text + new string(' ', (int)Math.Ceiling(blanks / 2)));
    }

    private static TemplateValue Indent(TemplateValue input, CallArguments arguments, RenderBudget budget)
    {
        var lines = TextOrEmpty(input, arguments).Split('\n');
        if (lines is [""])
        {
            return TemplateValue.Empty;
        }

        var width = JavaScript.IsTruthy(arguments[0]) ? JavaScript.IntegerOf(arguments[0], arguments.At) : IndentWidth;
        budget.Output((long)Math.Min(Math.Max(width, 0) * lines.Length, int.MaxValue), arguments.At);
        var blanks = new string(' ', (int)Math.Max(width, 0));
        return Like(input, (JavaScript.IsTruthy(arguments[1]) ? blanks : "") + string.Join($"\n{blanks}", lines));
    }

    private static TemplateValue Replace(TemplateValue input, CallArguments arguments, RenderBudget budget)
    {
        var (old, at) = (arguments[0], arguments.At);
        if (old is TemplateValue.Pattern pattern)
        {
            return TemplateValue.Of(pattern.Expression.Replace(TextIn(input, arguments), JavaScript.TextOf(arguments[1], at), at));
        }

        if (old is not (TemplateValue.Number or TemplateValue.Text { IsSafe: false }) || input is not (TemplateValue.Number or TemplateValue.Text))
        {
            return input;
        }

        var (text, sought, replacement) = (JavaScript.TextOf(input, at), JavaScript.TextOf(old, at), JavaScript.TextOf(arguments[1], at));
        if (sought.Length == 0)
        {
            budget.Output((long)(text.Length + 1) * replacement.Length, at);
            return Like(input, replacement + string.Join(replacement, text.ToCharArray()) + replacement);
        }

        var most = arguments[2] == TemplateValue.Undefined ? -1 : JavaScript.NumberOf(arguments[2], at);
        var result = new StringBuilder();
        var start = 0;
        for (var count = 0; most == -1 || count < most; count++)
        {
            var found = text.IndexOf(sought, start, StringComparison.Ordinal);
            if (found < 0)
            {
                break;
            }

            budget.Output(replacement.Length, at);
            result.Append(text, start, found - start).Append(replacement);
            start = found + sought.Length;
        }

        return start == 0 ? input : Like(input, result.Append(text, start, text.Length - start).ToString());
    }

    private static TemplateValue Truncate(TemplateValue input, CallArguments arguments, RenderBudget budget)
    {
        var text = TextOrEmpty(input, arguments);
        var length = JavaScript.IsTruthy(arguments[0]) ? JavaScript.NumberOf(arguments[0], arguments.At) : TruncatedLength;
        if (!(text.Length > length))
        {
            return Like(input, text);
        }

        var end = (int)Math.Max(length, 0);
        if (!JavaScript.IsTruthy(arguments[1]))
        {
            var blank = text.LastIndexOf(' ', Math.Min(end, text.Length - 1));
            end = blank == -1 ? end : blank;
        }

        return Like(input, text[..end] + (arguments[2].IsNothing ? "..." : JavaScript.TextOf(arguments[2], arguments.At)));
    }
}
