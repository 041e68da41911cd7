using System.Text.Json;
using System.Text.Json.Serialization;
using Automation.Core;
using Automation.Core.Text;
using Automation.Jobs.Configuration;
using NJsonSchema;
using NJsonSchema.Generation;
using NJsonSchema.Generation.TypeMappers;

namespace Automation.Jobs.Tests.Configuration;

/// <summary>The JSON Schema of a configuration file, generated from the C# types.</summary>
internal static class SettingsSchema
{
    public const string Path = "schemas/automation.schema.json";

    public static JsonSchema Generate()
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
            TypeMappers =
            {
                new PrimitiveTypeMapper(typeof(Glob), Text(512)),
                new PrimitiveTypeMapper(typeof(EntityRef), Text(1_024)),
                new PrimitiveTypeMapper(typeof(NamePattern), Text(NamePattern.LongestPattern)),
                new RuleSettingsMapper(),
            },
        };

        var schema = new JsonSchemaGenerator(settings).Generate(typeof(AutomationSettings));
        AlsoAList(schema);
        foreach (var below in Below(schema))
        {
            Bound(below);
        }

        return schema;
    }

    public static string Text() => Generate().ToJson().ReplaceLineEndings("\n") + "\n";

    private static Action<JsonSchema> Text(int most) => schema =>
    {
        schema.Type = JsonObjectType.String;
        schema.MaxLength = most;
    };

    // What the reader asks of every text and list; nothing may be null.
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

    // 'descriptors' may be written as the list of what is included.
    private static void AlsoAList(JsonSchema schema)
    {
        var descriptors = schema.Properties["descriptors"];
        var map = schema.Definitions[nameof(DescriptorFiles)];
        descriptors.Reference = null;
        descriptors.OneOf.Clear();
        descriptors.AnyOf.Add(new JsonSchema { Type = JsonObjectType.Array, Item = new JsonSchema { Type = JsonObjectType.String, MaxLength = 512 } });
        descriptors.AnyOf.Add(new JsonSchema { Reference = map });
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
                [.. schema.Properties.Values, .. schema.Definitions.Values, .. schema.AnyOf, .. schema.OneOf, schema.Item, schema.AdditionalPropertiesSchema, schema.Reference];
            foreach (var child in next.OfType<JsonSchema>())
            {
                open.Push(child);
            }
        }

        return found;
    }

    /// <summary>A level, a map with a level and paths, or a list of these.</summary>
    private sealed class RuleSettingsMapper : ITypeMapper
    {
        public Type MappedType => typeof(RuleSettings);

        public bool UseReference => false;

        public void GenerateSchema(JsonSchema schema, TypeMapperContext context)
        {
            var level = Referring(context, typeof(RuleLevel));
            var one = Referring(context, typeof(RuleSetting));
            schema.AnyOf.Add(level);
            schema.AnyOf.Add(one);
            schema.AnyOf.Add(new JsonSchema { Type = JsonObjectType.Array, Item = new JsonSchema { AnyOf = { Referring(context, typeof(RuleLevel)), Referring(context, typeof(RuleSetting)) } } });
        }

        private static JsonSchema Referring(TypeMapperContext context, Type type)
        {
            var schema = context.JsonSchemaGenerator.Generate(type, context.JsonSchemaResolver);
            return schema.Reference is null ? new JsonSchema { Reference = schema } : schema;
        }
    }
}
