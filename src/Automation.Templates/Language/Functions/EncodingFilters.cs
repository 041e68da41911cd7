using System.Text;
using Automation.Templates.Language.Values;

namespace Automation.Templates.Language.Functions;

/// <summary>Filters that write a value for another reader: HTML, JSON, addresses.</summary>
internal static class EncodingFilters
{
    // encodeURIComponent leaves these and letters and digits alone.
    private const string Unreserved = "-_.!~*'()";

    public static readonly Dictionary<string, TemplateFilter> All = new(StringComparer.Ordinal)
    {
        ["dump"] = Dump,
        ["e"] = Escape,
        ["escape"] = Escape,
        ["forceescape"] = (input, a, _) => Escaped(JavaScript.Printed(input, a.At)),
        ["urlencode"] = UrlEncode,
        ["urlize"] = (input, a, _) => TemplateValue.Of(
            MarkupText.WithLinks(
                TextFilters.TextIn(input, a),
                a[0] is TemplateValue.Number number ? (int)Math.Clamp(number.Value, 0, int.MaxValue) : int.MaxValue,
                a[1] == TemplateValue.True)),
    };

    /// <summary>The value as JSON, indented by the argument.</summary>
    public static TemplateValue Dump(TemplateValue input, CallArguments arguments, RenderBudget budget) =>
        TemplateValue.Of(JsonForm.Text(input, arguments[0], arguments.At));

    private static TemplateValue Escape(TemplateValue input, CallArguments arguments, RenderBudget budget) =>
        input is TemplateValue.Text { IsSafe: true } ? input : Escaped(JavaScript.Printed(input, arguments.At));

    private static TemplateValue.Text Escaped(string text)
    {
        var result = new StringBuilder();
        foreach (var c in text)
        {
            _ = c switch
            {
                '&' => result.Append("&amp;"),
                '"' => result.Append("&quot;"),
                '\'' => result.Append("&#39;"),
                '<' => result.Append("&lt;"),
                '>' => result.Append("&gt;"),
                '\\' => result.Append("&#92;"),
                _ => result.Append(c),
            };
        }

        return new TemplateValue.Text(result.ToString(), IsSafe: true);
    }

    private static TemplateValue UrlEncode(TemplateValue input, CallArguments arguments, RenderBudget budget)
    {
        var at = arguments.At;
        return TemplateValue.Of(input switch
        {
            TemplateValue.Text text => Encoded(text.Value),
            TemplateValue.List list => ListFilters.Joined(list.Items.Select(i => TemplateValue.Of(Pair(Part(i, 0), Part(i, 1), at))), "&", at),
            TemplateValue.Map map => ListFilters.Joined(map.Entries.Select(e => TemplateValue.Of(Pair(new TemplateValue.Text(e.Key), e.Value, at))), "&", at),
            _ => "",
        });
    }

    private static string Pair(TemplateValue key, TemplateValue value, Place at) =>
        $"{Encoded(JavaScript.TextOf(key, at))}={Encoded(JavaScript.TextOf(value, at))}";

    private static TemplateValue Part(TemplateValue item, int index) => item switch
    {
        TemplateValue.List list when index < list.Items.Count => list.Items[index],
        TemplateValue.Text text when index < text.Value.Length => new TemplateValue.Text(text.Value[index].ToString()),
        _ => TemplateValue.Undefined,
    };

    private static string Encoded(string text)
    {
        var result = new StringBuilder();
        foreach (var b in Encoding.UTF8.GetBytes(text))
        {
            _ = char.IsAsciiLetterOrDigit((char)b) || Unreserved.Contains((char)b) ? result.Append((char)b) : result.Append($"%{b:X2}");
        }

        return result.ToString();
    }
}
