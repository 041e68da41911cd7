using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Automation.Catalog.Artifact;

/// <summary>
/// The shape of every shard: one JSON object, one key per line, keys in ordinal order. The same content gives the same bytes, a change shows as
/// a change of its lines, and a search can skip lines without parsing them.
/// </summary>
public static class ShardFile
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="lines">The content, in ordinal order of keys.</param>
    /// <param name="keyOf">The key of a line.</param>
    /// <param name="write">Writes the value of a line.</param>
    public static byte[] Write<T>(IReadOnlyList<T> lines, Func<T, string> keyOf, Action<T, Utf8JsonWriter> write)
        where T : class
    {
        var buffer = new ArrayBufferWriter<byte>(16 * 1024);
        using var json = new Utf8JsonWriter(buffer, Options);
        for (var i = 0; i < lines.Count; i++)
        {
            buffer.Write(i == 0 ? "{\n"u8 : ",\n"u8);
            json.Reset();
            json.WriteStringValue(keyOf(lines[i]));
            json.Flush();
            buffer.Write(":"u8);
            json.Reset();
            write(lines[i], json);
            json.Flush();
        }

        buffer.Write(lines.Count == 0 ? "{}\n"u8 : "\n}\n"u8);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>The raw lines of a shard.</summary>
    /// <exception cref="ArtifactException">The line was not written by this program.</exception>
    public static IEnumerable<ShardLine> Lines(ReadOnlyMemory<byte> shard)
    {
        var rest = shard;
        while (!rest.IsEmpty)
        {
            var end = rest.Span.IndexOf((byte)'\n');
            var line = end < 0 ? rest : rest[..end];
            rest = end < 0 ? default : rest[(end + 1)..];
            if (line.Length > 2)
            {
                yield return ShardLine.Of(line);
            }
        }
    }
}
