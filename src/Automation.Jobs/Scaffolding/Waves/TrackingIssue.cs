using System.Text.Json.Nodes;
using Automation.Core.Text;
using Automation.Jobs.RepositoryWrites;
using Automation.Reporting.Markdown;
using Automation.Reporting.Model;

namespace Automation.Jobs.Scaffolding.Waves;

/// <summary>The issue with the table of a template's waves: one issue for each template, which every run updates.</summary>
/// <param name="calls">The repository of the issue.</param>
internal sealed class TrackingIssue(RepositoryCalls calls)
{
    // By it the issue is found among many.
    private const string Label = "template-waves";

    /// <summary>Writes it, and gives its page.</summary>
    public async Task<string?> WriteAsync(WavesReport report, CancellationToken cancellationToken)
    {
        var marker = $"<!-- automation:template-waves {report.Template} -->";
        var table = new StringWriter { NewLine = "\n" };
        new WavesMarkdownWriter().Write(report, table);
        var body = new JsonObject { ["title"] = $"Updates of the template {Named(report.Template)}", ["body"] = $"{marker}\n{table}" };
        if (await FindAsync(marker, cancellationToken) is not { } issue)
        {
            body["labels"] = new JsonArray(Label);
            return (await calls.Rest.SendAsync(HttpMethod.Post, $"{calls.Path}/issues", body, cancellationToken))["html_url"].Text;
        }

        if (issue["body"].Text != body["body"]!.ToString())
        {
            await calls.Rest.SendAsync(HttpMethod.Patch, $"{calls.Path}/issues/{issue["number"].Number}", body, cancellationToken);
        }

        return issue["html_url"].Text;
    }

    private async Task<JsonPart?> FindAsync(string marker, CancellationToken cancellationToken)
    {
        var issues = await calls.Rest.GetAsync($"{calls.Path}/issues?state=open&per_page=100&labels={Label}", cancellationToken);
        return issues.Items.Where(i => i["body"].Text?.StartsWith(marker, StringComparison.Ordinal) == true).Select(i => (JsonPart?)i).FirstOrDefault();
    }

    private static string Named(string template) => template[(template.LastIndexOf('/') + 1)..];
}
