using Automation.Reporting.Model;

namespace Automation.Reporting.Json;

/// <summary><c>health show --format json</c>: one object on one line. Its names are a contract with scripts.</summary>
public sealed class ServiceHealthJsonWriter : IWriter<ServiceHealthReport>
{
    /// <inheritdoc/>
    public void Write(ServiceHealthReport report, TextWriter output)
    {
        using var lines = new JsonOutput(output);
        var json = lines.Json;
        json.WriteStartObject();
        json.WriteString("ref", report.Ref);
        json.WriteString("owner", report.Owner);
        json.WriteString("foundBy", report.FoundBy);
        json.WriteStartArray("workloads");
        foreach (var place in report.Places)
        {
            json.WriteStartObject();
            json.WriteString("cluster", place.Cluster);
            json.WriteString("namespace", place.Namespace);
            json.WriteString("workload", place.Workload);
            json.WriteString("version", place.Version);
            json.WriteString("revision", place.Revision);
            json.WriteNumber("serving", place.Serving);
            JsonValues.WriteNumber(json, "wanted", place.Wanted);
            json.WriteString("status", place.Status);
            json.WriteString("since", place.Since is { } since ? HealthJsonWriter.Time(since) : null);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("problems");
        foreach (var problem in report.Problems)
        {
            HealthJsonWriter.Write(json, problem);
        }

        json.WriteEndArray();
        JsonValues.WriteNotChecked(json, report.NotChecked);
        json.WriteEndObject();
        lines.EndLine();
    }
}
