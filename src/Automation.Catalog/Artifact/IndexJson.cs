using System.Text.Json;

namespace Automation.Catalog.Artifact;

/// <summary>Entries of the index as JSON. Written without a serializer, because there can be hundreds of thousands.</summary>
internal static class IndexJson
{
    public static void Write(IndexEntry entry, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        if (entry.Fields is { } fields)
        {
            json.WriteString("name", fields.Name);
            JsonWriting.Text(json, "title", fields.Title);
            JsonWriting.Text(json, "description", fields.Description);
            JsonWriting.Text(json, "type", fields.Type);
            JsonWriting.Text(json, "lifecycle", fields.Lifecycle);
            JsonWriting.Texts(json, "tags", fields.Tags);
        }

        WriteDefinitions(entry.Definitions, json);
        WriteRelations(entry.Relations, json);
        WriteIncoming(entry.Incoming, json);
        json.WriteEndObject();
    }

    private static void WriteDefinitions(IReadOnlyList<Definition> definitions, Utf8JsonWriter json)
    {
        if (definitions.Count == 0)
        {
            return;
        }

        json.WriteStartArray("definitions"u8);
        foreach (var definition in definitions)
        {
            json.WriteStartObject();
            json.WriteString("source"u8, definition.Source);
            json.WriteString("file"u8, definition.File);
            json.WriteNumber("document"u8, definition.Document);
            json.WriteNumber("line"u8, definition.Line);
            json.WriteString("blob"u8, definition.Blob);
            JsonWriting.Stale(json, definition.Stale);
            JsonWriting.Switch(json, "takeoverWaits", definition.TakeoverWaits);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteRelations(IReadOnlyList<OwnRelation> relations, Utf8JsonWriter json)
    {
        for (var i = 0; i < relations.Count; i++)
        {
            if (i == 0)
            {
                json.WriteStartObject("relations"u8);
            }

            if (i == 0 || relations[i].Named.Type != relations[i - 1].Named.Type)
            {
                json.WriteStartObject(relations[i].Named.Type);
            }

            json.WriteNumber(relations[i].Named.Target.ToString(), relations[i].Line);
            if (i + 1 == relations.Count || relations[i].Named.Type != relations[i + 1].Named.Type)
            {
                json.WriteEndObject();
            }

            if (i + 1 == relations.Count)
            {
                json.WriteEndObject();
            }
        }
    }

    private static void WriteIncoming(IReadOnlyList<NamedRelation> relations, Utf8JsonWriter json)
    {
        for (var i = 0; i < relations.Count; i++)
        {
            if (i == 0)
            {
                json.WriteStartObject("incoming"u8);
            }

            if (i == 0 || relations[i].Type != relations[i - 1].Type)
            {
                json.WriteStartArray(relations[i].Type);
            }

            json.WriteStringValue(relations[i].Target.ToString());
            if (i + 1 == relations.Count || relations[i].Type != relations[i + 1].Type)
            {
                json.WriteEndArray();
            }

            if (i + 1 == relations.Count)
            {
                json.WriteEndObject();
            }
        }
    }

    /// <summary>Reads the entry of a key, with the reader before its value.</summary>
    public static IndexEntry Read(string key, ref Utf8JsonReader reader, EntityRefs refs)
    {
        var entry = new IndexEntry(refs.Of(key));
        var fields = new EntityFields("");
        JsonReading.Expect(ref reader, JsonTokenType.StartObject);
        while (JsonReading.NextProperty(ref reader) is { } property)
        {
            switch (property)
            {
                case "name":
                    fields = fields with { Name = JsonReading.Text(ref reader) };
                    break;
                case "title":
                    fields = fields with { Title = reader.GetString() };
                    break;
                case "description":
                    fields = fields with { Description = reader.GetString() };
                    break;
                case "type":
                    fields = fields with { Type = reader.GetString() };
                    break;
                case "lifecycle":
                    fields = fields with { Lifecycle = reader.GetString() };
                    break;
                case "tags":
                    fields = fields with { Tags = JsonReading.Texts(ref reader) };
                    break;
                case "definitions":
                    entry = entry with { Definitions = Definitions(ref reader) };
                    break;
                case "relations":
                    entry = entry with { Relations = Relations(ref reader, refs) };
                    break;
                case "incoming":
                    entry = entry with { Incoming = Incoming(ref reader, refs) };
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return fields.Name.Length == 0 ? entry : entry with { Fields = fields };
    }

    private static List<Definition> Definitions(ref Utf8JsonReader reader)
    {
        var definitions = new List<Definition>(1);
        while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
        {
            var definition = new Definition("", "", 0, 1, "");
            while (JsonReading.NextProperty(ref reader) is { } property)
            {
                definition = property switch
                {
                    "source" => definition with { Source = JsonReading.Text(ref reader) },
                    "file" => definition with { File = JsonReading.Text(ref reader) },
                    "document" => definition with { Document = reader.GetInt32() },
                    "line" => definition with { Line = reader.GetInt32() },
                    "blob" => definition with { Blob = JsonReading.Text(ref reader) },
                    "stale" => definition with { Stale = JsonWriting.ReadStale(ref reader) },
                    "takeoverWaits" => definition with { TakeoverWaits = reader.GetBoolean() },
                    _ => definition,
                };
            }

            definitions.Add(definition);
        }

        return definitions;
    }

    private static List<OwnRelation> Relations(ref Utf8JsonReader reader, EntityRefs refs)
    {
        var relations = new List<OwnRelation>();
        while (JsonReading.NextProperty(ref reader) is { } type)
        {
            type = string.IsInterned(type) ?? type;
            while (JsonReading.NextProperty(ref reader) is { } target)
            {
                relations.Add(new OwnRelation(new NamedRelation(type, refs.Of(target)), reader.GetInt32()));
            }
        }

        return relations;
    }

    private static List<NamedRelation> Incoming(ref Utf8JsonReader reader, EntityRefs refs)
    {
        var relations = new List<NamedRelation>();
        while (JsonReading.NextProperty(ref reader) is { } type)
        {
            type = string.IsInterned(type) ?? type;
            while (reader.Read() && reader.TokenType == JsonTokenType.String)
            {
                relations.Add(new NamedRelation(type, refs.Of(reader.GetString()!)));
            }
        }

        return relations;
    }
}
