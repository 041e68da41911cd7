using System.Text.Json;

namespace Automation.Catalog.Artifact;

/// <summary>A line of a shard of sources: a source, or a file of one.</summary>
internal abstract record SourceLine
{
    private SourceLine(string key) => Key = key;

    /// <summary>What it is kept under.</summary>
    public string Key { get; }

    public sealed record Whole(SourceRecord Record) : SourceLine(Record.Name);

    public sealed record OneFile(FileRecord Record) : SourceLine(Record.Key);

    public static void Write(SourceLine line, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        switch (line)
        {
            case Whole(var source):
                Write(source, json);
                break;
            case OneFile(var file):
                Write(file, json);
                break;
        }

        json.WriteEndObject();
    }

    public static SourceLine Read(ref Utf8JsonReader reader)
    {
        var (source, file, isFile) = (new SourceRecord("", ""), new FileRecord("", "", ""), false);
        JsonReading.Expect(ref reader, JsonTokenType.StartObject);
        while (JsonReading.NextProperty(ref reader) is { } property)
        {
            switch (property)
            {
                case "source":
                    var name = JsonReading.Text(ref reader);
                    (source, file) = (source with { Name = name }, file with { Source = name });
                    break;
                case "path":
                    file = file with { Path = JsonReading.Text(ref reader) };
                    isFile = true;
                    break;
                default:
                    (source, file) = isFile ? (source, With(file, property, ref reader)) : (With(source, property, ref reader), file);
                    break;
            }
        }

        return isFile ? new OneFile(file) : new Whole(source);
    }

    private static SourceRecord With(SourceRecord source, string property, ref Utf8JsonReader reader)
    {
        switch (property)
        {
            case "kind":
                return source with { Kind = JsonReading.Text(ref reader) };
            case "commit":
                return source with { Commit = JsonReading.Text(ref reader) };
            case "repository":
                return source with { Repository = JsonReading.Text(ref reader) };
            case "settings":
                return source with { Settings = JsonReading.Text(ref reader) };
            case "entities":
                return source with { Entities = reader.GetInt32() };
            case "locations":
                return source with { Locations = JsonReading.Texts(ref reader) };
            case "removalWaits":
                return source with { RemovalWaits = reader.GetBoolean() };
            case "undeclared":
                return source with { IsUndeclared = reader.GetBoolean() };
            case "stale":
                return source with { Stale = JsonWriting.ReadStale(ref reader) };
            default:
                reader.Skip();
                return source;
        }
    }

    private static FileRecord With(FileRecord file, string property, ref Utf8JsonReader reader)
    {
        switch (property)
        {
            case "blob":
                return file with { Blob = JsonReading.Text(ref reader) };
            case "defines":
                return file with { Entities = JsonReading.Texts(ref reader) };
            case "reads":
                return file with { Reads = JsonReading.TextMap(ref reader) };
            case "readBy":
                return file with { ReadBy = JsonReading.Texts(ref reader) };
            case "targets":
                return file with { Targets = JsonReading.Texts(ref reader) };
            case "onlyRead":
                return file with { IsDescriptor = !reader.GetBoolean() };
            default:
                reader.Skip();
                return file;
        }
    }

    private static void Write(SourceRecord source, Utf8JsonWriter json)
    {
        json.WriteString("source", source.Name);
        json.WriteString("kind", source.Kind);
        JsonWriting.Text(json, "commit", source.Commit);
        JsonWriting.Text(json, "repository", source.Repository);
        JsonWriting.Text(json, "settings", source.Settings.Length == 0 ? null : source.Settings);
        json.WriteNumber("entities", source.Entities);
        JsonWriting.Texts(json, "locations", source.Locations);
        JsonWriting.Switch(json, "removalWaits", source.RemovalWaits);
        JsonWriting.Switch(json, "undeclared", source.IsUndeclared);
        JsonWriting.Stale(json, source.Stale);
    }

    private static void Write(FileRecord file, Utf8JsonWriter json)
    {
        json.WriteString("source", file.Source);
        json.WriteString("path", file.Path);
        json.WriteString("blob", file.Blob);
        JsonWriting.Texts(json, "defines", file.Entities);
        JsonWriting.TextMap(json, "reads", file.Reads);
        JsonWriting.Texts(json, "readBy", file.ReadBy);
        JsonWriting.Texts(json, "targets", file.Targets);
        JsonWriting.Switch(json, "onlyRead", !file.IsDescriptor);
    }
}
