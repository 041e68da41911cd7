using System.Text.Json.Nodes;
using Automation.Templates.Actions;

namespace Automation.Jobs.Scaffolding.Actions;

/// <summary><c>github:environment:create</c>: creates a deployment environment.</summary>
internal sealed class CreateEnvironment(ScaffoldHost host) : GitHubAction(host)
{
    /// <inheritdoc/>
    public override string Id => "github:environment:create";

    /// <inheritdoc/>
    public override string Description => "Creates a deployment environment of a repository, or updates it.";

    /// <inheritdoc/>
    public override JsonObject InputSchema { get; } = ActionSchema.Object(
        RepositoryInputs.Url,
        ("name", ActionSchema.Text("Its name.")),
        ("deploymentBranchPolicy?", RepositoryInputs.Described(
            ActionSchema.Object(
                ("protected_branches", ActionSchema.Switch("Only protected branches can deploy.")),
                ("custom_branch_policies", ActionSchema.Switch("Only named branches and tags can deploy."))),
            "Which branches can deploy; all if absent.")),
        ("customBranchPolicyNames?", ActionSchema.Texts("Patterns of branches that can deploy.")),
        ("customTagPolicyNames?", ActionSchema.Texts("Patterns of tags that can deploy.")),
        ("environmentVariables?", ActionSchema.MapOf(new JsonObject { ["type"] = "string" }, "Its variables.")),
        ("secrets?", ActionSchema.MapOf(new JsonObject { ["type"] = "string" }, "Its secrets. They cannot be set here: the step fails before it creates anything.")),
        ("waitTimer?", ActionSchema.Number("The minutes that a deployment waits.")),
        ("preventSelfReview?", ActionSchema.Switch("Whether nobody approves a deployment of their own.")),
        ("reviewers?", ActionSchema.Texts("Users and groups who approve deployments, as entity refs.")),
        RepositoryInputs.Token);

    /// <inheritdoc/>
    protected override Task RunAsync(GitHubStep step, CancellationToken cancellationToken) => throw new Automation.Templates.Workspaces.StepException("NOT YET");
}
