using Automation.Reporting.Model;

namespace Automation.Reporting.Json;

/// <summary><c>gitops validate --format jsonl</c>: the result for one manifest per line.</summary>
public sealed class ManifestLinesWriter : IWriter<Report>
{
    /// <inheritdoc/>
    public void Write(Report report, TextWriter output)
    {
        using var lines = new JsonOutput(output);
        foreach (var verdict in report.Manifests)
        {
            var json = lines.Json;
            json.WriteStartObject();
            json.WriteString("file", verdict.File);
            json.WriteNumber("document", verdict.Document);
            json.WriteString("kind", verdict.Kind);
            json.WriteString("name", verdict.Name);
            json.WriteBoolean("serverValid", verdict.IsServerValid);
            json.WriteBoolean("valid", verdict.IsValid);
            json.WriteStartArray("findings");
            foreach (var (finding, layer) in verdict.Findings)
            {
                FindingJson.Write(json, finding, layer);
                lines.Flush();
            }

            json.WriteEndArray();
            json.WriteEndObject();
            lines.EndLine();
        }
    }
}
