using Automation.Reporting.Model;

namespace Automation.Reporting.Json;

/// <summary><c>template update --format json</c>: one object on one line. Its names are a contract with scripts.</summary>
public sealed class UpdateJsonWriter : IWriter<UpdateReport>
{
    /// <inheritdoc/>
    public void Write(UpdateReport report, TextWriter output)
    {
        using var lines = new JsonOutput(output);
        var json = lines.Json;
        json.WriteStartObject();
        json.WriteString("template", report.Template);
        json.WriteString("from", report.From);
        json.WriteString("to", report.To);
        json.WriteStartArray("files");
        foreach (var file in report.Files)
        {
            json.WriteStartObject();
            json.WriteString("path", file.Path);
            json.WriteString("what", file.What);
            json.WriteString("reason", file.Reason);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("notes");
        foreach (var note in report.Notes)
        {
            json.WriteStringValue(note);
        }

        json.WriteEndArray();
        json.WriteString("refusal", report.Refusal);
        json.WriteEndObject();
        lines.EndLine();
    }
}
