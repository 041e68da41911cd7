using System.Text.Json;
using Automation.Core.Findings;
using Automation.Core.Text;

namespace Automation.Reporting.Sarif;

/// <summary>A finding as a SARIF <c>result</c>.</summary>
internal sealed class SarifResult(IReadOnlyList<Rule> rules, bool comparedWithBase)
{
    private readonly Dictionary<string, int> _indices = rules.Index().ToDictionary(r => r.Item.Id, r => r.Index, StringComparer.Ordinal);

    public void Write(Utf8JsonWriter json, Finding finding)
    {
        json.WriteStartObject();
        json.WriteString("ruleId", finding.Rule.Id);
        if (_indices.TryGetValue(finding.Rule.Id, out var index))
        {
            json.WriteNumber("ruleIndex", index);
        }

        json.WriteString("level", SarifText.Level(finding.Severity));
        SarifText.Write(json, "message", finding.Message);
        json.WriteStartArray("locations");
        json.WriteStartObject();
        WritePlace(json, finding.File, finding.Span);
        json.WriteEndObject();
        json.WriteEndArray();
        WriteRelated(json, finding.Related);
        json.WriteStartObject("partialFingerprints");
        json.WriteString("automationFingerprint/v1", finding.Fingerprint);
        json.WriteEndObject();
        if (comparedWithBase)
        {
            json.WriteString("baselineState", finding.PreExisting ? "unchanged" : "new");
        }

        WriteFixes(json, finding);
        json.WriteEndObject();
    }

    private static void WriteRelated(Utf8JsonWriter json, RelatedPlace? related)
    {
        if (related is null)
        {
            return;
        }

        json.WriteStartArray("relatedLocations");
        json.WriteStartObject();
        json.WriteNumber("id", 1);
        WritePlace(json, related.File, related.Span);
        SarifText.Write(json, "message", related.Message);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    // Each entry is one proposed repair of the whole problem (SARIF 2.1.0, fix object): a viewer lets people choose, as required for suggestions.
    private static void WriteFixes(Utf8JsonWriter json, Finding finding)
    {
        if (finding.Fix is null && finding.Suggestions.Count == 0)
        {
            return;
        }

        json.WriteStartArray("fixes");
        if (finding.Fix is { } fix)
        {
            WriteFix(json, fix.Title, finding.File, fix.Edits);
        }

        foreach (var (title, file, edits) in finding.Suggestions)
        {
            WriteFix(json, title, file, edits);
        }

        json.WriteEndArray();
    }

    private static void WriteFix(Utf8JsonWriter json, string title, string file, IReadOnlyList<FixEdit> edits)
    {
        json.WriteStartObject();
        SarifText.Write(json, "description", title);
        json.WriteStartArray("artifactChanges");
        json.WriteStartObject();
        WriteArtifact(json, file);
        json.WriteStartArray("replacements");
        foreach (var (span, edit) in edits)
        {
            json.WriteStartObject();
            WriteRegion(json, "deletedRegion", span);
            json.WriteStartObject("insertedContent");
            json.WriteString("text", edit.NewText);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WritePlace(Utf8JsonWriter json, string file, SourceSpan span)
    {
        json.WriteStartObject("physicalLocation");
        WriteArtifact(json, file);
        WriteRegion(json, "region", span);
        json.WriteEndObject();
    }

    private static void WriteArtifact(Utf8JsonWriter json, string file)
    {
        json.WriteStartObject("artifactLocation");
        json.WriteString("uri", string.Join('/', file.Split('/').Select(Uri.EscapeDataString)));
        json.WriteEndObject();
    }

    private static void WriteRegion(Utf8JsonWriter json, string property, SourceSpan span)
    {
        json.WriteStartObject(property);
        json.WriteNumber("startLine", span.Start.Line);
        json.WriteNumber("startColumn", span.Start.Column);
        json.WriteNumber("endLine", span.End.Line);
        json.WriteNumber("endColumn", span.End.Column);
        json.WriteEndObject();
    }
}
