using System.Text.Json;
using System.Text.Json.Serialization;

namespace Automation.Jobs.Webhooks;

/// <summary>Work items and dirty sources as JSON, the form they have in the ledger.</summary>
public static class WorkItemJson
{
    /// <summary>A work item as text.</summary>
    public static string Write(WorkItem item) => JsonSerializer.Serialize(item, WorkItemJsonContext.Default.WorkItem);

    /// <summary>The work item of a text; members of a newer version are ignored.</summary>
    public static WorkItem Read(string text) =>
        JsonSerializer.Deserialize(text, WorkItemJsonContext.Default.WorkItem) ?? throw new JsonException("A work item is an object.");

    /// <summary>A dirty source as text.</summary>
    public static string Write(DirtySource source) => JsonSerializer.Serialize(source, WorkItemJsonContext.Default.DirtySource);

    /// <summary>The dirty source of a text.</summary>
    public static DirtySource ReadSource(string text) =>
        JsonSerializer.Deserialize(text, WorkItemJsonContext.Default.DirtySource) ?? throw new JsonException("A source is an object.");
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    AllowOutOfOrderMetadataProperties = true)]
[JsonSerializable(typeof(WorkItem))]
[JsonSerializable(typeof(DirtySource))]
internal sealed partial class WorkItemJsonContext : JsonSerializerContext;
