using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Automation.Core.Findings;
using Automation.Owners.Linting;
using Automation.Reporting;

namespace Automation.Cli.Output;

/// <summary><c>owners lint --format jsonl</c>: one finding a line, in the shape of GitHub's own list of errors, with its severity.</summary>
internal sealed class CodeownersErrorsWriter : IReportWriter
{
    // The lines go to files and terminals, never into HTML.
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public void Write(Report report, TextWriter output)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer, Readable);
        foreach (var finding in report.Findings)
        {
            Write(json, GitHubError.Of(finding, report.Sources.GetValueOrDefault(finding.File)), finding.Severity);
            json.Flush();
            output.Write(Encoding.UTF8.GetString(buffer.WrittenSpan));
            output.Write('\n');
            buffer.ResetWrittenCount();
            json.Reset();
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
