using Automation.Jobs.Webhooks;

namespace Automation.Server.Work;

/// <summary>Which processor does which kind of work.</summary>
internal static class WorkServices
{
    /// <summary>Registers the processor of a kind of work item; the last one registered is used.</summary>
    public static IServiceCollection AddProcessor<TItem, TProcessor>(this IServiceCollection services)
        where TItem : WorkItem
        where TProcessor : WorkItemProcessor<TItem> =>
        services.AddKeyedSingleton<WorkItemProcessor, TProcessor>(typeof(TItem));

    /// <summary>The processor of a work item.</summary>
    public static WorkItemProcessor ProcessorOf(this IServiceProvider services, WorkItem item) =>
        services.GetRequiredKeyedService<WorkItemProcessor>(item.GetType());
}
