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

    // What other readers of JSON accept: System.Text.Json reads 64 levels.
    private const int DeepestNode = 60;

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

    /// <summary>
    /// The value as JSON: members that are undefined are left out, items that are undefined are null, as is a number that is not finite. A function is
    /// an error.
    /// </summary>
    public static JsonNode? Of(TemplateValue value, CallSite at) => Of(value, at, 0);

    private static JsonNode? Of(TemplateValue value, CallSite at, int depth)
    {
        at.Budget.Work(1, at);
        if (depth > DeepestNode)
        {
            throw new TemplateException($"The value is nested more than {DeepestNode} deep.", at);
        }

        switch (value)
        {
            case TemplateValue.None:
                return null;
            case TemplateValue.Boolean boolean:
                return JsonValue.Create(boolean.Value);
            case TemplateValue.Number { Value: var number }:
                return double.IsFinite(number) ? JsonNode.Parse(JavaScriptNumber.TextOf(number)) : null;
            case TemplateValue.List list:
                return new JsonArray([.. list.Items.Select(i => Of(i, at, depth + 1))]);
            case TemplateValue.Map map:
                var members = new JsonObject();
                foreach (var (name, member) in map.Entries.Where(e => e.Value != TemplateValue.Undefined))
                {
                    members[name] = Of(member, at, depth + 1);
                }

                return members;
            default:
                return JsonValue.Create(JavaScript.TextOf(value, at));
        }
    }

    /// <summary>What <c>JSON.stringify(value, null, indentation)</c> gives; null for undefined.</summary>
    public static string? Text(TemplateValue value, TemplateValue indentation, CallSite at)
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
        var writer = new Writer(indent, at);
        writer.Write(value, "\n", 0);
        return writer.Text;
    }

    private sealed class Writer(string indent, CallSite at)
    {
        private readonly StringBuilder _result = new();

        public string Text => _result.ToString();

        public void Write(TemplateValue value, string line, int depth)
        {
            if (depth > JavaScript.DeepestValue || _result.Length > RenderBudget.MostOutput)
            {
                throw new TemplateException("The value is too large or nested too deeply to be written as JSON.", at);
            }

            at.Budget.Read(RenderBudget.CostOfItem, at);
            switch (value)
            {
                case TemplateValue.Text { Value: var text }:
                    WriteText(text, _result);
                    break;
                case TemplateValue.Boolean { Value: var boolean }:
                    _result.Append(boolean ? "true" : "false");
                    break;
                case TemplateValue.Number { Value: var number }:
                    _result.Append(double.IsFinite(number) ? JavaScriptNumber.TextOf(number) : "null");
                    break;
                case TemplateValue.List { Items: var items }:
                    _result.Append('[');
                    for (var i = 0; i < items.Count; i++)
                    {
                        Next(i, line);
                        Write(items[i], line + indent, depth + 1);
                    }

                    End(items.Count, line, ']');
                    break;
                case TemplateValue.Map { Entries: var entries }:
                    WriteMembers(entries, line, depth);
                    break;
                case TemplateValue.Pattern:
                    _result.Append("{}");
                    break;
                default:
                    _result.Append("null");
                    break;
            }
        }

        private void WriteMembers(MapEntries entries, string line, int depth)
        {
            var count = 0;
            _result.Append('{');
            foreach (var (name, member) in entries)
            {
                if (member != TemplateValue.Undefined)
                {
                    Next(count++, line);
                    WriteText(name, _result);
                    _result.Append(indent.Length > 0 ? ": " : ":");
                    Write(member, line + indent, depth + 1);
                }
            }

            End(count, line, '}');
        }

        private void Next(int index, string line) => _result.Append(index > 0 ? "," : "").Append(indent.Length > 0 ? line + indent : "");

        private void End(int count, string line, char close) => _result.Append(count > 0 && indent.Length > 0 ? line : "").Append(close);
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
}
