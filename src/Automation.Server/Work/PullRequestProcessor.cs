using Automation.GitHub.Access;
using Automation.GitHub.Webhooks;
using Automation.Jobs.PullRequests;
using Automation.Server.Audit;

namespace Automation.Server.Work;

/// <summary>Judges pull requests, and says so on GitHub.</summary>
internal sealed class PullRequestProcessor(ReportOnPullRequest job, AuditedWrites audit) : WorkItemProcessor<PullRequestItem>
{
    /// <inheritdoc/>
    public override async Task<WorkOutcome> RunAsync(PullRequestItem item, CancellationToken cancellationToken)
    {
        try
        {
            return await job.RunAsync(item, audit.For(item), cancellationToken) switch
            {
                PullRequestOutcome.Done(var summary) => new WorkOutcome.Done(summary),
                PullRequestOutcome.Nothing(var reason) => new WorkOutcome.Nothing(reason),
                PullRequestOutcome.Mistake(var message) => new WorkOutcome.UserMistake(message),
                _ => new WorkOutcome.Later(TimeSpan.Zero, "the pull request was pushed to meanwhile"),
            };
        }
        catch (GitHubRefusalException e)
        {
            return new WorkOutcome.UserMistake($"GitHub refuses {e.Message}. The App needs the permissions that the guide lists, and whoever owns the installation has to accept new ones.");
        }
    }
}
