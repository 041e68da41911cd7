using Automation.Jobs.Webhooks;

namespace Automation.Server.Ledger;

/// <summary>A work item that runs.</summary>
/// <param name="Id">Its row.</param>
/// <param name="Item">What to do.</param>
/// <param name="Start">The number of this start, among those that count.</param>
internal sealed record TakenItem(long Id, WorkItem Item, int Start)
{
    /// <summary>Since when GitHub or the disk fails it; null if nothing does.</summary>
    public DateTimeOffset? FailingSince { get; init; }

    /// <summary>The traces of its deliveries, as W3C writes them.</summary>
    public IReadOnlyList<string> Traces { get; init; } = [];
}
