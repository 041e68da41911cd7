using System.Text.Json.Serialization;
using Automation.Core.Findings;
using Automation.Health.Diagnosis;
using Automation.Jobs.Storing;

namespace Automation.Jobs.Health.Stored;

/// <summary>The JSON of what is stored: a line for each service, members that have no value are left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(JsonStringEnumConverter<Impact>), typeof(JsonStringEnumConverter<Responsible>)])]
[JsonSerializable(typeof(ServiceRecord))]
[JsonSerializable(typeof(HealthOverview))]
internal sealed partial class HealthJsonContext : JsonSerializerContext;

/// <summary>The forms of the JSON.</summary>
internal static class HealthJson
{
    public static HealthJsonContext Line { get; } = new(StoredJson.FormOf(HealthJsonContext.Default.Options, isIndented: false));

    public static HealthJsonContext Indented { get; } = new(StoredJson.FormOf(HealthJsonContext.Default.Options));
}
