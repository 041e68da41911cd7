using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Automation.Core.Text;
using Automation.Testing;
using Automation.Yaml;
using Automation.Yaml.Nodes;
using NJsonSchema;
using NJsonSchema.Generation;
using NJsonSchema.Generation.TypeMappers;

namespace Automation.Jobs.Tests.Configuration;

/// <summary>The JSON Schema of a file that people write, generated from the C# types that it is read into.</summary>
internal static class GeneratedSchema
{
    /// <summary>The schema of a type, with what the reader asks of every text and list.</summary>
    /// <param name="type">The type of the whole file.</param>
    /// <param name="more">What the type does not say.</param>
    /// <param name="mappers">Types that are written in another way than their properties say.</param>
    public static JsonSchema Of(Type type, Action<JsonSchema> more, params ITypeMapper[] mappers)
    {
        var settings = new SystemTextJsonSchemaGeneratorSettings
        {
            SchemaType = SchemaType.JsonSchema,
            DefaultReferenceTypeNullHandling = ReferenceTypeNullHandling.NotNull,
            GenerateEnumMappingDescription = false,
            AllowReferencesWithProperties = false,
            SerializerOptions = new JsonSerializerOptions
            {
                PropertyNamingPolicy = JsonNamingPolicy.KebabCaseLower,
                Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
            },
            TypeMappers = { new PrimitiveTypeMapper(typeof(Glob), OfText(512)) },
        };
        Array.ForEach(mappers, settings.TypeMappers.Add);
        var schema = new JsonSchemaGenerator(settings).Generate(type);
        more(schema);
        foreach (var below in Below(schema))
        {
            Bound(below);
        }

        return schema;
    }

    /// <summary>A text of limited length.</summary>
    public static Action<JsonSchema> OfText(int most) => schema =>
    {
        schema.Type = JsonObjectType.String;
        schema.MaxLength = most;
    };

    /// <summary>Holds a committed schema against what the types say now, or writes it.</summary>
    public static void ShouldBeCommitted(string path, JsonSchema schema)
    {
        var (full, text) = (Path.Combine(Repository.Root, path), Text(schema));
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
        {
            File.WriteAllText(full, text);
        }

        File.ReadAllText(full).ShouldBe(text, "The schema is not current: run the tests with UPDATE_SNAPSHOTS=1.");
    }

    /// <summary>The keys of a map, which has no others.</summary>
    public static IEnumerable<string> Keys(JsonSchema schema)
    {
        schema.AllowAdditionalProperties.ShouldBeFalse();
        return schema.Properties.Keys;
    }

    /// <summary>What a schema has to say against a file.</summary>
    public static List<string> Errors(JsonSchema schema, string yaml) =>
        [
            .. JsonSchema.FromJsonAsync(Text(schema)).Result
                .Validate(Json(YamlFile.Read(SourceText.Of("file.yml", yaml), YamlLimits.Descriptor).Documents[0].Root)?.ToJsonString() ?? "null")
                .Select(e => e.ToString()),
        ];

    private static string Text(JsonSchema schema) => schema.ToJson().ReplaceLineEndings("\n") + "\n";

    // Nothing may be null.
    private static void Bound(JsonSchema schema)
    {
        schema.Type &= ~JsonObjectType.Null;
        schema.EnumerationNames.Clear();
        if (schema.Type == JsonObjectType.String && schema.Enumeration.Count == 0)
        {
            schema.Pattern = @"\S";
            schema.MaxLength ??= 1_024;
        }

        if (schema.Type == JsonObjectType.Array)
        {
            schema.MaxItems = 1_000;
        }
    }

    private static HashSet<JsonSchema> Below(JsonSchema root)
    {
        var found = new HashSet<JsonSchema>(ReferenceEqualityComparer.Instance);
        var open = new Stack<JsonSchema>([root]);
        while (open.TryPop(out var schema))
        {
            if (!found.Add(schema))
            {
                continue;
            }

            IEnumerable<JsonSchema?> next =
                [
                    .. schema.Properties.Values,
                    .. schema.Definitions.Values,
                    .. schema.AnyOf,
                    .. schema.OneOf,
                    schema.Item,
                    schema.AdditionalPropertiesSchema,
                    schema.Reference,
                ];
            foreach (var child in next.OfType<JsonSchema>())
            {
                open.Push(child);
            }
        }

        return found;
    }

    private static JsonNode? Json(YamlNode? node) => node switch
    {
        YamlMapping mapping => new JsonObject(mapping.Entries.Select(e => KeyValuePair.Create(e.Key, Json(e.Value)))),
        YamlSequence sequence => new JsonArray([.. sequence.Items.Select(Json)]),
        YamlScalar { Type: YamlType.String } text => text.Text,
        YamlScalar { Type: YamlType.Number } number => double.Parse(number.Text),
        YamlScalar { Type: YamlType.Boolean } boolean => boolean.Text == "true",
        _ => null,
    };
}
