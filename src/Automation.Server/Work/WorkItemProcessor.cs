using Automation.GitHub.Access;
using Automation.Jobs.Webhooks;

namespace Automation.Server.Work;

/// <summary>Processes one kind of work item. Only one item of a key runs at a time; any item may run twice.</summary>
internal abstract class WorkItemProcessor
{
    /// <summary>
    /// Runs an item. A <see cref="GitHubBusyException"/> queues it again until GitHub has capacity; any other exception is an external failure: it is
    /// retried with growing delays.
    /// </summary>
    public abstract Task<WorkOutcome> RunAsync(WorkItem item, CancellationToken cancellationToken);

    /// <summary>Reports to GitHub that the item was given up.</summary>
    /// <param name="item">The work item that was given up.</param>
    /// <param name="reason">Why; without secrets.</param>
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

/// <summary>Finds the processor of a work item.</summary>
internal static class WorkItemProcessors
{
    /// <summary>Registers the processor of a kind of work item; the last one registered is used.</summary>
    public static IServiceCollection AddProcessor<TItem, TProcessor>(this IServiceCollection services)
        where TItem : WorkItem
        where TProcessor : WorkItemProcessor<TItem> =>
        services.AddKeyedSingleton<WorkItemProcessor, TProcessor>(typeof(TItem));

    public static WorkItemProcessor ProcessorOf(this IServiceProvider services, WorkItem item) =>
        services.GetRequiredKeyedService<WorkItemProcessor>(item.GetType());
}

/// <summary>The outcome of a work item. Anything else is an exception: an external failure, after which the item is retried.</summary>
internal abstract record WorkOutcome
{
    private WorkOutcome()
    {
    }

    public sealed record Done(string Summary) : WorkOutcome;

    /// <summary>There was nothing to do, for example because the pull request is closed.</summary>
    public sealed record Nothing(string Reason) : WorkOutcome;

    /// <summary>The server is not configured to do it. The deliveries can be replayed when it is.</summary>
    public sealed record NotActed(string Reason) : WorkOutcome;

    /// <summary>The work cannot be done until a user changes something; a retry would not help.</summary>
    public sealed record UserMistake(string Message) : WorkOutcome;

    /// <summary>GitHub denies access. The item is retried for a day, because the permission may be changed; after that, it is given up.</summary>
    public sealed record Refused(string Message) : WorkOutcome;

    /// <summary>GitHub requests a pause. This does not count as an attempt.</summary>
    public sealed record Later(TimeSpan After, string Why) : WorkOutcome;
}
