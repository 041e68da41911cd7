using System.Text.Json;
using Automation.Core.Findings;
using Automation.Reporting.Json;
using Automation.Reporting.Model;
using Automation.Reporting.Wording;

namespace Automation.Reporting.Sarif;

/// <summary><c>--format sarif</c>: SARIF 2.1.0 for GitHub code scanning.</summary>
/// <param name="version">The version of this program.</param>
/// <param name="informationUri">The address of the program's documentation.</param>
/// <param name="rules">The rules to describe; a finding of another rule is written without a <c>ruleIndex</c>.</param>
/// <param name="ruleLink">The address of a rule's section in the rule reference, or null.</param>
public sealed class SarifWriter(string version, string informationUri, IReadOnlyList<Rule> rules, Func<Rule, string?> ruleLink) : IWriter<Report>
{
    // GitHub refuses a run with more (GitHub Docs, "SARIF results exceed one or more limits"); it shows the worst 5,000 of them.
    internal const int MostResults = 25_000;

    /// <inheritdoc/>
    public void Write(Report report, TextWriter output)
    {
        using var lines = new JsonOutput(output);
        var json = lines.Json;
        json.WriteStartObject();
        json.WriteString("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
        json.WriteString("version", "2.1.0");
        json.WriteStartArray("runs");
        json.WriteStartObject();
        WriteTool(json);
        json.WriteString("columnKind", "utf16CodeUnits");
        WriteInvocation(json, report);
        WriteResults(lines, report);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        lines.EndLine();
    }

    private void WriteTool(Utf8JsonWriter json)
    {
        json.WriteStartObject("tool");
        json.WriteStartObject("driver");
        json.WriteString("name", "Automation");
        json.WriteString("version", version);
        json.WriteString("informationUri", informationUri);
        json.WriteStartArray("rules");
        foreach (var rule in rules)
        {
            SarifRule.Write(json, rule, ruleLink(rule));
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    // The run itself is successful regardless of findings; notifications report what was not checked.
    private static void WriteInvocation(Utf8JsonWriter json, Report report)
    {
        json.WriteStartArray("invocations");
        json.WriteStartObject();
        json.WriteBoolean("executionSuccessful", true);
        json.WriteStartArray("toolExecutionNotifications");
        foreach (var (what, why) in report.NotChecked)
        {
            WriteNotification(json, "note", $"Not checked: {what}, because {why}");
        }

        if (ReportWording.Skeletons(report) is { Length: > 0 } skeletons)
        {
            WriteNotification(json, "note", $"{skeletons}.");
        }

        if (report.Findings.Count > MostResults)
        {
            var leftOut = ReportWording.Severities(report.WorstFirst().Skip(MostResults));
            WriteNotification(json, "warning", $"Left out: {leftOut}. GitHub accepts {MostResults:N0} results per run; this file has the most severe.");
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteNotification(Utf8JsonWriter json, string level, string text)
    {
        json.WriteStartObject();
        json.WriteString("level", level);
        SarifText.Write(json, "message", text);
        json.WriteEndObject();
    }

    private void WriteResults(JsonOutput lines, Report report)
    {
        var results = new SarifResult(rules, report.ComparedWithBase);
        lines.Json.WriteStartArray("results");
        foreach (var finding in report.Findings.Count > MostResults ? report.WorstFirst().Take(MostResults) : report.Findings)
        {
            results.Write(lines.Json, finding);
            lines.Flush();
        }

        lines.Json.WriteEndArray();
    }
}
