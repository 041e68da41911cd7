using Automation.Jobs.Webhooks;
using Automation.Server.Hosting;

namespace Automation.Server.Work;

/// <summary>Replaces the work on pull requests until the App is configured, and reports what is missing.</summary>
internal sealed class UnreachableGitHub(ServerSettings settings) : WorkItemProcessor<PullRequestItem>
{
    /// <inheritdoc/>
    public override Task<WorkOutcome> RunAsync(PullRequestItem item, CancellationToken cancellationToken)
    {
        var missing = new MissingSettings(settings.MissingForGitHub);
        return Task.FromResult<WorkOutcome>(new WorkOutcome.NotActed(
            $"not acted on: {missing}, so GitHub cannot be called. Set {missing.Pronoun}, restart, then 'automation-server deliveries replay --state "
            + "not-acted'."));
    }
}
