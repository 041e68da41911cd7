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
    public override JsonObject InputSchema => ActionSchema.Object(
    [
        RepositoryInputs.Url,
        ("branch?", ActionSchema.Text("The branch (default: the default branch).")),
        ("enforceAdmins?", ActionSchema.Switch("Applies the protection to administrators, too (default: true).")),
        .. RepositoryInputs.Protection,
        ("blockCreations?", ActionSchema.Switch("Lets only people with push access create the branch (default: false).")),
        RepositoryInputs.Token,
    ]);

    /// <inheritdoc/>
    protected override async Task RunAsync(GitHubStep step, CancellationToken cancellationToken)
    {
        var branch = step.Context.Text("branch") ?? (await step.Rest.GetAsync(step.Path, cancellationToken))["default_branch"].Text ?? "main";
        await new BranchProtection(step, "enforceAdmins").RunAsync(branch, cancellationToken);
    }
}
