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
        ["lower"] = (input, a, _) => TemplateValue.Of(LetterCase.Lower(TextOrEmpty(input, a))),
        ["nl2br"] = (input, a, _) => input.IsNothing
            ? TemplateValue.Empty
            : Like(input, TextIn(input, a).Replace("\r\n", "\n", StringComparison.Ordinal).Replace("\n", "<br />\n", StringComparison.Ordinal)),
        ["replace"] = Replace,
        ["safe"] = (input, a, _) => new TemplateValue.Text(JavaScript.Printed(input, a.At), IsSafe: true),
        ["string"] = (input, a, _) => input.IsNothing
            ? throw a.Error("'string' needs a value.")
            : Like(input, JavaScript.TextOf(input, a.At)),
        ["striptags"] = (input, a, _) => Like(input, MarkupText.WithoutTags(TextOrEmpty(input, a), JavaScript.IsTruthy(a[0]))),
        ["title"] = (input, a, _) => Like(input, Titled(TextOrEmpty(input, a))),
        ["trim"] = (input, a, _) => Like(input, JavaScript.Trim(TextIn(input, a))),
        ["truncate"] = Truncate,
        ["upper"] = (input, a, _) => TemplateValue.Of(LetterCase.Upper(TextOrEmpty(input, a))),
        ["wordcount"] = (input, a, _) => JavaScript.IsTruthy(input) && MarkupText.Words(TextIn(input, a)) is > 0 and var words
            ? TemplateValue.Of(words)
            : TemplateValue.Null,
    };

    /// <inheritdoc cref="TextIn(TemplateValue, CallSite)"/>
    public static string TextIn(TemplateValue input, CallArguments arguments) => TextIn(input, arguments.At);

    /// <summary>The text that a filter or a test works on.</summary>
    public static string TextIn(TemplateValue input, CallSite at) =>
        input is TemplateValue.Text text ? text.Value : throw new TemplateException($"Text is required here, not {JavaScript.TypeOf(input)}.", at);

    private static string TextOrEmpty(TemplateValue input, CallArguments arguments) =>
        input.IsNothing || input == TemplateValue.False ? "" : TextIn(input, arguments);

    // A safe text stays safe.
    private static TemplateValue.Text Like(TemplateValue input, string text) => new(text, input is TemplateValue.Text { IsSafe: true });

    private static string Capitalized(string text) => LetterCase.Lower(text) is { Length: > 0 } lower ? LetterCase.Upper(lower[..1]) + lower[1..] : "";

    // Word by word: all words of a long text at once take many times its memory.
    private static string Titled(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var word in text.AsSpan().Split(' '))
        {
            result.Append(word.Start.Value == 0 ? "" : " ").Append(Capitalized(text[word]));
        }

        return result.ToString();
    }

    private static TemplateValue Center(TemplateValue input, CallArguments arguments, RenderBudget budget)
    {
        var centered = input.IsNothing || input == TemplateValue.False ? TemplateValue.Empty : input;
        var width = JavaScript.IsTruthy(arguments[0]) ? JavaScript.NumberOf(arguments[0], arguments.At) : CenterWidth;
        var length = JavaScript.LengthOf(centered, arguments.At);
        if (length >= width)
        {
            return centered;
        }

        var text = JavaScript.TextOf(centered, arguments.At);
        var blanks = width - length;
        if (double.IsNaN(blanks))
        {
            return Like(input, text);
        }

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
            return TemplateValue.Of(pattern.Expression.Replace(TextIn(input, arguments), JavaScript.TextOf(arguments[1], at), 0, at));
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

        return start == 0 && input is TemplateValue.Text ? input : Like(input, result.Append(text, start, text.Length - start).ToString());
    }

    private static TemplateValue Truncate(TemplateValue input, CallArguments arguments, RenderBudget budget)
    {
        var truncated = input.IsNothing || input == TemplateValue.False ? TemplateValue.Empty : input;
        var length = JavaScript.IsTruthy(arguments[0]) ? JavaScript.NumberOf(arguments[0], arguments.At) : TruncatedLength;
        if (JavaScript.LengthOf(truncated, arguments.At) <= length)
        {
            return truncated;
        }

        // A length that is not a number is the whole text for the search of a blank, and nothing without one.
        var text = TextIn(truncated, arguments);
        var end = (int)Math.Clamp(double.IsNaN(length) ? 0 : length, 0, text.Length);
        if (!JavaScript.IsTruthy(arguments[1]))
        {
            var blank = text.Length == 0 ? -1 : text.LastIndexOf(' ', double.IsNaN(length) ? text.Length - 1 : Math.Min(end, text.Length - 1));
            end = blank == -1 ? end : blank;
        }

        return Like(input, text[..end] + (arguments[2].IsNothing ? "..." : JavaScript.TextOf(arguments[2], arguments.At)));
    }
}
