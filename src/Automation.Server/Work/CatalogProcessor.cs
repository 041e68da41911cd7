using Automation.GitHub.Webhooks;
using Automation.Server.Ledger;

namespace Automation.Server.Work;

/// <summary>Brings the catalog up to date with the sources that are marked dirty.</summary>
internal sealed class CatalogProcessor(LedgerReader ledger) : WorkItemProcessor<CatalogItem>
{
    /// <inheritdoc/>
    public override Task<WorkOutcome> RunAsync(CatalogItem item, CancellationToken cancellationToken)
    {
        var dirty = ledger.Read(DirtySources.All);

        // The marks stay: whoever rebuilds the catalog here first begins with them.
        return Task.FromResult<WorkOutcome>(new WorkOutcome.NotActed(
            $"not acted on: {(dirty.Count == 1 ? "1 source is" : $"{dirty.Count} sources are")} marked as changed; the catalog is rebuilt by its workflow until push handling is configured."));
    }
}
