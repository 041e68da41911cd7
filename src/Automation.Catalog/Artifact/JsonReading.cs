using System.Text.Json;

namespace Automation.Catalog.Artifact;

/// <summary>
/// Parts of reading the artifact's JSON. There is no serializer, because a serializer needs code for each type, which is compiled at run time and
/// costs more than the reading itself (docs/adr/0004-native-aot.md).
/// </summary>
internal static class JsonReading
{
    /// <summary>The next property of an object, with the reader on its value; null at the object's end.</summary>
    public static string? NextProperty(ref Utf8JsonReader reader)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.PropertyName)
        {
            return null;
        }

        var name = reader.GetString();
        reader.Read();
        return name;
    }

    /// <summary>Moves to the next value, which must have a type.</summary>
    /// <exception cref="FormatException">The value has another type.</exception>
    public static void Expect(ref Utf8JsonReader reader, JsonTokenType type)
    {
        if (!reader.Read() || reader.TokenType != type)
        {
            throw new FormatException();
        }
    }

    public static string Text(ref Utf8JsonReader reader) => reader.GetString() ?? "";

    /// <summary>A list of texts, with the reader at its start.</summary>
    public static List<string> Texts(ref Utf8JsonReader reader)
    {
        var texts = new List<string>();
        while (reader.Read() && reader.TokenType == JsonTokenType.String)
        {
            texts.Add(reader.GetString()!);
        }

        return texts;
    }

    /// <summary>A map of texts, with the reader at its start.</summary>
    public static Dictionary<string, string> TextMap(ref Utf8JsonReader reader)
    {
        var map = new Dictionary<string, string>(StringComparer.Ordinal);
        while (NextProperty(ref reader) is { } name)
        {
            map[name] = Text(ref reader);
        }

        return map;
    }

    /// <summary>A map of numbers, with the reader at its start.</summary>
    public static Dictionary<string, int> NumberMap(ref Utf8JsonReader reader)
    {
        var map = new Dictionary<string, int>(StringComparer.Ordinal);
        while (NextProperty(ref reader) is { } name)
        {
            map[name] = reader.GetInt32();
        }

        return map;
    }
}
