using Automation.Reporting.Model;

namespace Automation.Reporting.Json;

/// <summary><c>validate --format jsonl</c>: the verdict on one document per line.</summary>
public sealed class JsonLinesWriter : IWriter<Report>
{
    /// <inheritdoc/>
    public void Write(Report report, TextWriter output)
    {
        using var lines = new JsonOutput(output);
        foreach (var verdict in report.Documents)
        {
            WriteVerdict(lines, verdict);
            lines.EndLine();
        }
    }

    private static void WriteVerdict(JsonOutput lines, DocumentVerdict verdict)
    {
        var json = lines.Json;
        json.WriteStartObject();
        json.WriteString("file", verdict.File);
        json.WriteNumber("document", verdict.Document);
        json.WriteNumber("line", verdict.Line);
        json.WriteString("ref", verdict.Ref);
        json.WriteBoolean("valid", verdict.Valid);
        json.WriteBoolean("fileOk", verdict.FileOk);
        FindingJson.WriteAll(lines, verdict.Findings);
        json.WriteStartArray("relations");
        foreach (var (source, type, target) in verdict.Relations)
        {
            json.WriteStartObject();
            json.WriteString("source", source);
            json.WriteString("type", type);
            json.WriteString("target", target);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
