namespace Automation.ServiceBusStandIn;

/// <summary>The properties of a queue, as an operator gives them to it in Azure.</summary>
public sealed record StandInOptions
{
    public bool Sessions { get; init; } = true;

    public TimeSpan LockDuration { get; init; } = TimeSpan.FromMinutes(1);

    public int MaxDeliveryCount { get; init; } = 10;

    /// <summary>The time by which locks of sessions end.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    public TimeSpan DuplicateWindow { get; init; } = TimeSpan.FromMinutes(10);
}
