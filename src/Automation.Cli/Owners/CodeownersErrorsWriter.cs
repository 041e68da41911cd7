using System.Text.Json;
using Automation.Core.Findings;
using Automation.Owners.Linting;
using Automation.Reporting.Json;
using Automation.Reporting.Model;

namespace Automation.Cli.Owners;

/// <summary><c>owners lint --format jsonl</c>: one finding per line, in the format of GitHub's own list of errors, with its severity.</summary>
internal sealed class CodeownersErrorsWriter : IWriter<Report>
{
    public void Write(Report report, TextWriter output)
    {
        using var lines = new JsonOutput(output);
        foreach (var finding in report.Findings)
        {
            Write(lines.Json, GitHubError.Of(finding, report.Sources.GetValueOrDefault(finding.File)), finding.Severity);
            lines.EndLine();
        }
    }

    private static void Write(Utf8JsonWriter json, GitHubError error, Severity severity)
    {
        json.WriteStartObject();
        json.WriteNumber("line", error.Line);
        json.WriteNumber("column", error.Column);
        json.WriteString("kind", error.Kind);
        json.WriteString("source", error.Source);
        json.WriteString("suggestion", error.Suggestion);
        json.WriteString("message", error.Message);
        json.WriteString("path", error.Path);
        json.WriteString("severity", severity.ToString().ToLowerInvariant());
        json.WriteEndObject();
    }
}
