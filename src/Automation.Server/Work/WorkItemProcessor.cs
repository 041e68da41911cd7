using Automation.GitHub.Access;
using Automation.Jobs.Webhooks;

namespace Automation.Server.Work;

/// <summary>Does the work of one kind of work item. Of items with one key, one runs at a time; any item may run twice.</summary>
internal abstract class WorkItemProcessor
{
    /// <summary>
    /// Runs an item. A <see cref="GitHubBusyException"/> queues it again until GitHub has capacity; any other exception is an external failure: it is
    /// retried with growing delays.
    /// </summary>
    public abstract Task<WorkOutcome> RunAsync(WorkItem item, CancellationToken cancellationToken);

    /// <summary>Reports that the item was given up to those who wait for it.</summary>
    /// <param name="item">What was given up.</param>
    /// <param name="reason">Why; without secrets.</param>
    /// <param name="cancellationToken">Ends the report.</param>
    public abstract Task GiveUpAsync(WorkItem item, string reason, CancellationToken cancellationToken);
}

/// <inheritdoc/>
internal abstract class WorkItemProcessor<TItem> : WorkItemProcessor
    where TItem : WorkItem
{
    /// <inheritdoc/>
    public sealed override Task<WorkOutcome> RunAsync(WorkItem item, CancellationToken cancellationToken) => RunAsync((TItem)item, cancellationToken);

    /// <inheritdoc/>
    public sealed override Task GiveUpAsync(WorkItem item, string reason, CancellationToken cancellationToken) =>
        GiveUpAsync((TItem)item, reason, cancellationToken);

    /// <inheritdoc cref="WorkItemProcessor.RunAsync"/>
    public abstract Task<WorkOutcome> RunAsync(TItem item, CancellationToken cancellationToken);

    /// <inheritdoc cref="WorkItemProcessor.GiveUpAsync"/>
    public virtual Task GiveUpAsync(TItem item, string reason, CancellationToken cancellationToken) => Task.CompletedTask;
}
