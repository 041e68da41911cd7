using System.Text.Json.Nodes;
using Automation.Jobs.Scaffolding.Hosting;
using Automation.Templates.Actions;

namespace Automation.Jobs.Scaffolding.Actions;

/// <summary><c>github:repo:create</c>: creates a repository.</summary>
internal sealed class CreateRepository(ScaffoldHost host) : GitHubAction(host)
{
    /// <inheritdoc/>
    public override string Id => "github:repo:create";

    /// <inheritdoc/>
    public override string Description => "Creates a repository on GitHub.";

    /// <inheritdoc/>
    public override JsonObject InputSchema { get; } = ActionSchema.Object(
    [
        RepositoryInputs.Url,
        .. RepositoryInputs.Creation,
        ("autoInit?", ActionSchema.Switch("Creates a first commit with a README; false if absent.")),
        ("workflowAccess?", ActionSchema.Choice("Which repositories may use its workflows; none if absent.", "none", "organization", "user")),
        RepositoryInputs.Token,
    ]);

    /// <inheritdoc/>
    public override JsonObject? OutputSchema { get; } = ActionSchema.Object(
        ("remoteUrl", ActionSchema.Text("The address to clone from.")),
        ("repoContentsUrl", ActionSchema.Text("The page of the repository's root.")));

    /// <inheritdoc/>
    protected override Task RunAsync(GitHubStep step, CancellationToken cancellationToken) =>
        new RepositoryCreation(step).RunAsync(null, cancellationToken);
}
