using System.Text.Json;
using Automation.Core.Findings;

namespace Automation.Reporting.Json;

/// <summary>Values that several machine formats write the same way.</summary>
internal static class JsonValues
{
    /// <summary>A number, or <c>null</c> if there is none.</summary>
    public static void WriteNumber(Utf8JsonWriter json, string property, long? number)
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

    public static void WriteStrings(Utf8JsonWriter json, string property, IEnumerable<string> texts)
    {
        json.WriteStartArray(property);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }

    /// <summary>What was not checked, as the property <c>notChecked</c>.</summary>
    public static void WriteNotChecked(Utf8JsonWriter json, IEnumerable<NotChecked> all)
    {
        json.WriteStartArray("notChecked");
        foreach (var (what, why) in all)
        {
            json.WriteStartObject();
            json.WriteString("what", what);
            json.WriteString("why", why);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
