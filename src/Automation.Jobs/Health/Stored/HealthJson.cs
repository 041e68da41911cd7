using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Automation.Core.Findings;
using Automation.Health.Diagnosis;

namespace Automation.Jobs.Health.Stored;

/// <summary>The JSON of what is stored: a line for each service, members that have no value are left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(JsonStringEnumConverter<Impact>), typeof(JsonStringEnumConverter<Responsible>)])]
[JsonSerializable(typeof(ServiceRecord))]
[JsonSerializable(typeof(HealthOverview))]
internal sealed partial class HealthJsonContext : JsonSerializerContext;

/// <summary>The forms of the JSON. Text is not escaped, because people read it in differences.</summary>
internal static class HealthJson
{
    public static HealthJsonContext Line { get; } = new(With(isIndented: false));

    public static HealthJsonContext Indented { get; } = new(With(isIndented: true));

    private static JsonSerializerOptions With(bool isIndented) => new(HealthJsonContext.Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = isIndented,
        NewLine = "\n",
    };
}
