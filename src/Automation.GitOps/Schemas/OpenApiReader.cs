using System.Text.Json;
using System.Text.Json.Nodes;
using Automation.GitOps.Objects;

namespace Automation.GitOps.Schemas;

/// <summary>
/// Reads the OpenAPI of a cluster, as its API server gives it: version 3 by group (<c>/openapi/v3/apis/apps/v1</c>), or version 2 of everything
/// (<c>/openapi/v2</c>). Only kinds with a group and version are taken.
/// </summary>
public static class OpenApiReader
{
    private const int Deepest = 128;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = Deepest };

    /// <summary>The kinds that a file defines; none if it is not OpenAPI.</summary>
    public static IReadOnlyList<KindSchema> Read(ReadOnlyMemory<byte> file)
    {
        try
        {
            var root = JsonNode.Parse(file.Span, documentOptions: Options) as JsonObject;
            return (root.Object("components").Object("schemas") ?? root.Object("definitions")) is { } definitions ? new Definitions(definitions).Kinds() : [];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private sealed class Definitions(JsonObject all)
    {
        // A definition that is still being read refers to itself: there, anything is allowed.
        private readonly Dictionary<string, FieldSchema?> _read = new(StringComparer.Ordinal);

        public IReadOnlyList<KindSchema> Kinds() =>
        [
            .. all.SelectMany(d => (d.Value as JsonObject).Objects("x-kubernetes-group-version-kind")
                .Where(k => k.Text("kind") is not null && k.Text("version") is not null)
                .Select(k => new KindSchema(
                    k.Text("group") is { } group ? $"{group}/{k.Text("version")}" : k.Text("version")!, k.Text("kind")!, Named(d.Key))))
                .Where(k => k.Schema.Type == FieldType.Object),
        ];

        private FieldSchema Named(string name)
        {
            if (_read.TryGetValue(name, out var known))
            {
                return known ?? new FieldSchema(FieldType.Any);
            }

            _read[name] = null;
            var schema = all[name] is JsonObject definition && _read.Count < 100_000 ? Of(definition) : new FieldSchema(FieldType.Any);
            _read[name] = schema;
            return schema;
        }

        private FieldSchema Of(JsonObject schema)
        {
            if ((schema.Text("$ref") ?? schema.Objects("allOf").Select(o => o.Text("$ref")).FirstOrDefault(r => r is not null)) is { } reference)
            {
                return Named(reference[(reference.LastIndexOf('/') + 1)..]);
            }

            var fields = schema.Object("properties");
            var items = schema.Object("items") ?? schema.Object("additionalProperties");
            return new FieldSchema(TypeOf(schema, fields, items))
            {
                Fields = (fields ?? []).Where(f => f.Value is JsonObject).ToDictionary(f => f.Key, f => Of((JsonObject)f.Value!), StringComparer.Ordinal),
                Required = [.. schema.Texts("required")],
                Items = items is null ? null : Of(items),
                KeepsUnknown = schema.IsTrue("x-kubernetes-preserve-unknown-fields"),
                IsNullable = schema.IsTrue("nullable"),
                HasDefault = schema["default"] is not null,
                Values = [.. schema.Texts("enum")],
            };
        }

        // A quantity is a text in version 2, and a number is accepted as well; an object without fields is anything.
        private static FieldType TypeOf(JsonObject schema, JsonObject? fields, JsonObject? items) => (schema.Text("type"), schema.Text("format")) switch
        {
            _ when schema.IsTrue("x-kubernetes-int-or-string") => FieldType.IntegerOrText,
            (_, "int-or-string") => FieldType.IntegerOrText,
            ("string", "date-time") => FieldType.Time,
            ("string", _) when IsQuantity(schema) => FieldType.Any,
            ("string", _) => FieldType.Text,
            ("integer", _) => FieldType.Integer,
            ("number", _) => FieldType.Number,
            ("boolean", _) => FieldType.Boolean,
            ("array", _) => FieldType.List,
            ("object", _) when fields is null && items is not null => FieldType.Map,
            ("object", _) when fields is not null => FieldType.Object,
            _ => FieldType.Any,
        };

        private static bool IsQuantity(JsonObject schema) =>
            schema.Text("description")?.StartsWith("Quantity is a fixed-point representation of a number", StringComparison.Ordinal) == true;
    }
}
