using System.Text;
using System.Text.Json.Nodes;
using Automation.Templates.Actions;

namespace Automation.Jobs.Scaffolding;

/// <summary>The reference of actions, <c>docs/template-actions.md</c>: a section for each, with its inputs and outputs.</summary>
public static class ActionReferencePage
{
    public static string Write()
    {
        var page = new StringBuilder("# Actions of templates\n\n");
        page.Append("<!-- Generated from the code: change the action, then run the tests with UPDATE_SNAPSHOTS=1. -->\n\n");
        page.Append("Steps of [software templates](guide/templates.md) name these actions. The inputs have Backstage's names and types, ");
        page.Append("and an input that is not listed is an error.\n");
        page.Append("`automation template actions --format json` prints the same as JSON schemas. **Dry run** marks the actions that a dry run executes, ");
        page.Append("without changing anything outside the workspace.\n");
        page.Append("For all others, a dry run validates the input and returns example outputs.\n\n| Action | | Dry run |\n|:--|:--|:-:|\n");
        var actions = ScaffoldActions.Described.All.ToList();
        foreach (var action in actions)
        {
            page.Append($"| [`{action.Id}`](#{AnchorOf(action.Id)}) | {Cell(action.Description)} | {(action.IsLocal ? "yes" : "")} |\n");
        }

        foreach (var action in actions)
        {
            Append(page, action);
        }

        return page.ToString();
    }

    // GitHub makes the anchor of a heading from its letters.
    private static string AnchorOf(string id) => id.Replace(":", "", StringComparison.Ordinal);

    private static void Append(StringBuilder page, ITemplateAction action)
    {
        page.Append($"\n## {action.Id}\n\n{action.Description}\n");
        var inputs = action.InputSchema["anyOf"] is JsonArray several ? several.OfType<JsonObject>().ToList() : [action.InputSchema];
        foreach (var (i, input) in inputs.Index())
        {
            page.Append(i == 0 ? "" : "\nor\n").Append(Table("Input", input));
        }

        if (action.OutputSchema is { } output)
        {
            page.Append(Table("Output", output));
        }
    }

    private static string Table(string heading, JsonObject schema)
    {
        var table = new StringBuilder($"\n| {heading} | Type | |\n|:--|:--|:--|\n");
        var required = (schema["required"] as JsonArray ?? []).Select(r => r!.ToString()).ToHashSet(StringComparer.Ordinal);
        foreach (var (name, member) in schema["properties"] as JsonObject ?? [])
        {
            var isRequired = heading == "Input" && required.Contains(name);
            table.Append($"| `{name}`{(isRequired ? " (required)" : "")} | {TypeOf(member)} | {Cell(member?["description"]?.ToString() ?? "")} |\n");
        }

        return table.ToString();
    }

    private static string TypeOf(JsonNode? schema) => schema switch
    {
        JsonObject { Count: > 0 } one when one["enum"] is JsonArray choices => string.Join(", ", choices.Select(c => $"`{c}`")),
        JsonObject one when one["anyOf"] is JsonArray several => string.Join(" or ", several.Select(TypeOf)),
        JsonObject one when one["const"] is { } only => $"`{only}`",
        JsonObject one when one["type"]?.ToString() == "array" => $"list of {(one["items"] is JsonObject { Count: > 0 } items ? TypeOf(items) : "anything")}",
        JsonObject one when one["type"] is JsonArray types => string.Join(" or ", types),
        JsonObject one when one["properties"] is JsonObject members => $"object: {string.Join(", ", members.Select(m => $"`{m.Key}`"))}",
        JsonObject one when one["additionalProperties"] is JsonObject values => $"map of {TypeOf(values)}",
        JsonObject one => one["type"]?.ToString() ?? "anything",
        _ => "anything",
    };

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal);
}
