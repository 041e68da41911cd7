using System.Text.Json;
using Automation.Reporting.Model;
using Automation.Reporting.Wording;

namespace Automation.Reporting.Json;

/// <summary><c>onboard --format json</c>: one object on one line. Its names are a contract with scripts.</summary>
public sealed class OnboardingJsonWriter : IWriter<OnboardingReport>
{
    /// <inheritdoc/>
    public void Write(OnboardingReport report, TextWriter output)
    {
        using var lines = new JsonOutput(output);
        var json = lines.Json;
        json.WriteStartObject();
        json.WriteString("organization", report.Organisation);
        json.WriteBoolean("dryRun", report.IsDryRun);
        json.WriteString("limit", report.Limit);
        json.WriteStartArray("waves");
        foreach (var wave in report.Waves)
        {
            json.WriteStartObject();
            json.WriteString("name", wave.Name);
            json.WriteString("state", WaveWording.Of(wave.State));
            json.WriteStartArray("repositories");
            foreach (var repository in wave.Repositories)
            {
                Write(repository, json);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("leftOut");
        foreach (var (repository, reason) in report.LeftOut)
        {
            json.WriteStartObject();
            json.WriteString("repository", repository);
            json.WriteString("reason", reason);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        lines.EndLine();
    }

    private static void Write(OnboardedRepository repository, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("repository", repository.Repository);
        json.WriteString("state", OnboardingWording.Of(repository.State));
        json.WriteString("detail", repository.Detail);
        json.WriteString("pullRequest", repository.PullRequest);
        json.WriteNumber("undecided", repository.Undecided);
        json.WriteStartArray("entities");
        foreach (var entity in repository.Entities)
        {
            json.WriteStringValue(entity);
        }

        json.WriteEndArray();
        if (repository.Inferred is { } inferred)
        {
            InferenceJsonWriter.WriteDescriptors(inferred, json);
        }

        json.WriteEndObject();
    }
}
