using System.Text.Json.Nodes;
using Automation.Jobs.Scaffolding.Hosting;
using Automation.Templates.Actions;

namespace Automation.Jobs.Scaffolding.Actions;

/// <summary><c>publish:github</c>: creates a repository with the files of the workspace.</summary>
internal sealed class PublishRepository(ScaffoldHost host) : GitHubAction(host)
{
    /// <inheritdoc/>
    public override string Id => "publish:github";

    /// <inheritdoc/>
    public override string Description => "Creates a repository on GitHub with the files of the workspace, and protects its branch.";

    /// <inheritdoc/>
    public override JsonObject InputSchema => ActionSchema.Object(
        [RepositoryInputs.Url, .. RepositoryInputs.Creation, .. RepositoryInputs.Push, .. RepositoryInputs.Protection, RepositoryInputs.Token]);

    /// <inheritdoc/>
    public override JsonObject? OutputSchema => RepositoryInputs.Published;

    /// <inheritdoc/>
    public override bool TakesFiles => true;

    /// <inheritdoc/>
    protected override async Task RunAsync(GitHubStep step, CancellationToken cancellationToken)
    {
        var files = RepositoryContent.Of(step.Context);
        var repository = await new RepositoryCreation(step).RunAsync(files, cancellationToken);
        await new RepositoryPush(step, files).RunAsync(repository, cancellationToken);
    }
}
