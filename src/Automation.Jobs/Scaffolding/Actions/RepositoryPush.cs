using Automation.Templates.Workspaces;

namespace Automation.Jobs.Scaffolding.Actions;

internal sealed class RepositoryPush(GitHubStep step, RepositoryContent content)
{
    public Task RunAsync(CancellationToken cancellationToken) =>
        throw new StepException($"Files cannot be pushed yet: {step.Repository}, {content.Count} files.");
}
