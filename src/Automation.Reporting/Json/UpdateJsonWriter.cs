using System.Text.Json;
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
        json.WriteString("from", report.From.Commit);
        json.WriteString("fromTag", report.From.Tag);
        json.WriteString("to", report.To.Commit);
        json.WriteString("toTag", report.To.Tag);
        json.WriteStartArray("files");
        foreach (var file in report.Files)
        {
            json.WriteStartObject();
            json.WriteString("path", file.Path);
            json.WriteString("what", file.What);
            json.WriteString("reason", file.Reason);
            Write(file.Conflicts, json);
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

    private static void Write(IReadOnlyList<UpdateConflict> conflicts, Utf8JsonWriter json)
    {
        json.WriteStartArray("conflicts");
        foreach (var conflict in conflicts)
        {
            json.WriteStartObject();
            json.WriteNumber("line", conflict.Line);
            json.WriteString("before", conflict.Before);
            json.WriteString("service", conflict.Service);
            json.WriteString("template", conflict.Template);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
