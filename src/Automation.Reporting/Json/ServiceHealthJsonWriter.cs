using System.Text.Json;
using Automation.Reporting.Model;

namespace Automation.Reporting.Json;

/// <summary><c>health show --format json</c>: one object on one line. Its names are a contract with scripts.</summary>
public sealed class ServiceHealthJsonWriter : IWriter<ServiceHealthReport>
{
    /// <inheritdoc/>
    public void Write(ServiceHealthReport report, TextWriter output)
    {
        using var lines = new JsonOutput(output);
        Write(lines.Json, report);
        lines.EndLine();
    }

    internal static void Write(Utf8JsonWriter json, ServiceHealthReport report)
    {
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
            json.WriteString("status", place.UnknownSince is null ? place.Status : null);
            json.WriteString("since", Time(place.Since));
            json.WriteString("unknownSince", Time(place.UnknownSince));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("problems");
        foreach (var problem in report.Problems)
        {
            HealthJsonWriter.Write(json, problem);
        }

        json.WriteEndArray();
        json.WriteStartArray("applications");
        foreach (var application in report.Applications)
        {
            Write(json, application);
        }

        json.WriteEndArray();
        JsonValues.WriteNotChecked(json, report.NotChecked);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ServiceApplication application)
    {
        json.WriteStartObject();
        json.WriteString("hub", application.Hub);
        json.WriteString("namespace", application.Namespace);
        json.WriteString("name", application.Name);
        json.WriteString("destination", application.Destination);
        json.WriteString("destinationNamespace", application.DestinationNamespace);
        json.WriteString("sync", application.UnknownSince is null ? application.Sync : null);
        json.WriteString("status", application.UnknownSince is null ? application.Status : null);
        json.WriteString("since", Time(application.Since));
        json.WriteString("unknownSince", Time(application.UnknownSince));
        json.WriteString("revision", application.Revision);
        json.WriteString("operation", application.Operation);
        JsonValues.WriteStrings(json, "errors", application.Errors);
        JsonValues.WriteStrings(json, "images", application.Images);
        json.WriteEndObject();
    }

    private static string? Time(DateTimeOffset? time) => time is { } known ? HealthJsonWriter.Time(known) : null;
}
