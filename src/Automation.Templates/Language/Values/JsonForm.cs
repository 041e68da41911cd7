using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Automation.Core.Text;

namespace Automation.Templates.Language.Values;

/// <summary>Values from JSON, and as JSON.</summary>
internal static class JsonForm
{
    // JSON.stringify writes no more blanks than that, and no longer indentation text.
    private const int LongestIndentation = 10;

    /// <summary>The value that JSON describes.</summary>
    public static TemplateValue Read(JsonNode? node)
    {
        switch (node)
        {
            case null:
                return TemplateValue.Null;
            case JsonArray array:
                return new TemplateValue.List([.. array.Select(Read)]);
            case JsonObject members:
                var map = new TemplateValue.Map();
                foreach (var (name, member) in members)
                {
                    map.Entries[name] = Read(member);
                }

                return map;
            default:
                var value = node.AsValue();
                return value.GetValueKind() switch
                {
                    JsonValueKind.True => TemplateValue.True,
                    JsonValueKind.False => TemplateValue.False,
                    JsonValueKind.String => new TemplateValue.Text(value.GetValue<string>()),
                    JsonValueKind.Number => new TemplateValue.Number(NumberOf(value)),
                    _ => TemplateValue.Null,
                };
        }
    }

    /// <summary>The value as JSON: members that are undefined are left out, items that are undefined are null, as is a number that is not finite.</summary>
    public static JsonNode? Of(TemplateValue value)
    {
        switch (value)
        {
            case TemplateValue.Boolean boolean:
                return JsonValue.Create(boolean.Value);
            case TemplateValue.Number { Value: var number }:
                return double.IsFinite(number) ? NumberNode(number) : null;
            case TemplateValue.Text text:
                return JsonValue.Create(text.Value);
            case TemplateValue.List list:
                return new JsonArray([.. list.Items.Select(Of)]);
            case TemplateValue.Map map:
                var members = new JsonObject();
                foreach (var (name, member) in map.Entries.Where(e => e.Value != TemplateValue.Undefined))
                {
                    members[name] = Of(member);
                }

                return members;
            case TemplateValue.Pattern:
                return new JsonObject();
            default:
                return null;
        }
    }

    /// <summary>What <c>JSON.stringify(value, null, indentation)</c> gives; null for undefined.</summary>
    public static string? Text(TemplateValue value, TemplateValue indentation, int at)
    {
        if (value == TemplateValue.Undefined)
        {
            return null;
        }

        var indent = indentation switch
        {
            TemplateValue.Number number => new string(' ', (int)Math.Clamp(Math.Truncate(number.Value), 0, LongestIndentation)),
            TemplateValue.Text { Value: var text } => text.Length > LongestIndentation ? text[..LongestIndentation] : text,
            _ => "",
        };
        var result = new StringBuilder();
        Write(value, indent, "\n", result, at);
        return result.ToString();
    }

    private static void Write(TemplateValue value, string indent, string line, StringBuilder result, int at)
    {
        switch (value)
        {
            case TemplateValue.Text { Value: var text }:
                WriteText(text, result);
                break;
            case TemplateValue.Boolean { Value: var boolean }:
                result.Append(boolean ? "true" : "false");
                break;
            case TemplateValue.Number { Value: var number }:
                result.Append(double.IsFinite(number) ? JavaScriptNumber.TextOf(number) : "null");
                break;
            case TemplateValue.List { Items: var items }:
                WriteAll('[', ']', items, i => Write(i, indent, line + indent, result, at), indent, line, result);
                break;
            case TemplateValue.Map { Entries: var entries }:
                WriteAll(
                    '{',
                    '}',
                    entries.Where(e => e.Value != TemplateValue.Undefined),
                    e =>
                    {
                        WriteText(e.Key, result);
                        result.Append(indent.Length > 0 ? ": " : ":");
                        Write(e.Value, indent, line + indent, result, at);
                    },
                    indent,
                    line,
                    result);
                break;
            case TemplateValue.Pattern:
                result.Append("{}");
                break;
            case TemplateValue.Function:
                JavaScript.TextOf(value, at);
                break;
            default:
                result.Append("null");
                break;
        }
    }

    private static void WriteAll<T>(char open, char close, IEnumerable<T> items, Action<T> write, string indent, string line, StringBuilder result)
    {
        result.Append(open);
        var any = false;
        foreach (var item in items)
        {
            result.Append(any ? "," : "");
            result.Append(indent.Length > 0 ? line + indent : "");
            write(item);
            any = true;
        }

        result.Append(any && indent.Length > 0 ? line : "").Append(close);
    }

    // JSON.stringify escapes quotation marks, backslashes, control characters and lone surrogates; nothing else.
    private static void WriteText(string text, StringBuilder result)
    {
        result.Append('"');
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                result.Append(c).Append(text[++i]);
                continue;
            }

            _ = c switch
            {
                '"' or '\\' => result.Append('\\').Append(c),
                '\n' => result.Append("\\n"),
                '\r' => result.Append("\\r"),
                '\t' => result.Append("\\t"),
                '\b' => result.Append("\\b"),
                '\f' => result.Append("\\f"),
                < ' ' => result.Append($"\\u{(int)c:x4}"),
                _ when char.IsSurrogate(c) => result.Append($"\\u{(int)c:x4}"),
                _ => result.Append(c),
            };
        }

        result.Append('"');
    }

    private static double NumberOf(JsonValue value) => value.TryGetValue<double>(out var number) ? number
        : value.TryGetValue<long>(out var whole) ? whole
        : value.TryGetValue<decimal>(out var exact) ? (double)exact
        : double.Parse(value.ToJsonString(), System.Globalization.CultureInfo.InvariantCulture);

    // Whole numbers are written without a fraction or an exponent, as JavaScript writes them.
    private static JsonValue NumberNode(double number) =>
        number == Math.Truncate(number) && Math.Abs(number) <= 1L << 53 ? JsonValue.Create((long)number) : JsonValue.Create(number);
}
