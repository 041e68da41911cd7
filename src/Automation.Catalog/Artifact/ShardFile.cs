using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Automation.Catalog.Artifact;

/// <summary>
/// The shape of every shard: one JSON object, one key a line, keys in ordinal order. The same content gives the same bytes, a change shows as
/// a change of its lines, and a search can look at lines without reading them.
/// </summary>
internal static class ShardFile
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes a shard.</summary>
    /// <param name="entries">What it holds, in ordinal order of keys.</param>
    /// <param name="write">Writes the value of an entry.</param>
    public static byte[] Write<T>(IEnumerable<KeyValuePair<string, T>> entries, Action<T, Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(16 * 1024);
        using var json = new Utf8JsonWriter(buffer, Options);
        var isFirst = true;
        foreach (var (key, value) in entries)
        {
            buffer.Write(isFirst ? "{\n"u8 : ",\n"u8);
            isFirst = false;
            json.Reset();
            json.WriteStringValue(key);
            json.Flush();
            buffer.Write(":"u8);
            json.Reset();
            write(value, json);
            json.Flush();
        }

        buffer.Write(isFirst ? "{}\n"u8 : "\n}\n"u8);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>The key and value of each line of a shard, unread.</summary>
    /// <exception cref="ArtifactException">A line is not what this program writes.</exception>
    public static IEnumerable<(string Key, ReadOnlyMemory<byte> Value)> Lines(ReadOnlyMemory<byte> shard)
    {
        var rest = shard;
        while (!rest.IsEmpty)
        {
            var end = rest.Span.IndexOf((byte)'\n');
            var line = end < 0 ? rest : rest[..end];
            rest = end < 0 ? default : rest[(end + 1)..];
            if (line.Length > 2)
            {
                yield return Split(line);
            }
        }
    }

    private static (string Key, ReadOnlyMemory<byte> Value) Split(ReadOnlyMemory<byte> line)
    {
        try
        {
            var value = line.Span[^1] == (byte)',' ? line[..^1] : line;
            var reader = new Utf8JsonReader(value.Span, isFinalBlock: false, default);
            if (reader.Read() && reader.TokenType == JsonTokenType.String && reader.GetString() is { } key)
            {
                return (key, value[((int)reader.BytesConsumed + 1)..]);
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentOutOfRangeException)
        {
            throw new ArtifactException("A line of a shard is not what this program writes.", e);
        }

        throw new ArtifactException("A line of a shard is not what this program writes.");
    }
}
