namespace Automation.Jobs.Webhooks;

public abstract record DeliveryOutcome
{
    private DeliveryOutcome()
    {
    }

    public sealed record Handle(WorkItem Item) : DeliveryOutcome;

    /// <summary>A source of the catalog changed; one work item of the catalog handles all changed sources.</summary>
    public sealed record MarkDirty(DirtySource Source) : DeliveryOutcome;

    /// <summary>Nothing; the reason is recorded with the delivery.</summary>
    public sealed record Ignore(string Reason) : DeliveryOutcome;
}
