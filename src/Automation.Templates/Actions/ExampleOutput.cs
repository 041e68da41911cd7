using System.Text.Json.Nodes;

namespace Automation.Templates.Actions;

/// <summary>The output that a dry run uses for an action it does not run, as Backstage makes it from the schema of the output.</summary>
public static class ExampleOutput
{
    /// <summary>An example of what a schema describes.</summary>
    public static JsonNode? Of(JsonObject schema) => schema["examples"] is JsonArray { Count: > 0 } examples
        ? examples[0]?.DeepClone()
        : schema["type"]?.ToString() switch
        {
            "object" => new JsonObject(
                (schema["properties"] as JsonObject ?? []).Select(p => KeyValuePair.Create(p.Key, p.Value is JsonObject member ? Of(member) : null))),
            "array" => schema["items"] is JsonObject items ? new JsonArray(Of(items)) : [],
            "string" => "<example>",
            "number" => 0,
            "boolean" => false,
            _ => "<unknown>",
        };
}
