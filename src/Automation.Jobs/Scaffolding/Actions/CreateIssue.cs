using System.Text.Json.Nodes;
using Automation.GitHub;
using Automation.Jobs.Scaffolding.Hosting;
using Automation.Templates.Actions;

namespace Automation.Jobs.Scaffolding.Actions;

/// <summary><c>github:issues:create</c>: opens an issue.</summary>
internal sealed class CreateIssue(ScaffoldHost host) : GitHubAction(host)
{
    // What Backstage gives in a dry run.
    private const int ExampleNumber = 42;

    /// <inheritdoc/>
    public override string Id => "github:issues:create";

    /// <inheritdoc/>
    public override string Description => "Opens an issue.";

    /// <inheritdoc/>
    public override JsonObject InputSchema => ActionSchema.Object(
        RepositoryInputs.Url,
        ("title", ActionSchema.Text("The title of the issue.")),
        ("body?", ActionSchema.Text("The text of the issue, as Markdown.")),
        ("assignees?", ActionSchema.Texts("The users to whom the issue is assigned.")),
        ("milestone?", new JsonObject { ["type"] = new JsonArray("string", "number"), ["description"] = "The number of the issue's milestone." }),
        ("labels?", ActionSchema.Texts("The labels of the issue.")),
        RepositoryInputs.Token);

    /// <inheritdoc/>
    public override JsonObject? OutputSchema => ActionSchema.Object(
        ("issueUrl", ActionSchema.Text("The URL of the issue.")),
        ("issueNumber", ActionSchema.Number("The number of the issue.")));

    /// <inheritdoc/>
    public override bool IsLocal => true;

    /// <inheritdoc/>
    protected override void DryRun(ActionContext context, RepositoryName repository)
    {
        context.Log($"Would open an issue in {repository}.");
        context.Output("issueUrl", $"https://github.com/{repository}/issues/{ExampleNumber}");
        context.Output("issueNumber", ExampleNumber);
    }

    /// <inheritdoc/>
    protected override async Task RunAsync(GitHubStep step, CancellationToken cancellationToken)
    {
        var title = step.Context.Required("title");
        var issue = await step.OnceAsync($"issue {step.Repository} {title}", async () =>
        {
            var body = new JsonObject(step.Context.Input
                .Where(i => i.Key is "title" or "body" or "assignees" or "milestone" or "labels")
                .Select(i => KeyValuePair.Create(i.Key, i.Value?.DeepClone())));
            var answer = await step.Rest.SendAsync(HttpMethod.Post, $"{step.Path}/issues", body, cancellationToken);
            var (number, url) = (answer["number"].Number, answer["html_url"].Text);
            return (new JsonObject { ["number"] = number, ["url"] = url },
                new CreatedItem("issue", $"{step.Repository}#{number}", url ?? "", $"gh issue close {number} --repo {step.Repository}"));
        });
        step.Context.Output("issueUrl", issue?["url"]?.DeepClone());
        step.Context.Output("issueNumber", issue?["number"]?.DeepClone());
        step.Context.Log($"Opened the issue {issue?["url"]}.");
    }
}
