using Automation.GitHub.Access;
using Automation.Jobs.Webhooks;

namespace Automation.Server.Work;

/// <summary>Does the work of one kind of work item. Of items with one key, one runs at a time; any item may run twice.</summary>
internal abstract class WorkItemProcessor<TItem>
    where TItem : WorkItem
{
    /// <summary>Runs an item. A <see cref="GitHubBusyException"/> puts it back until GitHub has time; another exception means that the outside world failed: it is tried again, later and later.</summary>
    public abstract Task<WorkOutcome> RunAsync(TItem item, CancellationToken cancellationToken);

    /// <summary>Reports to whoever waits for the item that it will not be done.</summary>
    /// <param name="item">The item.</param>
    /// <param name="reason">Why not; without secrets.</param>
    /// <param name="cancellationToken">Ends the report.</param>
    public virtual Task GiveUpAsync(TItem item, string reason, CancellationToken cancellationToken) => Task.CompletedTask;
}
