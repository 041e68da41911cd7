using System.Text.Json;
using Automation.Reporting.Model;
using Automation.Reporting.Wording;

namespace Automation.Reporting.Json;

/// <summary><c>gitops propose --format json</c>: one object on one line. Its names are a contract with scripts.</summary>
public sealed class ProposalsJsonWriter : IWriter<ProposalsReport>
{
    /// <inheritdoc/>
    public void Write(ProposalsReport report, TextWriter output)
    {
        using var lines = new JsonOutput(output);
        var json = lines.Json;
        json.WriteStartObject();
        json.WriteString("repository", report.Repository);
        json.WriteNumber("unchanged", report.Current);
        json.WriteStartArray("notes");
        foreach (var note in report.Notes)
        {
            json.WriteStringValue(note);
        }

        json.WriteEndArray();
        json.WriteStartArray("proposals");
        foreach (var proposal in report.Proposals)
        {
            Write(proposal, json);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        lines.EndLine();
    }

    private static void Write(ProposalReport proposal, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("entity", proposal.Entity);
        json.WriteString("service", proposal.Service);
        json.WriteString("owner", proposal.Owner);
        json.WriteString("action", ProposalWording.Of(proposal.Action));
        json.WriteString("state", ProposalWording.Of(proposal.State));
        json.WriteString("detail", proposal.Detail);
        json.WriteString("pullRequest", proposal.PullRequest);
        json.WriteStartArray("applications");
        foreach (var application in proposal.Applications)
        {
            json.WriteStartObject();
            json.WriteString("name", application.Name);
            json.WriteString("environment", application.Environment);
            json.WriteString("cluster", application.Cluster);
            json.WriteString("namespace", application.Namespace);
            json.WriteString("project", application.Project);
            json.WriteString("before", application.Before);
            json.WriteString("after", application.After);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("files");
        foreach (var file in proposal.Files)
        {
            json.WriteStartObject();
            json.WriteString("path", file.Path);
            json.WriteString("change", file.Change.ToString().ToLowerInvariant());
            json.WriteString("reason", file.Reason);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
