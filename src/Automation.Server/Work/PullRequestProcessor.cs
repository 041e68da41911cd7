using Automation.GitHub;
using Automation.GitHub.Access;
using Automation.Jobs.PullRequests;
using Automation.Jobs.Webhooks;
using Automation.Server.Hosting;
using Automation.Server.Ledger;

namespace Automation.Server.Work;

/// <summary>Checks pull requests, and reports on GitHub.</summary>
internal sealed class PullRequestProcessor(PullRequestRun job, AuditedWrites audit, LedgerWriter ledger, TimeProvider clock)
    : WorkItemProcessor<PullRequestItem>
{
    /// <inheritdoc/>
    public override async Task<WorkOutcome> RunAsync(PullRequestItem item, CancellationToken cancellationToken)
    {
        try
        {
            return await audit.RunAsync(item, intent => CheckAsync(item, intent, cancellationToken)) switch
            {
                PullRequestOutcome.Done(var summary) => new WorkOutcome.Done(summary),
                PullRequestOutcome.Nothing(var reason) => new WorkOutcome.Nothing(reason),
                PullRequestOutcome.Mistake(var message) => new WorkOutcome.UserMistake(message),
                _ => new WorkOutcome.Later(TimeSpan.Zero, "the pull request got a new commit in the meantime"),
            };
        }
        catch (GitHubRefusalException e)
        {
            return new WorkOutcome.Refused(
                $"GitHub refuses {e.Message}. The App needs the permissions that the guide lists, and an owner of the organisation must accept new "
                + "permissions.");
        }
    }

    /// <inheritdoc/>
    public override Task GiveUpAsync(PullRequestItem item, string reason, CancellationToken cancellationToken) =>
        audit.RunAsync(item, intent => job.GiveUpAsync(item, reason, intent, cancellationToken));

    private async Task<PullRequestOutcome> CheckAsync(PullRequestItem item, WriteIntent intent, CancellationToken cancellationToken)
    {
        var outcome = await job.RunAsync(item, intent, cancellationToken);
        if (outcome.Verdicts.Count > 0)
        {
            await ledger.RunAsync(connection => Put(connection, outcome.Verdicts), cancellationToken);
        }

        return outcome;
    }

    private void Put(LedgerConnection connection, IEnumerable<CheckVerdict> verdicts)
    {
        foreach (var verdict in verdicts)
        {
            VerdictStore.Put(connection, verdict, clock.GetUtcNow());
        }
    }
}

/// <summary>Takes the place of the pull request processor until the App is configured, and reports what is missing.</summary>
internal sealed class UnreachableGitHub(ServerSettings settings) : WorkItemProcessor<PullRequestItem>
{
    /// <inheritdoc/>
    public override Task<WorkOutcome> RunAsync(PullRequestItem item, CancellationToken cancellationToken)
    {
        var missing = new MissingSettings(settings.MissingForGitHub);
        return Task.FromResult<WorkOutcome>(new WorkOutcome.NotActed(
            $"not processed: {missing}, so GitHub cannot be called. Set {missing.Pronoun}, restart, then 'automation-server deliveries replay --state "
            + "not-acted'."));
    }
}
