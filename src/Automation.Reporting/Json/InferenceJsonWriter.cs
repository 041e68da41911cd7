using System.Text.Json;
using Automation.Reporting.Model;

namespace Automation.Reporting.Json;

/// <summary><c>init --format json</c>: every inferred value with its evidence, as one object on one line. Its names are a contract with scripts.</summary>
public sealed class InferenceJsonWriter : IWriter<InferenceReport>
{
    /// <inheritdoc/>
    public void Write(InferenceReport report, TextWriter output)
    {
        using var lines = new JsonOutput(output);
        var json = lines.Json;
        json.WriteStartObject();
        json.WriteBoolean("written", report.IsWritten);
        json.WriteStartArray("existing");
        foreach (var path in report.Existing)
        {
            json.WriteStringValue(path);
        }

        json.WriteEndArray();
        WriteDescriptors(report, json);
        json.WriteStartArray("notes");
        foreach (var note in report.Notes)
        {
            json.WriteStringValue(note);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        lines.EndLine();
    }

    /// <summary>The member <c>descriptors</c>: the files with every inferred value.</summary>
    internal static void WriteDescriptors(InferenceReport report, Utf8JsonWriter json)
    {
        json.WriteStartArray("descriptors");
        foreach (var file in report.Descriptors)
        {
            json.WriteStartObject();
            json.WriteString("file", file.Path);
            json.WriteString("text", file.Text);
            json.WriteStartArray("entities");
            foreach (var entity in file.Entities)
            {
                json.WriteStartObject();
                json.WriteString("ref", entity.Ref);
                json.WriteStartArray("fields");
                foreach (var (pointer, value) in entity.Fields)
                {
                    json.WriteStartObject();
                    json.WriteString("pointer", pointer.ToString());
                    json.WriteString("value", value.Value);
                    json.WriteString("evidence", value.Evidence);
                    json.WriteBoolean("certain", value.IsCertain);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
