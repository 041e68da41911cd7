using System.Text.Json;
using System.Text.Json.Nodes;
using Automation.Reporting.Model;

namespace Automation.Reporting.Json;

/// <summary><c>template run --format json</c>: everything, as one object on one line. Its names are a contract with scripts.</summary>
public sealed class ScaffoldJsonWriter : IWriter<ScaffoldReport>
{
    /// <inheritdoc/>
    public void Write(ScaffoldReport report, TextWriter output)
    {
        using var lines = new JsonOutput(output);
        var json = lines.Json;
        json.WriteStartObject();
        json.WriteString("template", report.Template);
        json.WriteBoolean("dryRun", report.IsDryRun);
        json.WriteStartArray("steps");
        foreach (var step in report.Steps)
        {
            json.WriteStartObject();
            json.WriteString("id", step.Id);
            json.WriteString("name", step.Name);
            json.WriteString("action", step.Action);
            json.WriteString("status", step.Status);
            WriteNode(json, "output", step.Output);
            json.WriteString("error", step.Error);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteNode(json, "output", report.Output);
        json.WriteString("error", report.Error);
        json.WriteStartArray("problems");
        foreach (var problem in report.Problems)
        {
            json.WriteStartObject();
            json.WriteString("step", problem.Step);
            json.WriteString("message", problem.Message);
            json.WriteBoolean("fails", problem.Fails);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("files");
        foreach (var file in report.Files)
        {
            json.WriteStartObject();
            json.WriteString("path", file.Path);
            json.WriteString("kind", file.Kind);
            json.WriteNumber("size", file.Size);
            json.WriteString("mode", file.Mode);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("created");
        foreach (var created in report.Created)
        {
            json.WriteStartObject();
            json.WriteString("kind", created.Kind);
            json.WriteString("name", created.Name);
            json.WriteString("url", created.Url);
            json.WriteString("remove", created.Remove);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("folder", report.Folder);
        json.WriteEndObject();
        lines.EndLine();
    }

    private static void WriteNode(Utf8JsonWriter json, string name, JsonNode? node)
    {
        json.WritePropertyName(name);
        if (node is null)
        {
            json.WriteNullValue();
        }
        else
        {
            node.WriteTo(json);
        }
    }
}
