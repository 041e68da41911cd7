using System.Text.Json.Nodes;
using Automation.Jobs.Scaffolding.Hosting;
using Automation.Templates.Actions;

namespace Automation.Jobs.Scaffolding.Actions;

/// <summary><c>github:branch-protection:create</c>: protects a branch.</summary>
internal sealed class ProtectBranch(ScaffoldHost host) : GitHubAction(host)
{
    /// <inheritdoc/>
    public override string Id => "github:branch-protection:create";

    /// <inheritdoc/>
    public override string Description => "Protects a branch of a repository.";

    /// <inheritdoc/>
    public override JsonObject InputSchema { get; } = ActionSchema.Object(
    [
        RepositoryInputs.Url,
        ("branch?", ActionSchema.Text("The branch; the default branch if absent.")),
        ("enforceAdmins?", ActionSchema.Switch("Protects it from administrators, too; true if absent.")),
        .. RepositoryInputs.Protection,
        ("blockCreations?", ActionSchema.Switch("Whether only those who may push can create the branch; false if absent.")),
        RepositoryInputs.Token,
    ]);

    /// <inheritdoc/>
    protected override async Task RunAsync(GitHubStep step, CancellationToken cancellationToken)
    {
        var branch = step.Context.Text("branch") ?? (await step.Rest.GetAsync(step.Path, cancellationToken))["default_branch"].Text ?? "main";
        await new BranchProtection(step, "enforceAdmins").RunAsync(branch, cancellationToken);
    }
}
