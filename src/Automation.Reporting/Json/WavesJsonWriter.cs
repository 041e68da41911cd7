using System.Text.Json;
using Automation.Reporting.Model;
using Automation.Reporting.Wording;

namespace Automation.Reporting.Json;

/// <summary><c>template waves --format json</c>: one object on one line. Its names are a contract with scripts.</summary>
public sealed class WavesJsonWriter : IWriter<WavesReport>
{
    /// <inheritdoc/>
    public void Write(WavesReport report, TextWriter output)
    {
        using var lines = new JsonOutput(output);
        var json = lines.Json;
        json.WriteStartObject();
        json.WriteString("template", report.Template);
        json.WriteString("to", report.To.Commit);
        json.WriteString("toTag", report.To.Tag);
        json.WriteString("tracking", report.Tracking);
        json.WriteStartArray("waves");
        foreach (var wave in report.Waves)
        {
            json.WriteStartObject();
            json.WriteString("name", wave.Name);
            json.WriteString("state", WaveWording.Of(wave.State));
            json.WriteStartArray("services");
            foreach (var service in wave.Services)
            {
                Write(service, json);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        lines.EndLine();
    }

    private static void Write(WaveService service, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("entity", service.Entity);
        json.WriteString("owner", service.Owner);
        json.WriteString("repository", service.Repository);
        json.WriteString("state", WaveWording.Of(service.State));
        json.WriteString("detail", service.Detail);
        json.WriteString("pullRequest", service.PullRequest);
        json.WriteNumber("conflicts", service.Conflicts);
        json.WriteEndObject();
    }
}
