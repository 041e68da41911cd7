using System.Text.Json;

namespace Automation.Catalog.Artifact;

/// <summary>A line of a shard of sources: a source, a file of a source, or a repository that Locations refer to.</summary>
internal abstract record SourceLine
{
    private SourceLine(string key) => Key = key;

    public string Key { get; }

    public sealed record Whole(SourceRecord Record) : SourceLine(Record.Name);

    public sealed record OneFile(FileRecord Record) : SourceLine(Record.Key);

    public sealed record Linked(LinkedRepository Repository) : SourceLine(Repository.Key);

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
            case Linked(var repository):
                json.WriteString("linked", repository.Name);
                JsonWriting.Texts(json, "by", repository.By);
                break;
        }

        json.WriteEndObject();
    }

    public static SourceLine Read(ref Utf8JsonReader reader)
    {
        var (source, file, isFile, linked) = (new SourceRecord("", ""), new FileRecord("", "", ""), false, (LinkedRepository?)null);
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
                case "linked":
                    linked = new LinkedRepository(JsonReading.Text(ref reader), []);
                    break;
                case "by" when linked is not null:
                    linked = linked with { By = JsonReading.Texts(ref reader) };
                    break;
                default:
                    (source, file) = isFile ? (source, With(file, property, ref reader)) : (With(source, property, ref reader), file);
                    break;
            }
        }

        return linked is not null ? new Linked(linked) : isFile ? new OneFile(file) : new Whole(source);
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
            case "repositoryId":
                return source with { RepositoryId = reader.GetInt64() };
            case "noPeople":
                return source with { TakesPeople = !reader.GetBoolean() };
            case "public":
                return source with { IsPublic = reader.GetBoolean() };
            case "folder":
                return source with { Folder = JsonReading.Text(ref reader) };
            case "settings":
                return source with { Settings = JsonReading.Text(ref reader) };
            case "entities":
                return source with { Entities = reader.GetInt32() };
            case "locations":
                return source with { Locations = JsonReading.Texts(ref reader) };
            case "templates":
                return source with { Templates = JsonReading.Texts(ref reader) };
            case "branch":
                return source with { Branch = JsonReading.Text(ref reader) };
            case "wanted":
                return source with { Wanted = JsonReading.NumberMap(ref reader) };
            case "behind":
                return source with { IsBehind = reader.GetBoolean() };
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
            case "steps":
                return file with { Steps = reader.GetInt32() };
            case "links":
                return file with { Links = Links(ref reader) };
            case "skeleton":
                return file with { IsSkeleton = reader.GetBoolean() };
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
        if (source.RepositoryId is { } id)
        {
            json.WriteNumber("repositoryId", id);
        }

        JsonWriting.Text(json, "folder", source.Folder.Length == 0 ? null : source.Folder);
        JsonWriting.Text(json, "branch", source.Branch == SourceIdentity.DefaultBranch ? null : source.Branch);
        JsonWriting.Text(json, "settings", source.Settings.Length == 0 ? null : source.Settings);
        json.WriteNumber("entities", source.Entities);
        JsonWriting.Texts(json, "locations", source.Locations);
        JsonWriting.Texts(json, "templates", source.Templates);
        if (source.Wanted.Count > 0)
        {
            JsonWriting.NumberMap(json, "wanted", source.Wanted);
        }

        JsonWriting.Switch(json, "noPeople", !source.TakesPeople);
        JsonWriting.Switch(json, "public", source.IsPublic);
        JsonWriting.Switch(json, "behind", source.IsBehind);
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
        Write(file.Links, json);
        JsonWriting.Number(json, "steps", file.Steps);
        JsonWriting.Switch(json, "onlyRead", !file.IsDescriptor);
        JsonWriting.Switch(json, "skeleton", file.IsSkeleton);
    }

    private static void Write(IReadOnlyList<FileLink> links, Utf8JsonWriter json)
    {
        if (links.Count == 0)
        {
            return;
        }

        json.WriteStartArray("links");
        foreach (var link in links)
        {
            json.WriteStartObject();
            json.WriteString("to", link.Repository);
            JsonWriting.Text(json, "revision", link.Revision.Length == 0 ? null : link.Revision);
            JsonWriting.Text(json, "path", link.Path.Length == 0 ? null : link.Path);
            json.WriteNumber("line", link.Line);
            JsonWriting.Switch(json, "optional", link.IsOptional);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static List<FileLink> Links(ref Utf8JsonReader reader)
    {
        var links = new List<FileLink>();
        while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
        {
            var link = new FileLink("", "", "", 1);
            while (JsonReading.NextProperty(ref reader) is { } property)
            {
                link = property switch
                {
                    "to" => link with { Repository = JsonReading.Text(ref reader) },
                    "revision" => link with { Revision = JsonReading.Text(ref reader) },
                    "path" => link with { Path = JsonReading.Text(ref reader) },
                    "line" => link with { Line = reader.GetInt32() },
                    "optional" => link with { IsOptional = reader.GetBoolean() },
                    _ => link,
                };
            }

            links.Add(link);
        }

        return links;
    }
}
