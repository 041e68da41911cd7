using Automation.Templates.Workspaces;

namespace Automation.Jobs.Scaffolding.Actions;

internal sealed class RepositoryCreation(GitHubStep step)
{
    public Task RunAsync(CancellationToken cancellationToken, RepositoryContent? content = null) =>
        throw new StepException($"Repositories cannot be created yet: {step.Repository}, {content?.Count} files.");
}
