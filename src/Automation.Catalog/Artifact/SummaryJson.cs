using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Automation.Catalog.Artifact;

/// <summary>The summary as JSON, with one value per line, because people read it.</summary>
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
        OverviewJson.Write(summary.Overview, json);
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
                    summary = summary with { Overview = OverviewJson.Read(ref reader) };
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return summary;
    }
}
