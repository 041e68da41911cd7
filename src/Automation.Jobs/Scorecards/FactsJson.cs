using System.Text.Json.Serialization;
using Automation.Jobs.Storing;

namespace Automation.Jobs.Scorecards;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true,
    RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(FactsShard))]
internal sealed partial class FactsJsonContext : JsonSerializerContext;

/// <summary>The form in which facts are stored.</summary>
internal static class FactsJson
{
    public static FactsJsonContext Stored { get; } = new(StoredJson.FormOf(FactsJsonContext.Default.Options));
}
