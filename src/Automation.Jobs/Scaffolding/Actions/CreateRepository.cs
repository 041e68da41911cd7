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
    public override JsonObject InputSchema => ActionSchema.Object(
    [
        RepositoryInputs.Url,
        .. RepositoryInputs.Creation,
        ("autoInit?", ActionSchema.Switch("Creates a first commit with a README (default: false).")),
        ("workflowAccess?", ActionSchema.Choice("The repositories that can use the workflows of this one (default: none).", "none", "organization", "user")),
        RepositoryInputs.Token,
    ]);

    /// <inheritdoc/>
    public override JsonObject? OutputSchema => ActionSchema.Object(
        ("remoteUrl", ActionSchema.Text("The clone URL of the repository.")),
        ("repoContentsUrl", ActionSchema.Text("The URL of the repository's files on GitHub, at its default branch.")));

    /// <inheritdoc/>
    protected override Task RunAsync(GitHubStep step, CancellationToken cancellationToken) =>
        new RepositoryCreation(step).RunAsync(null, cancellationToken);
}
