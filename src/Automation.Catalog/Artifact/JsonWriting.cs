using System.Text.Json;

namespace Automation.Catalog.Artifact;

/// <summary>Writes values of the artifact's JSON. Empty values are left out.</summary>
internal static class JsonWriting
{
    /// <summary>A text, unless there is none.</summary>
    public static void Text(Utf8JsonWriter json, string name, string? text)
    {
        if (text is not null)
        {
            json.WriteString(name, text);
        }
    }

    /// <summary>A number, unless it is 0.</summary>
    public static void Number(Utf8JsonWriter json, string name, int number)
    {
        if (number != 0)
        {
            json.WriteNumber(name, number);
        }
    }

    /// <summary>A boolean, unless it is false.</summary>
    public static void Switch(Utf8JsonWriter json, string name, bool isOn)
    {
        if (isOn)
        {
            json.WriteBoolean(name, true);
        }
    }

    /// <summary>A list, unless it is empty.</summary>
    public static void Texts(Utf8JsonWriter json, string name, IReadOnlyList<string> texts)
    {
        if (texts.Count == 0)
        {
            return;
        }

        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }

    /// <summary>A map in ordinal order of names, unless it is empty.</summary>
    public static void TextMap(Utf8JsonWriter json, string name, IReadOnlyDictionary<string, string> map)
    {
        if (map.Count == 0)
        {
            return;
        }

        json.WriteStartObject(name);
        foreach (var key in map.Keys.Order(StringComparer.Ordinal))
        {
            json.WriteString(key, map[key]);
        }

        json.WriteEndObject();
    }

    /// <summary>A map in ordinal order of names.</summary>
    public static void NumberMap(Utf8JsonWriter json, string name, IReadOnlyDictionary<string, int> map)
    {
        json.WriteStartObject(name);
        foreach (var key in map.Keys.Order(StringComparer.Ordinal))
        {
            json.WriteNumber(key, map[key]);
        }

        json.WriteEndObject();
    }

    /// <summary>The reason for staleness, unless there is none.</summary>
    public static void Stale(Utf8JsonWriter json, Staleness? stale)
    {
        if (stale is null)
        {
            return;
        }

        json.WriteStartObject("stale");
        json.WriteString("cause", stale.Cause switch
        {
            StaleCause.Source => "source",
            StaleCause.Removal => "removal",
            StaleCause.Takeover => "takeover",
            _ => "document",
        });
        json.WriteString("reason", stale.Reason);
        json.WriteString("since", stale.Since);
        json.WriteEndObject();
    }

    /// <summary>Reads what <see cref="Stale"/> writes, with the reader at its start.</summary>
    public static Staleness ReadStale(ref Utf8JsonReader reader)
    {
        var stale = new Staleness(StaleCause.Document, "", "");
        while (JsonReading.NextProperty(ref reader) is { } property)
        {
            stale = property switch
            {
                "cause" => stale with
                {
                    Cause = JsonReading.Text(ref reader) switch
                    {
                        "source" => StaleCause.Source,
                        "removal" => StaleCause.Removal,
                        "takeover" => StaleCause.Takeover,
                        _ => StaleCause.Document,
                    },
                },
                "reason" => stale with { Reason = JsonReading.Text(ref reader) },
                "since" => stale with { Since = JsonReading.Text(ref reader) },
                _ => stale,
            };
        }

        return stale;
    }
}
