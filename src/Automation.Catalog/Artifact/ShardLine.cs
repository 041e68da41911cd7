using System.Text.Json;

namespace Automation.Catalog.Artifact;

/// <summary>A key of a shard with its value.</summary>
/// <param name="Key">The key.</param>
/// <param name="Value">The value, as raw JSON.</param>
public sealed record ShardLine(string Key, ReadOnlyMemory<byte> Value)
{
    private const string NotOurs = "A line of a shard was not written by this program: build the catalog again into an empty folder.";

    public delegate T Reading<out T>(string key, ref Utf8JsonReader reader);

    /// <exception cref="ArtifactException">The content was not written by this program.</exception>
    public static ShardLine Of(ReadOnlyMemory<byte> line)
    {
        var value = line.Span[^1] == (byte)',' ? line[..^1] : line;
        var reader = new Utf8JsonReader(value.Span, isFinalBlock: false, default);
        try
        {
            if (reader.Read() && reader.TokenType == JsonTokenType.String && reader.GetString() is { } key)
            {
                return new ShardLine(key, value[((int)reader.BytesConsumed + 1)..]);
            }
        }
        catch (Exception e) when (IsNotOurs(e))
        {
            throw new ArtifactException(NotOurs, e);
        }

        throw new ArtifactException(NotOurs);
    }

    /// <exception cref="ArtifactException">The content was not written by this program.</exception>
    public T Read<T>(Reading<T> reading)
    {
        var reader = new Utf8JsonReader(Value.Span);
        try
        {
            return reading(Key, ref reader);
        }
        catch (Exception e) when (IsNotOurs(e))
        {
            throw new ArtifactException(NotOurs, e);
        }
    }

    private static bool IsNotOurs(Exception e) => e is JsonException or InvalidOperationException or FormatException or ArgumentOutOfRangeException;
}
