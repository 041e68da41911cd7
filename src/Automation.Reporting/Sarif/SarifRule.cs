using System.Text.Json;
using Automation.Core.Findings;
using Automation.Reporting.Json;
using Automation.Reporting.Wording;

namespace Automation.Reporting.Sarif;

/// <summary>A rule as a SARIF <c>reportingDescriptor</c>.</summary>
internal static class SarifRule
{
    // GitHub Docs, "SARIF support for code scanning": shortDescription.text and fullDescription.text.
    private const int LongestDescription = 1024;

    public static void Write(Utf8JsonWriter json, Rule rule, string? helpUri)
    {
        json.WriteStartObject();
        json.WriteString("id", rule.Id);
        WriteText(json, "shortDescription", rule.Title);
        WriteText(json, "fullDescription", $"{rule.Detects} {rule.Why}");
        if (helpUri is not null)
        {
            json.WriteString("helpUri", helpUri);
        }

        json.WriteStartObject("help");
        json.WriteString("text", $"Detects: {rule.Detects}\n\nWhy it matters: {rule.Why}\n\nHow to fix: {rule.HowToFix}");
        json.WriteString("markdown", Markdown(rule));
        json.WriteEndObject();
        json.WriteStartObject("defaultConfiguration");
        json.WriteString("level", SarifText.Level(rule.Severity));
        json.WriteEndObject();
        json.WriteStartObject("properties");
        json.WriteStartArray("tags");
        json.WriteStringValue(rule.Category);
        json.WriteStringValue(FindingJson.Id(rule.Responsible));
        json.WriteEndArray();
        json.WriteString("problem.severity", rule.Severity == Severity.Info ? "recommendation" : ReportWording.Name(rule.Severity));
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter json, string property, string text)
    {
        json.WriteStartObject(property);
        json.WriteString("text", text.Length <= LongestDescription ? text : text[..(LongestDescription - 1)] + "…");
        json.WriteEndObject();
    }

    // The text of a rule is not from a repository: it already is Markdown.
    private static string Markdown(Rule rule)
    {
        List<string> parts = [$"**Detects:** {rule.Detects}", $"**Why it matters:** {rule.Why}", $"**How to fix:** {rule.HowToFix}"];
        if (rule.Bad.Length > 0)
        {
            parts.Add($"Before:\n\n```yaml\n{rule.Bad}\n```");
        }

        if (rule.Good.Length > 0)
        {
            parts.Add($"After:\n\n```yaml\n{rule.Good}\n```");
        }

        parts.Add($"**Source:** {string.Join("; ", rule.Sources.Select(Link))}");
        return string.Join("\n\n", parts);
    }

    private static string Link(RuleSource source) => Product.LinkTo(source) is { } link ? $"[{source.Text}]({link})" : source.Text;
}
