using Automation.GitHub.Access;
using Automation.Jobs.GitOps.Proposing;
using Automation.Jobs.Webhooks;
using Automation.Server.Hosting;

namespace Automation.Server.Work;

/// <summary>Proposes to the GitOps repository what the catalog asks for, and generates branches again where a person asks for it.</summary>
internal sealed partial class ProposalProcessor(ProposeFromCatalog job, AuditedWrites audit, ILogger<ProposalProcessor> logger)
    : WorkItemProcessor<ProposalItem>
{
    private readonly Lock _gate = new();

    // A rebuild often changes nothing that is deployed. This is not in the ledger, so the first run after a start compares everything.
    private ProposalBasis? _settled;

    /// <inheritdoc/>
    public override async Task<WorkOutcome> RunAsync(ProposalItem item, CancellationToken cancellationToken)
    {
        try
        {
            var outcome = await audit.RunAsync(item, intent => job.RunAsync(item, Settled, intent, cancellationToken));
            switch (outcome)
            {
                case ProposalsOutcome.Proposed proposed:
                    Log(item, proposed.Entries);
                    Settled = proposed.Settles ?? Settled;
                    return proposed.Failure is { } failure ? new WorkOutcome.Refused(failure) : new WorkOutcome.Done(proposed.Summary);
                case ProposalsOutcome.Nothing(var reason):
                    return new WorkOutcome.Nothing(reason);
                case ProposalsOutcome.Mistake(var message):
                    return new WorkOutcome.UserMistake(message);
                default:
                    throw new InvalidOperationException($"The outcome {outcome.GetType().Name} is not handled.");
            }
        }
        catch (GitHubRefusalException e)
        {
            return Refused(item, e.Message);
        }
        catch (GitHubCallException e) when (!GitHubOutage.Is(e))
        {
            return Refused(item, e.Message);
        }
    }

    private ProposalBasis? Settled
    {
        get
        {
            lock (_gate)
            {
                return _settled;
            }
        }

        set
        {
            lock (_gate)
            {
                _settled = value;
            }
        }
    }

    private static WorkOutcome.Refused Refused(ProposalItem item, string message) => new(
        $"GitHub refuses {message}. The App needs write access to the contents and the pull requests of {item.Repository}.");

    private void Log(ProposalItem item, IReadOnlyList<ProposalEntry> entries)
    {
        foreach (var entry in entries)
        {
            if (entry.IsProblem)
            {
                LogProblem(item.Key, entry.Text);
            }
            else
            {
                LogProposal(item.Key, entry.Text);
            }
        }
    }

    [LoggerMessage(55, LogLevel.Information, "{Key}: {Proposal}")]
    private partial void LogProposal(string key, string proposal);

    [LoggerMessage(56, LogLevel.Warning, "{Key}: {Problem}")]
    private partial void LogProblem(string key, string problem);
}

/// <summary>Reports what is missing to propose deployments. The deliveries can be replayed later.</summary>
internal sealed class NoProposals(ServerSettings settings) : WorkItemProcessor<ProposalItem>
{
    /// <inheritdoc/>
    public override Task<WorkOutcome> RunAsync(ProposalItem item, CancellationToken cancellationToken)
    {
        var missing = settings.MissingForGitHub is [_, ..] names ? new MissingSettings(names).ToString() : "GitOps__Repository is not set";
        return Task.FromResult<WorkOutcome>(new WorkOutcome.NotActed($"not acted on: {missing}."));
    }
}
