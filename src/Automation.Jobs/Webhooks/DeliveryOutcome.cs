namespace Automation.Jobs.Webhooks;

/// <summary>What to do about a delivery.</summary>
public abstract record DeliveryOutcome
{
    private DeliveryOutcome()
    {
    }

    /// <summary>There is work.</summary>
    public sealed record Handle(WorkItem Item) : DeliveryOutcome;

    /// <summary>A source of the catalog changed; one work item of the catalog handles all changed sources.</summary>
    public sealed record MarkDirty(DirtySource Source) : DeliveryOutcome;

    /// <summary>Nothing; the reason is recorded with the delivery.</summary>
    public sealed record Ignore(string Reason) : DeliveryOutcome;
}
