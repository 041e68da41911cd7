using System.Text.Json;
using Automation.Core.Findings;

namespace Automation.Catalog.Artifact;

/// <summary>The rows of the page as JSON, in the summary.</summary>
internal static class OverviewJson
{
    public static void Write(Overview overview, Utf8JsonWriter json)
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
        json.WriteStartArray("problems");
        foreach (var row in overview.Problems)
        {
            json.WriteStartObject();
            JsonWriting.Text(json, "owner", row.Owner);
            JsonWriting.Number(json, "errors", row.Errors);
            JsonWriting.Number(json, "warnings", row.Warnings);
            json.WriteStartArray("first");
            foreach (var (finding, page) in row.First)
            {
                json.WriteStartObject();
                FindingsLine.WriteMembers(finding, json);
                JsonWriting.Text(json, "page", page);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNumber("problemOwnerCount", overview.ProblemOwnerCount);
        json.WriteStartArray("missingOwners");
        foreach (var row in overview.MissingOwners)
        {
            json.WriteStartObject();
            json.WriteString("ref", row.Ref);
            json.WriteNumber("entities", row.Entities);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNumber("missingOwnerCount", overview.MissingOwnerCount);
        json.WriteEndObject();
    }

    public static Overview Read(ref Utf8JsonReader reader)
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
                case "problems":
                    overview = overview with { Problems = ReadProblems(ref reader) };
                    break;
                case "problemOwnerCount":
                    overview = overview with { ProblemOwnerCount = reader.GetInt32() };
                    break;
                case "missingOwners":
                    overview = overview with { MissingOwners = ReadMissingOwners(ref reader) };
                    break;
                case "missingOwnerCount":
                    overview = overview with { MissingOwnerCount = reader.GetInt32() };
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

    private static List<OwnersProblems> ReadProblems(ref Utf8JsonReader reader)
    {
        var rows = new List<OwnersProblems>();
        while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
        {
            var row = new OwnersProblems(null, 0, 0, []);
            while (JsonReading.NextProperty(ref reader) is { } property)
            {
                row = property switch
                {
                    "owner" => row with { Owner = JsonReading.Text(ref reader) },
                    "errors" => row with { Errors = reader.GetInt32() },
                    "warnings" => row with { Warnings = reader.GetInt32() },
                    "first" => row with { First = ReadFindings(ref reader) },
                    _ => row,
                };
            }

            rows.Add(row);
        }

        return rows;
    }

    private static List<LinkedFinding> ReadFindings(ref Utf8JsonReader reader)
    {
        var rows = new List<LinkedFinding>();
        while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
        {
            var row = new LinkedFinding(new RecordedFinding("", Severity.Info, "", "", "", 1), null);
            while (JsonReading.NextProperty(ref reader) is { } property)
            {
                row = property == "page"
                    ? row with { Page = JsonReading.Text(ref reader) }
                    : row with { Finding = FindingsLine.ReadMember(row.Finding, property, ref reader) };
            }

            rows.Add(row);
        }

        return rows;
    }

    private static List<MissingOwner> ReadMissingOwners(ref Utf8JsonReader reader)
    {
        var rows = new List<MissingOwner>();
        while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
        {
            var row = new MissingOwner("", 0);
            while (JsonReading.NextProperty(ref reader) is { } property)
            {
                row = property switch
                {
                    "ref" => row with { Ref = JsonReading.Text(ref reader) },
                    "entities" => row with { Entities = reader.GetInt32() },
                    _ => row,
                };
            }

            rows.Add(row);
        }

        return rows;
    }
}
