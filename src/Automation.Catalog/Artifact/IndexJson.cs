using System.Text.Json;

namespace Automation.Catalog.Artifact;

/// <summary>Entries of the index as JSON. Written out by hand: there may be hundreds of thousands.</summary>
internal static class IndexJson
{
    public static byte[] Write(IEnumerable<IndexEntry> entries) =>
        ShardFile.Write(entries.Select(e => KeyValuePair.Create(e.Ref.ToString(), e)).OrderBy(e => e.Key, StringComparer.Ordinal), Write);

    /// <summary>Reads a shard.</summary>
    /// <exception cref="ArtifactException">It is not what this program writes.</exception>
    public static IEnumerable<IndexEntry> Read(ReadOnlyMemory<byte> shard, EntityRefs refs) =>
        ShardFile.Lines(shard).Select(line => Read(line.Key, line.Value.Span, refs));

    /// <summary>Reads the value of a line.</summary>
    public static IndexEntry Read(string key, ReadOnlySpan<byte> value, EntityRefs refs)
    {
        var reader = new Utf8JsonReader(value);
        try
        {
            return Entry(key, ref reader, refs);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            throw new ArtifactException($"The entry of {key} in the index is not what this program writes.", e);
        }
    }

    private static void Write(IndexEntry entry, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        if (entry.Fields is { } fields)
        {
            json.WriteString("name"u8, fields.Name);
            WriteText(json, "title"u8, fields.Title);
            WriteText(json, "description"u8, fields.Description);
            WriteText(json, "type"u8, fields.Type);
            WriteText(json, "lifecycle"u8, fields.Lifecycle);
            if (fields.Tags.Count > 0)
            {
                json.WriteStartArray("tags"u8);
                foreach (var tag in fields.Tags)
                {
                    json.WriteStringValue(tag);
                }

                json.WriteEndArray();
            }
        }

        WriteDefinitions(entry.Definitions, json);
        WriteRelations(entry.Relations, json);
        WriteIncoming(entry.Incoming, json);
        json.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter json, ReadOnlySpan<byte> name, string? text)
    {
        if (text is not null)
        {
            json.WriteString(name, text);
        }
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
            if (definition.Stale is { } stale)
            {
                json.WriteStartObject("stale"u8);
                json.WriteString("cause"u8, Name(stale.Cause));
                json.WriteString("reason"u8, stale.Reason);
                json.WriteString("since"u8, stale.Since);
                json.WriteEndObject();
            }

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

    private static IndexEntry Entry(string key, ref Utf8JsonReader reader, EntityRefs refs)
    {
        var entry = new IndexEntry(refs.Of(key));
        EntityFields? fields = null;
        Expect(ref reader, JsonTokenType.StartObject);
        while (NextProperty(ref reader) is { } property)
        {
            reader.Read();
            switch (property)
            {
                case "name":
                    fields = new EntityFields(reader.GetString()!);
                    break;
                case "title":
                    fields = fields! with { Title = reader.GetString() };
                    break;
                case "description":
                    fields = fields! with { Description = reader.GetString() };
                    break;
                case "type":
                    fields = fields! with { Type = reader.GetString() };
                    break;
                case "lifecycle":
                    fields = fields! with { Lifecycle = reader.GetString() };
                    break;
                case "tags":
                    fields = fields! with { Tags = Texts(ref reader) };
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

        return entry with { Fields = fields };
    }

    private static List<Definition> Definitions(ref Utf8JsonReader reader)
    {
        var definitions = new List<Definition>(1);
        while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
        {
            var definition = new Definition("", "", 0, 1, "");
            while (NextProperty(ref reader) is { } property)
            {
                reader.Read();
                definition = property switch
                {
                    "source" => definition with { Source = refString(ref reader) },
                    "file" => definition with { File = refString(ref reader) },
                    "document" => definition with { Document = reader.GetInt32() },
                    "line" => definition with { Line = reader.GetInt32() },
                    "blob" => definition with { Blob = refString(ref reader) },
                    "stale" => definition with { Stale = Stale(ref reader) },
                    _ => definition,
                };
            }

            definitions.Add(definition);
        }

        return definitions;

        static string refString(ref Utf8JsonReader reader) => reader.GetString() ?? "";
    }

    private static Staleness Stale(ref Utf8JsonReader reader)
    {
        var (cause, reason, since) = (StaleCause.Document, "", "");
        while (NextProperty(ref reader) is { } property)
        {
            reader.Read();
            switch (property)
            {
                case "cause":
                    cause = CauseOf(reader.GetString());
                    break;
                case "reason":
                    reason = reader.GetString() ?? "";
                    break;
                case "since":
                    since = reader.GetString() ?? "";
                    break;
            }
        }

        return new Staleness(cause, reason, since);
    }

    private static List<OwnRelation> Relations(ref Utf8JsonReader reader, EntityRefs refs)
    {
        var relations = new List<OwnRelation>();
        while (NextProperty(ref reader) is { } type)
        {
            type = string.IsInterned(type) ?? type;
            Expect(ref reader, JsonTokenType.StartObject);
            while (NextProperty(ref reader) is { } target)
            {
                reader.Read();
                relations.Add(new OwnRelation(new NamedRelation(type, refs.Of(target)), reader.GetInt32()));
            }
        }

        return relations;
    }

    private static List<NamedRelation> Incoming(ref Utf8JsonReader reader, EntityRefs refs)
    {
        var relations = new List<NamedRelation>();
        while (NextProperty(ref reader) is { } type)
        {
            type = string.IsInterned(type) ?? type;
            reader.Read();
            relations.AddRange(Texts(ref reader).Select(target => new NamedRelation(type, refs.Of(target))));
        }

        return relations;
    }

    private static List<string> Texts(ref Utf8JsonReader reader)
    {
        var texts = new List<string>();
        while (reader.Read() && reader.TokenType == JsonTokenType.String)
        {
            texts.Add(reader.GetString()!);
        }

        return texts;
    }

    private static string? NextProperty(ref Utf8JsonReader reader) =>
        reader.Read() && reader.TokenType == JsonTokenType.PropertyName ? reader.GetString() : null;

    private static void Expect(ref Utf8JsonReader reader, JsonTokenType type)
    {
        if (!reader.Read() || reader.TokenType != type)
        {
            throw new FormatException();
        }
    }

    private static string Name(StaleCause cause) => cause switch
    {
        StaleCause.Source => "source",
        StaleCause.Removal => "removal",
        _ => "document",
    };

    private static StaleCause CauseOf(string? name) => name switch
    {
        "source" => StaleCause.Source,
        "removal" => StaleCause.Removal,
        _ => StaleCause.Document,
    };
}
