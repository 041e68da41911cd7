using System.Text.Json.Nodes;
using Automation.Core.Text;
using Automation.Templates.Documents;

namespace Automation.Templates.Workflows;

/// <summary>Text of a template in a workflow: one line, nothing invisible, and no expression that GitHub would evaluate or reject.</summary>
internal static class WorkflowText
{
    private const string Expression = "${{";

    public static string Line(string text, int limit)
    {
        // Far more than is shown; a text of megabytes is not copied several times.
        var start = text.Length > limit * 8 ? text[..(limit * 8)] : text;
        var words = string.Join(' ', start.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return VisibleText.Of(words.Replace(Expression, "$ {{", StringComparison.Ordinal), limit);
    }

    /// <summary>Whether a person can see, choose and send the text as it is.</summary>
    public static bool IsValue(string text) =>
        text.Length is > 0 and <= WorkflowLimits.Value && !text.Contains(Expression, StringComparison.Ordinal) && VisibleText.Of(text) == text;

    /// <summary>Whether a text names an action: <c>OWNER/NAME/PATH@REVISION</c>, and perhaps a comment with its version.</summary>
    public static bool IsAction(string text) =>
        IsValue(text)
        && text.Split(" # ", 2) is [var action, ..]
        && action.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '-' or '_' or '.' or '@')
        && action.Split('@') is [{ Length: > 0 }, { Length: > 0 }];

    /// <summary>A map as YAML, each line indented.</summary>
    public static string Yaml(JsonObject map, int indentation)
    {
        // The texts have one line each, so a line is never the inside of a text.
        var yaml = JsonAsYaml.Write(map) ?? throw new InvalidOperationException("Inputs within the limits are not nested deeply.");
        var margin = new string(' ', indentation);
        return string.Join('\n', yaml.TrimEnd('\n').Split('\n').Select(l => margin + l));
    }

    /// <summary>JSON in ASCII, in single quotes of YAML, in which GitHub finds no expression.</summary>
    public static string QuotedJson(JsonNode json) => $"'{json.ToJsonString().Replace("$", "\\u0024", StringComparison.Ordinal)}'";
}
