using System.Globalization;
using System.Text;
using System.Text.Json;
using Automation.Core.Text;
using Automation.Yaml;
using Automation.Yaml.Nodes;

namespace Automation.GitOps.Expansion.GoTemplates;

/// <summary>Values as the YAML that Argo CD's <c>toYaml</c> writes: keys in order, lists not indented, quotes where a reader needs them.</summary>
internal static class GoYaml
{
    /// <summary>The value, without a line feed at its end.</summary>
    public static string Write(object? value)
    {
        var text = new StringBuilder();
        Append(text, value, 0, isInline: false);
        return text.ToString().TrimEnd('\n');
    }

    private static void Append(StringBuilder text, object? value, int indentation, bool isInline)
    {
        if (indentation > GoValue.Depth * 2 || text.Length > GoBudget.LongestText)
        {
            throw new GoTemplateException("a value is too large to be written as YAML");
        }

        switch (value)
        {
            case GoMap { Count: > 0 } map:
                foreach (var (key, item) in map)
                {
                    text.Append(' ', isInline ? 0 : indentation).Append(Scalar(key)).Append(':');
                    isInline = false;
                    Nested(text, item, indentation);
                }

                break;
            case List<object?> { Count: > 0 } list:
                foreach (var item in list)
                {
                    text.Append(' ', isInline ? 0 : indentation).Append("- ");
                    isInline = false;
                    if (item is GoMap { Count: > 0 } or List<object?> { Count: > 0 })
                    {
                        Append(text, item, indentation + 2, isInline: true);
                    }
                    else
                    {
                        AppendScalar(text, item, indentation + 2);
                    }
                }

                break;
            default:
                AppendScalar(text, value, indentation);
                break;
        }
    }

    private static void Nested(StringBuilder text, object? item, int indentation)
    {
        switch (item)
        {
            case GoMap { Count: > 0 }:
                text.Append('\n');
                Append(text, item, indentation + 2, isInline: false);
                break;
            case List<object?> { Count: > 0 }:
                text.Append('\n');
                Append(text, item, indentation, isInline: false);
                break;
            default:
                text.Append(' ');
                AppendScalar(text, item, indentation + 2);
                break;
        }
    }

    private static void AppendScalar(StringBuilder text, object? value, int indentation)
    {
        if (value is string lines && lines.Contains('\n', StringComparison.Ordinal) && IsBlock(lines))
        {
            var body = lines.TrimEnd('\n');
            text.Append('|').Append((lines.Length - body.Length) switch { 0 => "-", 1 => "", _ => "+" }).Append('\n');
            foreach (var line in body.Split('\n'))
            {
                text.Append(' ', line.Length == 0 ? 0 : indentation).Append(line).Append('\n');
            }

            text.Append('\n', Math.Max(0, lines.Length - body.Length - 1));
            return;
        }

        text.Append(value switch
        {
            string scalar => Scalar(scalar),
            GoMap => "{}",
            List<object?> => "[]",
            bool boolean => boolean ? "true" : "false",
            long number => number.ToString(CultureInfo.InvariantCulture),
            double number => GoValue.ToJson(number)!.ToJsonString(),
            _ => "null",
        }).Append('\n');
    }

    private static bool IsBlock(string text) => text[0] is not (' ' or '\n') && !text.Any(c =>
        c is < ' ' and not '\n' or '\u007f' or '\u0085' or '\u2028' or '\u2029');

    // Plain where YAML reads the same text back.
    private static string Scalar(string text)
    {
        var isSimple = text.Length is > 0 and < 200 && text.All(c => char.IsAsciiLetterOrDigit(c)
            || c is '-' or '_' or '.' or '/' or ' ' or ':' or '=' or '+' or '@' or ',' or '$' or '(' or ')');
        return isSimple && YamlFile.Read(SourceText.Of("", $"a: {text}"), YamlLimits.Descriptor, YamlDialect.Kubernetes).Documents is
            [{ Problems: [], Root: YamlMapping { Entries: [{ Value: YamlScalar { Type: YamlType.String, Text: var read } }] } }] && read == text
            ? text
            : JsonEncodedText.Encode(text, System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping) is var encoded ? $"\"{encoded}\"" : "";
    }
}
