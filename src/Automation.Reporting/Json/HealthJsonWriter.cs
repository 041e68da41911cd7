using System.Globalization;
using System.Text.Json;
using Automation.Reporting.Model;
using Automation.Reporting.Wording;

namespace Automation.Reporting.Json;

/// <summary>
/// <c>health assess --format json</c>: one object on one line. Its names are a contract with scripts. It may be kept as an artifact, so that it has no text of
/// a resource that can contain a secret.
/// </summary>
public sealed class HealthJsonWriter : IWriter<HealthReport>
{
    /// <inheritdoc/>
    public void Write(HealthReport report, TextWriter output)
    {
        using var lines = new JsonOutput(output);
        var json = lines.Json;
        json.WriteStartObject();
        json.WriteStartArray("resources");
        foreach (var resource in report.Resources)
        {
            json.WriteStartObject();
            json.WriteString("file", resource.File);
            json.WriteNumber("document", resource.Document);
            json.WriteString("kind", resource.Kind);
            json.WriteString("name", resource.Name);
            json.WriteString("namespace", resource.Namespace);
            json.WriteString("status", resource.Status);
            json.WriteString("message", resource.IsQuoted ? null : resource.Message);
            json.WriteBoolean("messageWithheld", resource.IsQuoted);
            json.WriteEndObject();
            lines.Flush();
        }

        json.WriteEndArray();
        json.WriteStartArray("problems");
        foreach (var problem in report.Problems)
        {
            Write(json, problem);
            lines.Flush();
        }

        json.WriteEndArray();
        json.WriteStartArray("incidents");
        foreach (var incident in report.Incidents)
        {
            Write(json, incident);
        }

        json.WriteEndArray();
        JsonValues.WriteNotChecked(json, report.NotChecked);
        json.WriteEndObject();
        lines.EndLine();
    }

    internal static void Write(Utf8JsonWriter json, HealthProblem problem)
    {
        json.WriteStartObject();
        json.WriteString("severity", ReportWording.Name(problem.Severity));
        json.WriteString("cluster", problem.Cluster);
        json.WriteString("namespace", problem.Namespace);
        json.WriteString("workload", problem.Workload);
        json.WriteString("service", problem.Service?.Service);
        json.WriteString("owner", problem.Service?.Owner);
        json.WriteString("cause", problem.Cause);
        json.WriteString("effect", problem.Effect);
        json.WriteString("says", problem.Says);
        json.WriteBoolean("probable", problem.IsProbable);
        json.WriteString("responsible", FindingJson.Id(problem.Responsible));
        json.WriteString("why", problem.Why);
        json.WriteString("next", problem.Next);
        json.WriteString("since", problem.Since is { } since ? Time(since) : null);
        json.WriteNumber("pods", problem.Pods.Pods);
        json.WriteNumber("allPods", problem.Pods.All);
        json.WriteString("revision", problem.Revision);
        JsonValues.WriteStrings(json, "evidence", problem.Evidence);
        JsonValues.WriteStrings(json, "consequences", problem.Consequences);
        json.WriteEndObject();
    }

    internal static void Write(Utf8JsonWriter json, HealthIncident incident)
    {
        json.WriteStartObject();
        json.WriteString("cluster", incident.Cluster);
        json.WriteString("cause", incident.Cause);
        json.WriteString("says", incident.Says);
        json.WriteString("next", incident.Next);
        json.WriteString("since", Time(incident.Since));
        JsonValues.WriteStrings(json, "services", incident.Services);
        json.WriteEndObject();
    }

    internal static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
