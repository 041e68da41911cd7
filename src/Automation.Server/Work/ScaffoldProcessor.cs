using Automation.GitHub.Access;
using Automation.Jobs.SelfService;
using Automation.Jobs.Webhooks;
using Automation.Server.Hosting;
using Automation.Server.Ledger;

namespace Automation.Server.Work;

/// <summary>Runs software templates that people ask for in issues.</summary>
internal sealed class ScaffoldProcessor(ScaffoldFromIssue job, LedgerReader reader, LedgerWriter ledger, AuditedWrites audit, TimeProvider clock)
    : WorkItemProcessor<ScaffoldItem>
{
    /// <inheritdoc/>
    public override async Task<WorkOutcome> RunAsync(ScaffoldItem item, CancellationToken cancellationToken)
    {
        try
        {
            var outcome = await audit.RunAsync(
                item, intent => job.RunAsync(item, run => RunRecords.Open(reader, ledger, clock, run), intent, cancellationToken));
            return outcome switch
            {
                ScaffoldOutcome.Answered(var summary) => new WorkOutcome.Done(summary),
                ScaffoldOutcome.Mistake(var message) => new WorkOutcome.UserMistake(message),
                _ => throw new InvalidOperationException($"The outcome {outcome.GetType().Name} is not handled."),
            };
        }
        catch (GitHubRefusalException e)
        {
            return new WorkOutcome.Refused(
                $"GitHub refuses {e.Message}. The App needs to write issues in {item.Repository}, and the permissions that the guide lists for templates.");
        }
    }

    /// <inheritdoc/>
    public override Task GiveUpAsync(ScaffoldItem item, string reason, CancellationToken cancellationToken) =>
        audit.RunAsync(item, intent => job.GiveUpAsync(item, reason, intent, cancellationToken));
}

/// <summary>Reports what is missing to run software templates. The deliveries can be replayed later.</summary>
internal sealed class NoScaffolding(ServerSettings settings) : WorkItemProcessor<ScaffoldItem>
{
    /// <inheritdoc/>
    public override Task<WorkOutcome> RunAsync(ScaffoldItem item, CancellationToken cancellationToken)
    {
        var missing = settings.MissingForGitHub is [_, ..] names ? new MissingSettings(names).ToString() : "Scaffold__Repository is not set";
        return Task.FromResult<WorkOutcome>(new WorkOutcome.NotActed($"not acted on: {missing}."));
    }
}
