using Automation.Jobs.Webhooks;
using Automation.Server.Hosting;
using Automation.Server.Ledger;

namespace Automation.Server.Work;

/// <summary>Reports what is missing to follow default branches. The marks stay for a later configuration.</summary>
internal sealed class UnfollowedCatalog(ServerSettings settings, LedgerReader ledger) : WorkItemProcessor<CatalogItem>
{
    /// <inheritdoc/>
    public override Task<WorkOutcome> RunAsync(CatalogItem item, CancellationToken cancellationToken)
    {
        var count = ledger.Read(DirtySources.All).Count;
        var marked = count == 1 ? "1 source is" : $"{count} sources are";
        return Task.FromResult<WorkOutcome>(new WorkOutcome.NotActed($"not acted on: {marked} marked as changed; {Missing()}."));
    }

    private string Missing() =>
        settings.CatalogRepository is null ? "Catalog__Repository is not set"
        : settings.MissingForGitHub is [_, ..] missing ? new MissingSettings(missing).ToString()
        : "Catalog__Follow is false, because a workflow rebuilds the catalog";
}
