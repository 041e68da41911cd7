using System.Text.Json;
using Automation.Reporting.CatalogChanges;

namespace Automation.Reporting.Json;

/// <summary><c>--format json</c>: the whole report as one object on one line.</summary>
public sealed class JsonWriter : IReportWriter
{
    /// <inheritdoc/>
    public void Write(Report report, TextWriter output)
    {
        using var lines = new JsonOutput(output);
        var json = lines.Json;
        json.WriteStartObject();
        json.WriteString("conclusion", report.Conclusion);
        json.WriteNumber("files", report.Files);
        json.WriteNumber("documents", report.Documents.Count);
        json.WriteNumber("suppressed", report.Suppressed);
        FindingJson.WriteAll(lines, report.Findings);
        WriteOwnership(json, report.Ownership);
        WriteCatalogDiff(lines, report.CatalogChange);
        JsonValues.WriteNotChecked(json, report.NotChecked);
        JsonValues.WriteStrings(json, "skeletons", report.Skeletons);
        json.WriteEndObject();
        lines.EndLine();
    }

    private static void WriteCatalogDiff(JsonOutput lines, CatalogChange? change)
    {
        lines.Json.WritePropertyName("catalogDiff");
        if (change is null)
        {
            lines.Json.WriteNullValue();
        }
        else
        {
            CatalogChangeJson.Write(lines, change);
        }
    }

    private static void WriteOwnership(Utf8JsonWriter json, IReadOnlyList<OwnershipVerdict> verdicts)
    {
        json.WriteStartArray("ownership");
        foreach (var verdict in verdicts)
        {
            json.WriteStartObject();
            json.WriteString("path", verdict.Path);
            json.WriteString("entityRef", verdict.EntityRef);
            json.WriteString("catalogOwner", verdict.CatalogOwner);
            JsonValues.WriteStrings(json, "codeowners", verdict.Codeowners);
            JsonValues.WriteNumber(json, "line", verdict.Line);
            json.WriteString("verdict", verdict.Verdict);
            json.WriteBoolean("preExisting", verdict.PreExisting);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
