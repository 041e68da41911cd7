using System.Text.Json;
using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.Reporting.Wording;

namespace Automation.Reporting.Json;

/// <summary>The common form of a finding in all our machine formats. Its names are a contract with scripts.</summary>
internal static class FindingJson
{
    public static void Write(Utf8JsonWriter json, Finding finding, string? layer = null)
    {
        json.WriteStartObject();
        json.WriteString("rule", finding.Rule.Id);
        json.WriteString("severity", ReportWording.Name(finding.Severity));
        json.WriteString("message", finding.Message);
        json.WriteString("file", finding.File);
        json.WriteNumber("line", finding.Span.Start.Line);
        json.WriteNumber("column", finding.Span.Start.Column);
        json.WriteNumber("endLine", finding.Span.End.Line);
        json.WriteNumber("endColumn", finding.Span.End.Column);
        json.WriteString("pointer", finding.Pointer);
        json.WriteString("responsible", Id(finding.Rule.Responsible));
        json.WriteBoolean("preExisting", finding.PreExisting);
        json.WriteString("fingerprint", finding.Fingerprint);
        WriteFix(json, finding.Fix);
        WriteSuggestions(json, finding.Suggestions);
        if (layer is not null)
        {
            json.WriteString("layer", layer);
        }

        json.WriteEndObject();
    }

    /// <summary>Writes the property <c>findings</c>.</summary>
    public static void WriteAll(JsonOutput output, IEnumerable<Finding> findings)
    {
        output.Json.WriteStartArray("findings");
        foreach (var finding in findings)
        {
            Write(output.Json, finding);
            output.Flush();
        }

        output.Json.WriteEndArray();
    }

    /// <summary>The responsible side as the machine formats name it.</summary>
    public static string Id(Responsible responsible) => responsible switch
    {
        Responsible.PlatformTeam => "platform-team",
        _ => "application-team",
    };

    private static void WriteFix(Utf8JsonWriter json, Fix? fix)
    {
        if (fix is null)
        {
            json.WriteNull("fix");
            return;
        }

        json.WriteStartObject("fix");
        json.WriteString("title", fix.Title);
        WriteEdits(json, fix.Edits);
        json.WriteEndObject();
    }

    private static void WriteSuggestions(Utf8JsonWriter json, IReadOnlyList<Suggestion> suggestions)
    {
        json.WriteStartArray("suggestions");
        foreach (var suggestion in suggestions)
        {
            json.WriteStartObject();
            json.WriteString("title", suggestion.Title);
            json.WriteString("file", suggestion.File);
            WriteEdits(json, suggestion.Edits);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteEdits(Utf8JsonWriter json, IReadOnlyList<FixEdit> edits)
    {
        json.WriteStartArray("edits");
        foreach (var (span, edit) in edits)
        {
            WriteEdit(json, span, edit);
        }

        json.WriteEndArray();
    }

    private static void WriteEdit(Utf8JsonWriter json, SourceSpan span, TextEdit edit)
    {
        json.WriteStartObject();
        json.WriteNumber("startLine", span.Start.Line);
        json.WriteNumber("startColumn", span.Start.Column);
        json.WriteNumber("endLine", span.End.Line);
        json.WriteNumber("endColumn", span.End.Column);
        json.WriteString("newText", edit.NewText);
        json.WriteEndObject();
    }
}
