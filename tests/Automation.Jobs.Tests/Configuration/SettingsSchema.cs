using Automation.Core;
using Automation.Jobs.Configuration;
using NJsonSchema;
using NJsonSchema.Generation.TypeMappers;

namespace Automation.Jobs.Tests.Configuration;

/// <summary>The JSON Schema of a configuration file, generated from the C# types.</summary>
internal static class SettingsSchema
{
    public const string Path = "schemas/automation.schema.json";

    public static JsonSchema Generate() => GeneratedSchema.Of(
        typeof(AutomationSettings),
        AlsoAList,
        new PrimitiveTypeMapper(typeof(EntityRef), GeneratedSchema.OfText(1_024)),
        new PrimitiveTypeMapper(typeof(TemplatePattern), GeneratedSchema.OfText(1_024)),
        new PrimitiveTypeMapper(typeof(NamePattern), GeneratedSchema.OfText(NamePattern.LongestPattern)),
        new RuleSettingsMapper());

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
            schema.AnyOf.Add(new JsonSchema
            {
                Type = JsonObjectType.Array,
                Item = new JsonSchema { AnyOf = { Referring(context, typeof(RuleLevel)), Referring(context, typeof(RuleSetting)) } },
            });
        }

        private static JsonSchema Referring(TypeMapperContext context, Type type)
        {
            var schema = context.JsonSchemaGenerator.Generate(type, context.JsonSchemaResolver);
            return schema.Reference is null ? new JsonSchema { Reference = schema } : schema;
        }
    }
}
