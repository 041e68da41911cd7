using System.Text.Json;
using System.Text.Json.Serialization;

namespace Automation.Catalog.Artifact;

/// <summary>What the shards of sources and findings, and the summary, look like as JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault, UseStringEnumConverter = true)]
[JsonSerializable(typeof(SourceLine))]
[JsonSerializable(typeof(FindingLine[]))]
[JsonSerializable(typeof(CatalogSummary))]
internal sealed partial class ArtifactJson : JsonSerializerContext
{
    /// <summary>For what people open: one value a line, and characters as they are.</summary>
    public static ArtifactJson Indented { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        WriteIndented = true,
        NewLine = "\n",
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}

/// <summary>A line of a shard of sources: a source, or a file of one.</summary>
internal sealed record SourceLine
{
    public string? Source { get; init; }

    public string? Kind { get; init; }

    public string? Commit { get; init; }

    public string? Repository { get; init; }

    public int Entities { get; init; }

    public IReadOnlyList<string>? Locations { get; init; }

    public Staleness? Stale { get; init; }

    public bool RemovalWaits { get; init; }

    public string? Path { get; init; }

    public string? Blob { get; init; }

    public IReadOnlyList<string>? Defines { get; init; }

    public IReadOnlyDictionary<string, string>? Reads { get; init; }

    public IReadOnlyList<string>? ReadBy { get; init; }

    public IReadOnlyList<string>? Targets { get; init; }

    public bool IsRead { get; init; }

    public static SourceLine Of(SourceRecord record) => new()
    {
        Source = record.Name,
        Kind = record.Kind,
        Commit = record.Commit,
        Repository = record.Repository,
        Entities = record.Entities,
        Locations = NullWhenEmpty(record.Locations),
        Stale = record.Stale,
        RemovalWaits = record.RemovalWaits,
    };

    public static SourceLine Of(FileRecord record) => new()
    {
        Source = record.Source,
        Path = record.Path,
        Blob = record.Blob,
        Defines = NullWhenEmpty(record.Entities),
        Reads = record.Reads.Count == 0 ? null : record.Reads,
        ReadBy = NullWhenEmpty(record.ReadBy),
        Targets = NullWhenEmpty(record.Targets),
        IsRead = !record.IsDescriptor,
    };

    public SourceRecord ToSource() => new(Source!, Kind ?? "")
    {
        Commit = Commit,
        Repository = Repository,
        Entities = Entities,
        Locations = Locations ?? [],
        Stale = Stale,
        RemovalWaits = RemovalWaits,
    };

    public FileRecord ToFile() => new(Source!, Path!, Blob ?? "")
    {
        Entities = Defines ?? [],
        Reads = Reads ?? new Dictionary<string, string>(),
        ReadBy = ReadBy ?? [],
        Targets = Targets ?? [],
        IsDescriptor = !IsRead,
    };

    private static IReadOnlyList<string>? NullWhenEmpty(IReadOnlyList<string> list) => list.Count == 0 ? null : list;
}

/// <summary>A finding in a shard of findings.</summary>
internal sealed record FindingLine(string Rule, string Severity, string Message, string Source, string File, int Line);
