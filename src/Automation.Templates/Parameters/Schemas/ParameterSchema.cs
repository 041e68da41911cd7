using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;

namespace Automation.Templates.Parameters.Schemas;

/// <summary>
/// Validates a value against a schema with the verdict of Backstage's scaffolder, which uses npm jsonschema 1.5: a mixture of the drafts 3 to 7 (specs,
/// templates §2).
/// </summary>
public static class ParameterSchema
{
    // So much of a schema is built in the time of one step.
    private const int BytesPerStep = 16;

    private static readonly JsonDocumentOptions Reading = new() { MaxDepth = 4 * SchemaLimits.Depth };

    /// <summary>The errors of the value against the schema; empty if it is valid. Defaults are not applied.</summary>
    public static IReadOnlyList<ParameterError> Validate(JsonNode? schema, JsonNode? instance) => Validate(schema, instance, new SchemaWork());

    /// <summary>The same, within what is left of the work of several validations.</summary>
    internal static IReadOnlyList<ParameterError> Validate(JsonNode? schema, JsonNode? instance, SchemaWork work)
    {
        if ((SchemaLimits.Excess(schema, "schema") ?? SchemaLimits.Excess(instance, "value")) is { } excess)
        {
            return [new ParameterError("", ParameterError.SchemaKeyword, excess)];
        }

        try
        {
            return Evaluate(schema, instance, work);
        }
        catch (SchemaWorkException exception)
        {
            return [new ParameterError("", ParameterError.SchemaKeyword, exception.Message)];
        }
    }

    private static IReadOnlyList<ParameterError> Evaluate(JsonNode? schema, JsonNode? instance, SchemaWork work)
    {
        var (rewritten, refused) = SchemaRewrite.Of(schema);
        if (refused.Count > 0)
        {
            return [.. refused.Select(Refused)];
        }

        work.Unusable.Clear();
        var built = JsonSchema.Build(ElementOf(rewritten, work), new BuildOptions { Dialect = SchemaDialect.Instance, SchemaRegistry = new SchemaRegistry() });
        var results = built.Evaluate(ElementOf(instance, work), work);
        if (work.Unusable.Count > 0)
        {
            return [.. work.Unusable.Distinct(StringComparer.Ordinal).Select(m => new ParameterError("", ParameterError.SchemaKeyword, m))];
        }

        return results.IsValid ? [] : SchemaErrors.Of(results);
    }

    private static ParameterError Refused(string place) => new(
        "",
        ParameterError.SchemaKeyword,
        $"{place} is not supported in templates. Copy what it refers to in its place.");

    private static JsonElement ElementOf(JsonNode? node, SchemaWork work)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(bytes))
        {
            if (node is null)
            {
                writer.WriteNullValue();
            }
            else
            {
                node.WriteTo(writer);
            }
        }

        work.Spend(bytes.WrittenCount / BytesPerStep);
        using var document = JsonDocument.Parse(bytes.WrittenMemory, Reading);
        return document.RootElement.Clone();
    }
}
