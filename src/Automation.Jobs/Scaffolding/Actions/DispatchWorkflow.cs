using System.Globalization;
using System.Text.Json.Nodes;
using Automation.GitHub.Access;
using Automation.Jobs.Scaffolding.Hosting;
using Automation.Templates.Actions;
using Automation.Templates.Workspaces;

namespace Automation.Jobs.Scaffolding.Actions;

/// <summary><c>github:actions:dispatch</c>: starts a workflow, and on request waits for its result.</summary>
internal sealed class DispatchWorkflow(ScaffoldHost host) : GitHubAction(host)
{
    private const int UsualMinutes = 30;

    // GitHub Docs, "Usage limits": a job runs up to 6 hours.
    private const int MostMinutes = 360;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    public override string Id => "github:actions:dispatch";

    /// <inheritdoc/>
    public override string Description => "Starts a workflow on a branch or tag, and optionally waits for its result.";

    /// <inheritdoc/>
    public override JsonObject InputSchema => ActionSchema.Object(
        RepositoryInputs.Url,
        ("workflowId", ActionSchema.Text("The file name of the workflow, such as deploy.yml, or its id.")),
        ("branchOrTagName", ActionSchema.Text("The branch or tag.")),
        ("workflowInputs?", ActionSchema.MapOf(new JsonObject { ["type"] = "string" }, "The inputs of the workflow, at most 25.")),
        ("returnWorkflowRunDetails?", ActionSchema.Switch("Adds the id and the URLs of the run to the output.")),
        ("waitForResult?", ActionSchema.Switch("Waits until the run ends, and fails unless it succeeds. Not an input of Backstage.")),
        ("waitMinutes?", ActionSchema.Number("The minutes to wait for the result, at most 360 (default: 30). Not an input of Backstage.")),
        RepositoryInputs.Token);

    /// <inheritdoc/>
    public override JsonObject? OutputSchema => ActionSchema.Object(
        ("workflowRunId?", ActionSchema.Number("The id of the run.")),
        ("workflowRunUrl?", ActionSchema.Text("The API URL of the run.")),
        ("workflowRunHtmlUrl?", ActionSchema.Text("The URL of the run's page.")),
        ("workflowRunConclusion?", ActionSchema.Text("The conclusion of the run, with waitForResult. Not an output of Backstage.")));

    /// <inheritdoc/>
    protected override async Task RunAsync(GitHubStep step, CancellationToken cancellationToken)
    {
        var (context, waits) = (step.Context, step.Context.Is("waitForResult"));
        var (workflow, reference) = (context.Required("workflowId"), context.Required("branchOrTagName"));
        var wait = Wait(context);
        var isDetailed = waits || context.Is("returnWorkflowRunDetails");

        // A workflow that was started cannot be found again for sure: it is not started twice for the same request.
        var key = $"dispatch {step.Repository} {workflow} {reference} {context.Input["workflowInputs"]?.ToJsonString()}";
        var begun = $"begins {key}";
        if (step.Recorded(key) is null && step.Recorded(begun) is not null)
        {
            context.Note(
                $"An earlier run may have started {workflow} of {step.Repository} before it was interrupted; the workflow is started again. Check its runs.");
        }

        var run = await step.OnceAsync(key, async () =>
        {
            step.Record(begun, null);
            return (await StartAsync(step, workflow, reference, isDetailed, cancellationToken), null);
        });
        if (run is null)
        {
            return;
        }

        if (context.Is("returnWorkflowRunDetails") || waits)
        {
            context.Output("workflowRunId", run["id"]?.DeepClone());
            context.Output("workflowRunUrl", run["url"]?.DeepClone());
            context.Output("workflowRunHtmlUrl", run["page"]?.DeepClone());
        }

        if (waits)
        {
            await ResultAsync(step, run, wait, cancellationToken);
        }
    }

    private static TimeSpan Wait(ActionContext context)
    {
        var minutes = context.Input["waitMinutes"] is { } given ? double.Parse(given.ToJsonString(), CultureInfo.InvariantCulture) : UsualMinutes;
        return minutes is > 0 and <= MostMinutes
            ? TimeSpan.FromMinutes(minutes)
            : throw new StepException($"waitMinutes must be more than 0 and at most {MostMinutes}.");
    }

    private static async Task<JsonNode?> StartAsync(
        GitHubStep step, string workflow, string reference, bool isDetailed, CancellationToken cancellationToken)
    {
        var body = new JsonObject { ["ref"] = reference };
        if (step.Context.Input["workflowInputs"] is { } inputs)
        {
            body["inputs"] = inputs.DeepClone();
        }

        if (isDetailed)
        {
            body["return_run_details"] = true;
        }

        var path = $"{step.Path}/actions/workflows/{GitHubRest.Path($"{workflow}")}/dispatches";
        var answer = await step.Rest.SendAsync(HttpMethod.Post, path, body, cancellationToken);
        step.Context.Log($"Started {workflow} of {step.Repository} on {reference}.");
        return answer["workflow_run_id"].Number is { } id
            ? new JsonObject { ["id"] = id, ["url"] = answer["run_url"].Text, ["page"] = answer["html_url"].Text }
            : null;
    }

    private static async Task ResultAsync(GitHubStep step, JsonNode run, TimeSpan wait, CancellationToken cancellationToken)
    {
        var (time, started) = (step.Host.Time, step.Host.Time.GetTimestamp());
        while (true)
        {
            var state = await step.Rest.GetAsync($"{step.Path}/actions/runs/{run["id"]}", cancellationToken);
            if (state["status"].Text == "completed")
            {
                var conclusion = state["conclusion"].Text ?? "";
                step.Context.Output("workflowRunConclusion", conclusion);
                step.Context.Log($"The run ended: {conclusion}.");
                if (conclusion != "success")
                {
                    throw new StepException($"The workflow ended with '{conclusion}': {run["page"]}");
                }

                return;
            }

            if (time.GetElapsedTime(started) >= wait)
            {
                throw new StepException($"The workflow did not end within {wait.TotalMinutes:N0} minutes: {run["page"]}");
            }

            await Task.Delay(Interval, time, cancellationToken);
        }
    }
}
