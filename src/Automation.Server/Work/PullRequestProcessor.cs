using Automation.GitHub.Webhooks;
using Automation.Server.Hosting;

namespace Automation.Server.Work;

/// <summary>Judges a pull request, once the server may reach GitHub.</summary>
internal sealed class PullRequestProcessor(ServerSettings settings) : WorkItemProcessor<PullRequestItem>
{
    /// <inheritdoc/>
    public override Task<WorkOutcome> RunAsync(PullRequestItem item, CancellationToken cancellationToken) => Task.FromResult<WorkOutcome>(
        settings.MissingForGitHub is [_, ..] missing
            ? new WorkOutcome.NotActed($"not acted on: {string.Join(" and ", missing)} {(missing.Count == 1 ? "is" : "are")} not set, so GitHub cannot be asked. Set {(missing.Count == 1 ? "it" : "them")}, restart, then 'automation-server deliveries replay --state not-acted'.")
            : new WorkOutcome.NotActed("not acted on: this version does not check pull requests from webhooks yet."));
}
