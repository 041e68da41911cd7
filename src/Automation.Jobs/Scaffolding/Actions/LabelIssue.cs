using System.Text.Json.Nodes;
using Automation.Jobs.Scaffolding.Hosting;
using Automation.Templates.Actions;

namespace Automation.Jobs.Scaffolding.Actions;

/// <summary><c>github:issues:label</c>: adds labels to an issue or pull request.</summary>
internal sealed class LabelIssue(ScaffoldHost host) : GitHubAction(host)
{
    /// <inheritdoc/>
    public override string Id => "github:issues:label";

    /// <inheritdoc/>
    public override string Description => "Adds labels to an issue or pull request. If this fails, the run continues with a note.";

    /// <inheritdoc/>
    public override JsonObject InputSchema => ActionSchema.Object(
        RepositoryInputs.Url,
        ("number", ActionSchema.Number("The number of the issue or pull request.")),
        ("labels", ActionSchema.Texts("The labels.")),
        RepositoryInputs.Token);

    // GitHub adds a label that an issue has already without an effect.
    /// <inheritdoc/>
    protected override async Task RunAsync(GitHubStep step, CancellationToken cancellationToken)
    {
        var number = step.Context.Input["number"]!.ToJsonString();
        await step.TryAsync(
            $"The labels of {step.Repository}#{number} were not added",
            async () =>
            {
                await step.Rest.SendAsync(
                    HttpMethod.Post,
                    $"{step.Path}/issues/{number}/labels",
                    new JsonObject { ["labels"] = step.Context.Input["labels"]!.DeepClone() },
                    cancellationToken);
                step.Context.Log($"Added labels to {step.Repository}#{number}.");
            });
    }
}
