using Automation.Reporting.Model;

namespace Automation.Reporting.Json;

/// <summary><c>health assess --format jsonl</c>: the health of one resource per line, with the message as the engine has it.</summary>
public sealed class HealthLinesWriter : IWriter<HealthReport>
{
    /// <inheritdoc/>
    public void Write(HealthReport report, TextWriter output)
    {
        using var lines = new JsonOutput(output);
        foreach (var resource in report.Resources)
        {
            lines.Json.WriteStartObject();
            lines.Json.WriteString("file", resource.File);
            lines.Json.WriteNumber("document", resource.Document);
            lines.Json.WriteString("kind", resource.Kind);
            lines.Json.WriteString("name", resource.Name);
            lines.Json.WriteString("namespace", resource.Namespace);
            lines.Json.WriteString("status", resource.Status);
            lines.Json.WriteString("message", resource.Message);
            lines.Json.WriteEndObject();
            lines.EndLine();
        }
    }
}
