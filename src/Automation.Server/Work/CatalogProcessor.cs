using Automation.GitHub.Access;
using Automation.Jobs.Following;
using Automation.Jobs.Webhooks;
using Automation.Server.Hosting;
using Automation.Server.Ledger;

namespace Automation.Server.Work;

/// <summary>Brings the catalog up to date with the sources that are marked dirty: one commit for all of them.</summary>
internal sealed partial class CatalogProcessor(
    FollowRepositories job,
    LedgerReader reader,
    LedgerWriter ledger,
    AuditedWrites audit,
    ServerSettings settings,
    TimeProvider clock,
    WorkSignal work,
    ILogger<CatalogProcessor> logger) : WorkItemProcessor<CatalogItem>
{
    /// <inheritdoc/>
    public override async Task<WorkOutcome> RunAsync(CatalogItem item, CancellationToken cancellationToken)
    {
        var marked = reader.Read(DirtySources.All);
        try
        {
            var outcome = await audit.RunAsync(item, intent => job.RunAsync([.. marked.Select(m => m.Source)], intent, LogProgress, cancellationToken));
            if (outcome is FollowOutcome.Mistake(var message))
            {
                return new WorkOutcome.UserMistake(message);
            }

            await ledger.RunAsync(connection => Rebuilt(connection, marked), CancellationToken.None);
            work.Set();
            return new WorkOutcome.Done(((FollowOutcome.Done)outcome).Summary);
        }
        catch (GitHubRefusalException e)
        {
            // Not retried for a day, as a check is: each sweep queues the catalog again.
            return new WorkOutcome.UserMistake($"GitHub refuses {e.Message}. The App needs read access to the contents of all repositories, write access to "
                + "the catalog's repository, and permission to push to its branch.");
        }
    }

    // In one transaction: what the rebuild brought is proposed, also if the server ends now.
    private void Rebuilt(LedgerConnection connection, List<MarkedSource> marked)
    {
        marked.ForEach(m => DirtySources.Clear(connection, m));
        if (settings.GitOpsRepository is { } gitOps)
        {
            WorkQueue.Add(connection, new ProposalItem { Repository = gitOps }, Debounce.Free, clock.GetUtcNow());
        }
    }

    private void LogProgress(FollowProgress progress) => LogProgress(progress.Read, progress.Wanted, progress.Calls);

    [LoggerMessage(50, LogLevel.Information, "catalog: {Read} of {Wanted} sources read; {Calls} calls to GitHub since the start")]
    private partial void LogProgress(int read, int wanted, long calls);
}

/// <summary>Reports what is missing to follow default branches. The marks stay for a later configuration.</summary>
internal sealed class UnfollowedCatalog(ServerSettings settings, LedgerReader ledger) : WorkItemProcessor<CatalogItem>
{
    /// <inheritdoc/>
    public override Task<WorkOutcome> RunAsync(CatalogItem item, CancellationToken cancellationToken)
    {
        var count = ledger.Read(DirtySources.All).Count;
        var marked = count == 1 ? "1 source is" : $"{count} sources are";
        return Task.FromResult<WorkOutcome>(new WorkOutcome.NotActed($"recorded only: {marked} marked as changed; {Missing()}."));
    }

    private string Missing() =>
        settings.CatalogRepository is null ? "Catalog__Repository is not set"
        : settings.MissingForGitHub is [_, ..] missing ? new MissingSettings(missing).ToString()
        : "Catalog__Follow is false, because a workflow rebuilds the catalog";
}
