using System.Text.Json;
using Automation.Reporting.Model;

namespace Automation.Reporting.Json;

/// <summary><c>--format json</c>: the whole report as one object on one line.</summary>
public sealed class JsonWriter : IWriter<Report>
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
        if (report.GitOps is { } deployed)
        {
            json.WritePropertyName("gitOpsDiff");
            GitOpsDiffJson.Write(lines, deployed);
        }

        JsonValues.WriteNotChecked(json, report.NotChecked);
        JsonValues.WriteStrings(json, "skeletons", report.Skeletons);
        WriteRepositories(json, report.Repositories);
        json.WriteEndObject();
        lines.EndLine();
    }

    private static void WriteRepositories(Utf8JsonWriter json, IReadOnlyList<RepositoryOutcome> repositories)
    {
        if (repositories.Count == 0)
        {
            return;
        }

        json.WriteStartArray("repositories");
        foreach (var repository in repositories)
        {
            json.WriteStartObject();
            json.WriteString("repository", repository.Name);
            json.WriteString("conclusion", repository.Conclusion);
            json.WriteString("owner", repository.Owner);
            json.WriteStartArray("rules");
            foreach (var ((rule, fails), count) in repository.Findings.OrderBy(f => f.Key.Rule, StringComparer.Ordinal).ThenBy(f => f.Key.Fails))
            {
                json.WriteStartObject();
                json.WriteString("rule", rule);
                json.WriteNumber("findings", count);
                json.WriteBoolean("fails", fails);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
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
