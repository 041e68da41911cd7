using System.Text.Json.Serialization;
using Automation.Jobs.Storing;

namespace Automation.Jobs.Documents;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(EntityDocuments))]
[JsonSerializable(typeof(SourceDocuments))]
internal sealed partial class DocumentsJsonContext : JsonSerializerContext;

/// <summary>The form in which documents are stored.</summary>
internal static class DocumentsJson
{
    public static DocumentsJsonContext Stored { get; } = new(StoredJson.FormOf(DocumentsJsonContext.Default.Options));
}
