using System.Text.Json.Nodes;
using Automation.Templates.Parameters.Schemas;

namespace Automation.Templates.Parameters.Forms;

/// <summary>
/// The parts of a schema that describe the same object: the schema itself, <c>allOf</c>, and the branches of <c>dependencies</c>, <c>oneOf</c>, <c>anyOf</c>
/// and
/// <c>if</c>. Which branches are active follows react-jsonschema-form where it is known: the one whose constants the values have.
/// </summary>
internal sealed class SchemaParts
{
    private readonly SchemaWork _work = new();
    private int _left = SchemaLimits.Values;

    /// <summary>Every part, and whether it depends on values.</summary>
    public IEnumerable<(JsonObject Part, bool IsConditional)> All(JsonObject schema) => All(schema, isConditional: false);

    /// <summary>The parts that hold for these values.</summary>
    public IEnumerable<JsonObject> Active(JsonObject schema, JsonObject values)
    {
        if (--_left < 0)
        {
            yield break;
        }

        yield return schema;
        var branches = Listed(schema["allOf"])
            .Concat(Chosen(schema, values))
            .Concat(Conditioned(schema, values))
            .Concat(Dependent(schema, values));
        foreach (var part in branches.SelectMany(b => Active(b, values)))
        {
            yield return part;
        }
    }

    private IEnumerable<(JsonObject Part, bool IsConditional)> All(JsonObject schema, bool isConditional)
    {
        if (--_left < 0)
        {
            yield break;
        }

        yield return (schema, isConditional);
        foreach (var part in Listed(schema["allOf"]).SelectMany(b => All(b, isConditional)))
        {
            yield return part;
        }

        var dependencies = schema["dependencies"] is JsonObject map ? map.Select(d => d.Value).OfType<JsonObject>() : [];
        var branches = Listed(schema["oneOf"])
            .Concat(Listed(schema["anyOf"]))
            .Concat(new[] { schema["then"], schema["else"] }.OfType<JsonObject>())
            .Concat(dependencies);
        foreach (var part in branches.SelectMany(b => All(b, isConditional: true)))
        {
            yield return part;
        }
    }

    private static IEnumerable<JsonObject> Listed(JsonNode? node) => node is JsonArray list ? list.OfType<JsonObject>() : [];

    private IEnumerable<JsonObject> Conditioned(JsonObject schema, JsonObject values) =>
        schema.TryGetPropertyValue("if", out var condition) && schema[Fits(condition, values) ? "then" : "else"] is JsonObject branch ? [branch] : [];

    private static IEnumerable<JsonObject> Dependent(JsonObject schema, JsonObject values) =>
        schema["dependencies"] is JsonObject map ? map.Where(d => values.ContainsKey(d.Key)).Select(d => d.Value).OfType<JsonObject>() : [];

    // The alternative whose constants the values have; none if several have them.
    private IEnumerable<JsonObject> Chosen(JsonObject schema, JsonObject values)
    {
        foreach (var keyword in new[] { "oneOf", "anyOf" })
        {
            var matching = Listed(schema[keyword]).Where(b => Fits(Constants(b), values)).Take(2).ToList();
            if (matching is [var one])
            {
                yield return one;
            }
        }
    }

    // An alternative without constants is as good as any other.
    private static JsonObject Constants(JsonObject branch)
    {
        var told = (branch["properties"] as JsonObject ?? [])
            .Where(p => p.Value is JsonObject schema && (schema.ContainsKey("const") || schema.ContainsKey("enum")))
            .ToList();
        return new JsonObject
        {
            ["properties"] = new JsonObject(told.Select(p => KeyValuePair.Create(p.Key, p.Value?.DeepClone()))),
            ["required"] = new JsonArray([.. told.Where(p => !((JsonObject)p.Value!).ContainsKey("default")).Select(p => (JsonNode)p.Key)]),
        };
    }

    private bool Fits(JsonNode? schema, JsonObject values)
    {
        if (_left < 0)
        {
            return false;
        }

        var errors = ParameterSchema.Validate(schema, values, _work);
        if (errors.Any(e => e.Keyword == ParameterError.SchemaKeyword))
        {
            // What cannot be decided within the limits is not decided again for the next branch; validation reports it.
            _left = 0;
        }

        return errors.Count == 0;
    }
}
