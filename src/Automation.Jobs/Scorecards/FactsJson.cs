using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Automation.Jobs.Scorecards;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true,
    RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(FactsShard))]
internal sealed partial class FactsJsonContext : JsonSerializerContext;

/// <summary>The form of the JSON of facts. Text is not escaped, because people read it in differences.</summary>
internal static class FactsJson
{
    private static readonly FactsJsonContext Indented = new(new JsonSerializerOptions(FactsJsonContext.Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
        NewLine = "\n",
    });

    public static byte[] Write(FactsShard shard) => [.. JsonSerializer.SerializeToUtf8Bytes(shard, Indented.FactsShard), (byte)'\n'];

    /// <summary>Reads a file; null if it was not written by this program.</summary>
    public static FactsShard? Read(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return JsonSerializer.Deserialize(bytes, Indented.FactsShard);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
