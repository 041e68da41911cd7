using Automation.GitHub.Access;
using Automation.Jobs.GitOps.Proposing;
using Automation.Jobs.Webhooks;
using Automation.Reporting.Model;
using Automation.Server.Hosting;

namespace Automation.Server.Work;

/// <summary>Proposes to the GitOps repository what the catalog asks for, and generates branches again where a person asks for it.</summary>
internal sealed partial class ProposalProcessor(ProposeFromCatalog job, AuditedWrites audit, ILogger<ProposalProcessor> logger)
    : WorkItemProcessor<ProposalItem>
{
    private readonly Lock _gate = new();

    // A rebuild often changes nothing that is deployed. It is not in the ledger: the first run after a start looks at everything.
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
                    Log(proposed.Report);
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

    private void Log(ProposalsReport report)
    {
        foreach (var proposal in report.Proposals)
        {
            switch (proposal.State)
            {
                case ProposalState.Opened or ProposalState.Updated or ProposalState.Closed:
                    LogProposal(report.Repository, proposal.Entity, proposal.State, proposal.PullRequest);
                    break;
                case ProposalState.Held or ProposalState.Refused or ProposalState.Failed:
                    LogProblem(report.Repository, proposal.Entity, proposal.State, proposal.Detail);
                    break;
            }
        }

        foreach (var note in report.Notes)
        {
            LogNote(report.Repository, note);
        }
    }

    [LoggerMessage(55, LogLevel.Information, "gitops {Repository}: {Entity}: {State}: {PullRequest}")]
    private partial void LogProposal(string repository, string entity, ProposalState state, string? pullRequest);

    [LoggerMessage(56, LogLevel.Warning, "gitops {Repository}: {Entity}: {State}: {Detail}")]
    private partial void LogProblem(string repository, string entity, ProposalState state, string detail);

    [LoggerMessage(57, LogLevel.Warning, "gitops {Repository}: {Note}")]
    private partial void LogNote(string repository, string note);
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
