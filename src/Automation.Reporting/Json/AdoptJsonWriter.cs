using Automation.Reporting.Model;

namespace Automation.Reporting.Json;

/// <summary><c>template adopt --format json</c>: one object on one line. Its names are a contract with scripts.</summary>
public sealed class AdoptJsonWriter : IWriter<AdoptReport>
{
    /// <inheritdoc/>
    public void Write(AdoptReport report, TextWriter output)
    {
        using var lines = new JsonOutput(output);
        var json = lines.Json;
        json.WriteStartObject();
        json.WriteString("template", report.Template);
        json.WriteString("commit", report.Revision.Commit);
        json.WriteString("tag", report.Revision.Tag);
        json.WriteNumber("revisions", report.Tried);
        json.WriteNumber("files", report.Files);
        json.WriteStartArray("differing");
        foreach (var path in report.Differing)
        {
            json.WriteStringValue(path);
        }

        json.WriteEndArray();
        json.WriteString("refusal", report.Refusal);
        json.WriteEndObject();
        lines.EndLine();
    }
}
