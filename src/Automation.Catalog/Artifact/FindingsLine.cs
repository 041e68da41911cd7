using System.Text.Json;
using Automation.Core.Findings;

namespace Automation.Catalog.Artifact;

/// <summary>A line of a shard of findings: the findings about an entity or a file.</summary>
/// <param name="Key">A ref, or <see cref="FileRecord.Key"/>, or a source's name.</param>
/// <param name="Findings">The findings, most severe first.</param>
public sealed record FindingsLine(string Key, IReadOnlyList<RecordedFinding> Findings)
{
    /// <summary>The name of a severity in JSON.</summary>
    public static string NameOf(Severity severity) => severity switch
    {
        Severity.Error => "error",
        Severity.Warning => "warning",
        _ => "info",
    };

    internal static void Write(FindingsLine line, Utf8JsonWriter json) => Write(line.Findings, json);

    internal static void Write(IReadOnlyList<RecordedFinding> findings, Utf8JsonWriter json)
    {
        json.WriteStartArray();
        foreach (var finding in findings)
        {
            json.WriteStartObject();
            WriteMembers(finding, json);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    internal static void WriteMembers(RecordedFinding finding, Utf8JsonWriter json)
    {
        json.WriteString("rule", finding.Rule);
        json.WriteString("severity", NameOf(finding.Severity));
        json.WriteString("message", finding.Message);
        json.WriteString("source", finding.Source);
        json.WriteString("file", finding.File);
        json.WriteNumber("line", finding.Line);
    }

    /// <summary>Reads a list, with the reader at its start.</summary>
    internal static List<RecordedFinding> Read(ref Utf8JsonReader reader)
    {
        var findings = new List<RecordedFinding>();
        while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
        {
            var finding = new RecordedFinding("", Severity.Info, "", "", "", 1);
            while (JsonReading.NextProperty(ref reader) is { } property)
            {
                finding = ReadMember(finding, property, ref reader);
            }

            findings.Add(finding);
        }

        return findings;
    }

    internal static RecordedFinding ReadMember(RecordedFinding finding, string property, ref Utf8JsonReader reader) => property switch
    {
        "rule" => finding with { Rule = JsonReading.Text(ref reader) },
        "severity" =>
            finding with { Severity = JsonReading.Text(ref reader) switch { "error" => Severity.Error, "warning" => Severity.Warning, _ => Severity.Info } },
        "message" => finding with { Message = JsonReading.Text(ref reader) },
        "source" => finding with { Source = JsonReading.Text(ref reader) },
        "file" => finding with { File = JsonReading.Text(ref reader) },
        "line" => finding with { Line = reader.GetInt32() },
        _ => finding,
    };
}
