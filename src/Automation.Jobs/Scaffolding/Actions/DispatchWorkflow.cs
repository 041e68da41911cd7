using System.Text.Json.Nodes;
using Automation.Templates.Actions;

namespace Automation.Jobs.Scaffolding.Actions;

/// <summary><c>github:actions:dispatch</c>: starts a workflow, and on request waits for its result.</summary>
internal sealed class DispatchWorkflow(ScaffoldHost host) : GitHubAction(host)
{
    /// <inheritdoc/>
    public override string Id => "github:actions:dispatch";

    /// <inheritdoc/>
    public override string Description => "Starts a workflow on a branch or tag, and on request waits for its result.";

    /// <inheritdoc/>
    public override JsonObject InputSchema { get; } = ActionSchema.Object(
        RepositoryInputs.Url,
        ("workflowId", ActionSchema.Text("The file of the workflow, such as deploy.yml, or its number.")),
        ("branchOrTagName", ActionSchema.Text("The branch or tag.")),
        ("workflowInputs?", ActionSchema.MapOf(new JsonObject { ["type"] = "string" }, "The inputs of the workflow, at most 25.")),
        ("returnWorkflowRunDetails?", ActionSchema.Switch("Gives the number and the addresses of the run.")),
        ("waitForResult?", ActionSchema.Switch("Waits until the run ends, and fails unless it succeeds. Not an input of Backstage.")),
        ("waitMinutes?", ActionSchema.Number("How long to wait for it; 30 if absent, at most 360. Not an input of Backstage.")),
        RepositoryInputs.Token);

    /// <inheritdoc/>
    public override JsonObject? OutputSchema { get; } = ActionSchema.Object(
        ("workflowRunId?", ActionSchema.Number("The number of the run.")),
        ("workflowRunUrl?", ActionSchema.Text("Its address in the API.")),
        ("workflowRunHtmlUrl?", ActionSchema.Text("Its page.")),
        ("workflowRunConclusion?", ActionSchema.Text("How it ended, with waitForResult. Not an output of Backstage.")));

    /// <inheritdoc/>
    protected override Task RunAsync(GitHubStep step, CancellationToken cancellationToken) => throw new Automation.Templates.Workspaces.StepException("NOT YET");
}
