using System.Text.Json;

namespace Automation.Reporting.Json;

/// <summary>Values that several machine formats write the same way.</summary>
internal static class JsonValues
{
    /// <summary>A number, or <c>null</c> where there is none.</summary>
    public static void WriteNumber(Utf8JsonWriter json, string property, int? number)
    {
        if (number is { } value)
        {
            json.WriteNumber(property, value);
        }
        else
        {
            json.WriteNull(property);
        }
    }

    /// <summary>A list of texts.</summary>
    public static void WriteStrings(Utf8JsonWriter json, string property, IEnumerable<string> texts)
    {
        json.WriteStartArray(property);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }
}
