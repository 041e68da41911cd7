using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Automation.Catalog.Artifact;

/// <summary>The summary as JSON, one value a line: people open it.</summary>
internal static class SummaryJson
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Write(CatalogSummary summary)
    {
        var buffer = new ArrayBufferWriter<byte>(64 * 1024);
        using var json = new Utf8JsonWriter(buffer, Options);
        json.WriteStartObject();
        json.WriteNumber("format", summary.Format);
        json.WriteString("settings", summary.Settings);
        JsonWriting.NumberMap(json, "entities", summary.Entities);
        json.WriteNumber("relations", summary.Relations);
        JsonWriting.NumberMap(json, "findings", summary.Findings);
        json.WriteNumber("stale", summary.Stale);
        json.WriteNumber("sources", summary.Sources);
        JsonWriting.Number(json, "skeletons", summary.Skeletons);
        JsonWriting.TextMap(json, "extraRelations", summary.ExtraRelations);
        json.WriteString("root", summary.Root);
        JsonWriting.TextMap(json, "shards", summary.Shards);
        Write(summary.Overview, json);
        json.WriteEndObject();
        json.Flush();
        buffer.Write("\n"u8);
        return buffer.WrittenSpan.ToArray();
    }

    public static CatalogSummary Read(ReadOnlySpan<byte> bytes)
    {
        var summary = new CatalogSummary { Format = 0 };
        var reader = new Utf8JsonReader(bytes);
        JsonReading.Expect(ref reader, JsonTokenType.StartObject);
        while (JsonReading.NextProperty(ref reader) is { } property)
        {
            switch (property)
            {
                case "format":
                    summary = summary with { Format = reader.GetInt32() };
                    break;
                case "settings":
                    summary = summary with { Settings = JsonReading.Text(ref reader) };
                    break;
                case "entities":
                    summary = summary with { Entities = JsonReading.NumberMap(ref reader) };
                    break;
                case "relations":
                    summary = summary with { Relations = reader.GetInt32() };
                    break;
                case "findings":
                    summary = summary with { Findings = JsonReading.NumberMap(ref reader) };
                    break;
                case "stale":
                    summary = summary with { Stale = reader.GetInt32() };
                    break;
                case "sources":
                    summary = summary with { Sources = reader.GetInt32() };
                    break;
                case "skeletons":
                    summary = summary with { Skeletons = reader.GetInt32() };
                    break;
                case "extraRelations":
                    summary = summary with { ExtraRelations = JsonReading.TextMap(ref reader) };
                    break;
                case "root":
                    summary = summary with { Root = JsonReading.Text(ref reader) };
                    break;
                case "shards":
                    summary = summary with { Shards = JsonReading.TextMap(ref reader) };
                    break;
                case "overview":
                    summary = summary with { Overview = ReadOverview(ref reader) };
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return summary;
    }

    private static void Write(Overview overview, Utf8JsonWriter json)
    {
        json.WriteStartObject("overview");
        json.WriteStartArray("systems");
        foreach (var row in overview.Systems)
        {
            json.WriteStartObject();
            json.WriteString("ref", row.Ref);
            json.WriteString("title", row.Title);
            JsonWriting.Text(json, "owner", row.Owner);
            JsonWriting.Number(json, "components", row.Components);
            JsonWriting.Number(json, "apis", row.Apis);
            JsonWriting.Number(json, "resources", row.Resources);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("owners");
        foreach (var row in overview.Owners)
        {
            json.WriteStartObject();
            json.WriteString("ref", row.Ref);
            json.WriteString("title", row.Title);
            JsonWriting.NumberMap(json, "owns", row.Kinds);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNumber("ownerCount", overview.OwnerCount);
        json.WritePropertyName("broken");
        FindingsLine.Write(overview.Broken, json);
        json.WriteEndObject();
    }

    private static Overview ReadOverview(ref Utf8JsonReader reader)
    {
        var overview = new Overview();
        while (JsonReading.NextProperty(ref reader) is { } property)
        {
            switch (property)
            {
                case "systems":
                    overview = overview with { Systems = ReadSystems(ref reader) };
                    break;
                case "owners":
                    overview = overview with { Owners = ReadOwners(ref reader) };
                    break;
                case "ownerCount":
                    overview = overview with { OwnerCount = reader.GetInt32() };
                    break;
                case "broken":
                    overview = overview with { Broken = FindingsLine.Read(ref reader) };
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return overview;
    }

    private static List<SystemRow> ReadSystems(ref Utf8JsonReader reader)
    {
        var rows = new List<SystemRow>();
        while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
        {
            var row = new SystemRow("", "", null, 0, 0, 0);
            while (JsonReading.NextProperty(ref reader) is { } property)
            {
                row = property switch
                {
                    "ref" => row with { Ref = JsonReading.Text(ref reader) },
                    "title" => row with { Title = JsonReading.Text(ref reader) },
                    "owner" => row with { Owner = JsonReading.Text(ref reader) },
                    "components" => row with { Components = reader.GetInt32() },
                    "apis" => row with { Apis = reader.GetInt32() },
                    "resources" => row with { Resources = reader.GetInt32() },
                    _ => row,
                };
            }

            rows.Add(row);
        }

        return rows;
    }

    private static List<OwnerRow> ReadOwners(ref Utf8JsonReader reader)
    {
        var rows = new List<OwnerRow>();
        while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
        {
            var row = new OwnerRow("", "", new Dictionary<string, int>());
            while (JsonReading.NextProperty(ref reader) is { } property)
            {
                row = property switch
                {
                    "ref" => row with { Ref = JsonReading.Text(ref reader) },
                    "title" => row with { Title = JsonReading.Text(ref reader) },
                    "owns" => row with { Kinds = JsonReading.NumberMap(ref reader) },
                    _ => row,
                };
            }

            rows.Add(row);
        }

        return rows;
    }
}
