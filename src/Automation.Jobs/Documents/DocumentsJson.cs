using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Automation.Jobs.Documents;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(EntityDocuments))]
[JsonSerializable(typeof(SourceDocuments))]
internal sealed partial class DocumentsJsonContext : JsonSerializerContext;

/// <summary>The form of the JSON of documents. Text is not escaped, because people read it in differences.</summary>
internal static class DocumentsJson
{
    private static readonly DocumentsJsonContext Indented = new(new JsonSerializerOptions(DocumentsJsonContext.Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
        NewLine = "\n",
    });

    public static JsonTypeInfo<EntityDocuments> Entity => Indented.EntityDocuments;

    public static JsonTypeInfo<SourceDocuments> Source => Indented.SourceDocuments;

    public static byte[] Write<T>(T value, JsonTypeInfo<T> type) => [.. JsonSerializer.SerializeToUtf8Bytes(value, type), (byte)'\n'];

    /// <summary>Reads a file; null if it was not written by this program.</summary>
    public static T? Read<T>(ReadOnlySpan<byte> bytes, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(bytes, type);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
