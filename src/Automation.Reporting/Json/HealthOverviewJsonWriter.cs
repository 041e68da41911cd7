using Automation.Reporting.Model;

namespace Automation.Reporting.Json;

/// <summary><c>health report --format json</c>: one object on one line. Its names are a contract with scripts.</summary>
public sealed class HealthOverviewJsonWriter : IWriter<HealthOverviewReport>
{
    /// <inheritdoc/>
    public void Write(HealthOverviewReport report, TextWriter output)
    {
        using var lines = new JsonOutput(output);
        var json = lines.Json;
        json.WriteStartObject();
        json.WriteStartArray("clusters");
        foreach (var cluster in report.Clusters)
        {
            json.WriteStartObject();
            json.WriteString("cluster", cluster.Name);
            json.WriteString("read", cluster.Read is { } read ? HealthJsonWriter.Time(read) : null);
            json.WriteBoolean("unknown", cluster.IsUnknown);
            json.WriteString("failure", cluster.Failure);
            JsonValues.WriteNotChecked(json, cluster.Unread);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("services");
        foreach (var service in report.Services)
        {
            ServiceHealthJsonWriter.Write(json, service);
            lines.Flush();
        }

        json.WriteEndArray();
        json.WriteStartArray("incidents");
        foreach (var incident in report.Incidents)
        {
            HealthJsonWriter.Write(json, incident);
        }

        json.WriteEndArray();
        json.WriteNumber("problemsOfNoService", report.ProblemsOfNoService);
        json.WriteString("written", report.Written);
        JsonValues.WriteNotChecked(json, report.NotChecked);
        json.WriteEndObject();
        lines.EndLine();
    }
}
