using System.Text.Json;

namespace Automation.Catalog.Artifact;

/// <summary>Reads and writes the bytes of shards.</summary>
internal static class Shards
{
    public static byte[] Write(IReadOnlyList<FindingsLine> lines) => ShardFile.Write(lines, l => l.Key, FindingsLine.Write);

    public static byte[] Write(IReadOnlyList<SourceLine> lines) => ShardFile.Write(lines, l => l.Key, SourceLine.Write);

    public static byte[] Write(IReadOnlyList<IndexEntry> entries) => ShardFile.Write(entries, e => e.Ref.ToString(), IndexJson.Write);

    /// <exception cref="ArtifactException">The content was not written by this program.</exception>
    public static IEnumerable<FindingsLine> ReadFindings(ReadOnlyMemory<byte> shard) =>
        ShardFile.Lines(shard).Select(line => line.Read((string key, ref Utf8JsonReader reader) =>
    {
        JsonReading.Expect(ref reader, JsonTokenType.StartArray);
        return new FindingsLine(key, FindingsLine.Read(ref reader));
    }));

    /// <exception cref="ArtifactException">The content was not written by this program.</exception>
    public static IEnumerable<SourceLine> ReadSources(ReadOnlyMemory<byte> shard) =>
        ShardFile.Lines(shard).Select(line => line.Read((string _, ref Utf8JsonReader reader) => SourceLine.Read(ref reader)));

    /// <exception cref="ArtifactException">The content was not written by this program.</exception>
    public static IEnumerable<IndexEntry> ReadIndex(ReadOnlyMemory<byte> shard, EntityRefs refs) =>
        ShardFile.Lines(shard).Select(line => line.Read((string key, ref Utf8JsonReader reader) => IndexJson.Read(key, ref reader, refs)));
}
