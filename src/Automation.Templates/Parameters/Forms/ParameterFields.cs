using System.Text.Json;
using System.Text.Json.Nodes;
using Automation.Templates.Parameters.Schemas;

namespace Automation.Templates.Parameters.Forms;

/// <summary>Finds the properties of a page.</summary>
internal static class ParameterFields
{
    /// <summary>Every property, with those of branches that depend on values.</summary>
    public static IReadOnlyList<ParameterField> Of(JsonNode? schema, int page) =>
        schema is JsonObject map && SchemaLimits.Excess(schema, "schema") is null ? [.. In(map, page, [], isConditional: false, values: null)] : [];

    public static IReadOnlyList<ParameterField> Shown(JsonNode? schema, int page, JsonObject values) =>
        schema is JsonObject map && SchemaLimits.Excess(schema, "schema") is null ? [.. In(map, page, [], isConditional: false, values)] : [];

    private static IEnumerable<ParameterField> In(JsonObject schema, int page, IReadOnlyList<string> path, bool isConditional, JsonObject? values)
    {
        var parts = values is null
            ? new SchemaParts().All(schema).ToList()
            : [.. new SchemaParts().Active(schema, values).Select((part, i) => (part, i > 0))];
        var always = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (part, partIsConditional) in parts)
        {
            foreach (var (name, node) in part["properties"] as JsonObject ?? [])
            {
                // A branch repeats the property that it depends on.
                if (node is not JsonObject property || (partIsConditional && always.Contains(name)))
                {
                    continue;
                }

                if (!partIsConditional || values is not null)
                {
                    always.Add(name);
                }

                var depends = isConditional || partIsConditional;
                yield return new ParameterField(name, [.. path, name], page, IsRequired(parts, part, name, property, values), depends, property);
                foreach (var inner in Inside(property, page, [.. path, name], depends, values is null ? null : values[name] as JsonObject ?? []))
                {
                    yield return inner;
                }
            }
        }
    }

    private static IEnumerable<ParameterField> Inside(JsonObject property, int page, IReadOnlyList<string> path, bool isConditional, JsonObject? values)
    {
        var own = In(property, page, path, isConditional, values);
        return property["items"] is JsonObject items
            ? own.Concat(In(items, page, [.. path, ParameterField.AnyItem], isConditional, values: null))
            : own;
    }

    private static bool IsRequired(List<(JsonObject Part, bool)> parts, JsonObject part, string name, JsonObject property, JsonObject? values) =>
        property["required"]?.GetValueKind() == JsonValueKind.True
        || (values is null ? [part] : parts.Select(p => p.Part)).Any(p => p["required"] is JsonArray list
            && list.Any(n => n?.GetValueKind() == JsonValueKind.String && n.GetValue<string>() == name));
}
