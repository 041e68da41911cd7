using System.Text.Json;
using Automation.Core.Findings;

namespace Automation.Catalog.Artifact;

/// <summary>The bytes of shards, read and written.</summary>
internal static class Shards
{
    public static byte[] WriteFindings(IEnumerable<KeyValuePair<string, IReadOnlyList<RecordedFinding>>> findings) =>
        ShardFile.Write(findings, (list, json) => JsonSerializer.Serialize(json, [.. list.Select(f => new FindingLine(f.Rule, NameOf(f.Severity), f.Message, f.Source, f.File, f.Line))], ArtifactJson.Default.FindingLineArray));

    public static IEnumerable<KeyValuePair<string, IReadOnlyList<RecordedFinding>>> ReadFindings(ReadOnlyMemory<byte> shard) =>
        ShardFile.Lines(shard).Select(line => KeyValuePair.Create(line.Key, (IReadOnlyList<RecordedFinding>)[.. Read(line.Value, ArtifactJson.Default.FindingLineArray)
            .Select(f => new RecordedFinding(f.Rule, SeverityOf(f.Severity), f.Message, f.Source, f.File, f.Line))]));

    public static byte[] WriteSources(IEnumerable<KeyValuePair<string, SourceLine>> lines) =>
        ShardFile.Write(lines, (line, json) => JsonSerializer.Serialize(json, line, ArtifactJson.Default.SourceLine));

    public static IEnumerable<KeyValuePair<string, SourceLine>> ReadSources(ReadOnlyMemory<byte> shard) =>
        ShardFile.Lines(shard).Select(line => KeyValuePair.Create(line.Key, Read(line.Value, ArtifactJson.Default.SourceLine)));

    public static string NameOf(Severity severity) => severity switch
    {
        Severity.Error => "error",
        Severity.Warning => "warning",
        _ => "info",
    };

    private static Severity SeverityOf(string name) => name switch
    {
        "error" => Severity.Error,
        "warning" => Severity.Warning,
        _ => Severity.Info,
    };

    private static T Read<T>(ReadOnlyMemory<byte> value, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type)
    {
        try
        {
            return JsonSerializer.Deserialize(value.Span, type) ?? throw new ArtifactException("A shard holds a null.");
        }
        catch (JsonException e)
        {
            throw new ArtifactException("A line of a shard is not what this program writes.", e);
        }
    }
}
