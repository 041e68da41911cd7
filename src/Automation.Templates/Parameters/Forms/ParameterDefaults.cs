using System.Text.Json.Nodes;
using Automation.Templates.Parameters.Schemas;

namespace Automation.Templates.Parameters.Forms;

/// <summary>
/// Fills in what a person would find in the form: the <c>default</c> or <c>const</c> of each property that has no value, also within objects and list items,
/// and in the branches that are active, until nothing changes. A given value has priority, even null. A property without a default stays absent, and
/// an object is only made if something in it has a default.
/// </summary>
internal sealed class ParameterDefaults
{
    // A default can activate a branch with a default that activates the next one; no template of 202 needs more than two rounds.
    private const int Rounds = 16;

    private readonly SchemaParts _parts = new();

    /// <summary>A copy of the values with the defaults of one page.</summary>
    public static JsonObject Apply(JsonNode? schema, JsonObject values)
    {
        var result = values.DeepClone().AsObject();
        if (schema is not JsonObject page || SchemaLimits.Excess(page, "schema") is not null || SchemaLimits.Excess(values, "value") is not null)
        {
            return result;
        }

        var defaults = new ParameterDefaults();
        for (var round = 0; round < Rounds && defaults.Fill(page, result, page["default"] as JsonObject); round++)
        {
        }

        return result;
    }

    // Whether something was filled in.
    private bool Fill(JsonObject schema, JsonObject values, JsonObject? inherited)
    {
        var changed = false;
        foreach (var part in _parts.Active(schema, values).ToList())
        {
            foreach (var (name, property) in part["properties"] as JsonObject ?? [])
            {
                if (property is JsonObject propertySchema)
                {
                    changed |= FillProperty(propertySchema, values, name, inherited?[name]);
                }
            }
        }

        foreach (var (name, value) in (inherited ?? []).Where(p => !values.ContainsKey(p.Key)).ToList())
        {
            values[name] = value?.DeepClone();
            changed = true;
        }

        return changed;
    }

    private bool FillProperty(JsonObject schema, JsonObject values, string name, JsonNode? inherited)
    {
        if (!values.TryGetPropertyValue(name, out var value))
        {
            return Initial(schema, inherited) is { } initial && values.TryAdd(name, initial);
        }

        return value switch
        {
            JsonObject map => Fill(schema, map, schema["default"] as JsonObject),
            JsonArray list => FillItems(schema, list),
            _ => false,
        };
    }

    private JsonNode? Initial(JsonObject schema, JsonNode? inherited)
    {
        var initial = (schema["const"] ?? inherited ?? schema["default"])?.DeepClone();
        if (initial is JsonArray list)
        {
            FillItems(schema, list);
        }
        else if (initial is JsonObject or null && (initial is not null || schema["properties"] is JsonObject))
        {
            var map = initial as JsonObject ?? [];
            Fill(schema, map, schema["default"] as JsonObject);
            return initial is null && map.Count == 0 ? null : map;
        }

        return initial;
    }

    private bool FillItems(JsonObject schema, JsonArray list)
    {
        var changed = false;
        for (var i = 0; i < list.Count; i++)
        {
            var item = schema["items"] is JsonArray tuple ? tuple.ElementAtOrDefault(i) : schema["items"];
            if (item is JsonObject itemSchema)
            {
                changed |= list[i] switch
                {
                    JsonObject map => Fill(itemSchema, map, itemSchema["default"] as JsonObject),
                    JsonArray inner => FillItems(itemSchema, inner),
                    _ => false,
                };
            }
        }

        return changed;
    }
}
