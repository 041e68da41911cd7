using System.Text.Json.Nodes;
using Automation.Jobs.Scaffolding.Hosting;
using Automation.Templates.Actions;

namespace Automation.Jobs.Scaffolding.Actions;

/// <summary><c>github:repo:push</c>: commits the files of the workspace to a repository.</summary>
internal sealed class PushFiles(ScaffoldHost host) : GitHubAction(host)
{
    /// <inheritdoc/>
    public override string Id => "github:repo:push";

    /// <inheritdoc/>
    public override string Description => "Commits the files of the workspace to a new repository on GitHub, and protects its branch.";

    /// <inheritdoc/>
    public override JsonObject InputSchema => ActionSchema.Object(
        [RepositoryInputs.Url, .. RepositoryInputs.Push, .. RepositoryInputs.Protection, RepositoryInputs.Token]);

    /// <inheritdoc/>
    public override JsonObject? OutputSchema => RepositoryInputs.Published;

    /// <inheritdoc/>
    public override bool TakesFiles => true;

    /// <inheritdoc/>
    protected override async Task RunAsync(GitHubStep step, CancellationToken cancellationToken)
    {
        var files = RepositoryContent.Of(step.Context);
        var repository = await step.Rest.GetAsync(step.Path, cancellationToken);
        await new RepositoryPush(step, files).RunAsync(repository, cancellationToken);
    }
}
