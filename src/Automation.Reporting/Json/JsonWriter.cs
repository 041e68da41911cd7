namespace Automation.Reporting.Json;

/// <summary><c>--format json</c>: the whole report as one object on one line.</summary>
public sealed class JsonWriter : IReportWriter
{
    /// <inheritdoc/>
    public void Write(Report report, TextWriter output)
    {
        using var lines = new JsonOutput(output);
        var json = lines.Json;
        json.WriteStartObject();
        json.WriteString("conclusion", report.Conclusion);
        json.WriteNumber("files", report.Files);
        json.WriteNumber("documents", report.Documents.Count);
        json.WriteNumber("suppressed", report.Suppressed);
        FindingJson.WriteAll(lines, report.Findings);
        json.WriteNull("catalogDiff");
        json.WriteStartArray("notChecked");
        foreach (var (what, why) in report.NotChecked)
        {
            json.WriteStartObject();
            json.WriteString("what", what);
            json.WriteString("why", why);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        lines.EndLine();
    }
}
