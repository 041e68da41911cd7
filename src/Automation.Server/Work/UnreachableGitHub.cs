using Automation.Jobs.Webhooks;
using Automation.Server.Hosting;

namespace Automation.Server.Work;

/// <summary>Stands in for the work on pull requests until GitHub can be reached, and says what is missing for that.</summary>
internal sealed class UnreachableGitHub(ServerSettings settings) : WorkItemProcessor<PullRequestItem>
{
    /// <inheritdoc/>
    public override Task<WorkOutcome> RunAsync(PullRequestItem item, CancellationToken cancellationToken)
    {
        var missing = new MissingSettings(settings.MissingForGitHub);
        return Task.FromResult<WorkOutcome>(new WorkOutcome.NotActed(
            $"not acted on: {missing}, so GitHub cannot be asked. Set {missing.Pronoun}, restart, then 'automation-server deliveries replay --state not-acted'."));
    }
}
