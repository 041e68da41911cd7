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

    // REST: the largest page; and more templates than one platform has.
    private const int PageSize = 100;
    private const int MostPages = 10;

    /// <summary>Writes it, and gives its page.</summary>
    public async Task<string?> WriteAsync(WavesReport report, CancellationToken cancellationToken)
    {
        var marker = $"<!-- automation:template-waves {report.Template} -->";
        var table = new StringWriter { NewLine = "\n" };
        new WavesMarkdownWriter().Write(report, table);
        var body = new JsonObject { ["title"] = $"Updates of the template {Named(report.Template)}", ["body"] = $"{marker}\n{table}" };
        var known = await FindAsync(marker, cancellationToken);
        if (known.Count == 0)
        {
            var created = await CreateAsync(body, cancellationToken);

            // Another run may have created one at the same moment: then both runs keep the older one.
            known = [.. (await FindAsync(marker, cancellationToken)).Append(created).DistinctBy(NumberOf).OrderBy(NumberOf)];
        }

        var issue = known[0];
        foreach (var younger in known.Skip(1))
        {
            await CloseAsync(younger, NumberOf(issue), cancellationToken);
        }

        if (issue["body"].Text != body["body"]!.ToString())
        {
            await calls.Rest.SendAsync(HttpMethod.Patch, $"{calls.Path}/issues/{NumberOf(issue)}", body, cancellationToken);
        }

        return issue["html_url"].Text;
    }

    private static long NumberOf(JsonPart issue) => issue["number"].Number ?? 0;

    private Task<JsonPart> CreateAsync(JsonObject body, CancellationToken cancellationToken)
    {
        var labelled = body.DeepClone().AsObject();
        labelled["labels"] = new JsonArray(Label);
        return calls.Rest.SendAsync(HttpMethod.Post, $"{calls.Path}/issues", labelled, cancellationToken);
    }

    private Task<JsonPart> CloseAsync(JsonPart issue, long older, CancellationToken cancellationToken)
    {
        var body = new JsonObject
        {
            ["state"] = "closed",
            ["state_reason"] = "not_planned",
            ["body"] = $"Two runs opened an issue for this template at the same time: the table is in #{older}.",
        };
        return calls.Rest.SendAsync(HttpMethod.Patch, $"{calls.Path}/issues/{NumberOf(issue)}", body, cancellationToken);
    }

    // Oldest first.
    private async Task<List<JsonPart>> FindAsync(string marker, CancellationToken cancellationToken)
    {
        var found = new List<JsonPart>();
        for (var page = 1; page <= MostPages; page++)
        {
            var path = $"{calls.Path}/issues?state=open&per_page={PageSize}&page={page}&labels={Label}";
            var issues = (await calls.Rest.GetAsync(path, cancellationToken)).Items.ToList();
            found.AddRange(issues.Where(i => i["body"].Text?.StartsWith(marker, StringComparison.Ordinal) == true));
            if (issues.Count < PageSize)
            {
                break;
            }
        }

        return [.. found.DistinctBy(NumberOf).OrderBy(NumberOf)];
    }

    private static string Named(string template) => template[(template.LastIndexOf('/') + 1)..];
}
