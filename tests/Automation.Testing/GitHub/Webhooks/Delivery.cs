using System.Collections.Immutable;
using Automation.Testing.GitHub.Model;

namespace Automation.Testing.GitHub.Webhooks;

/// <summary>One attempt to hand an event to the app: exactly the bytes and headers that GitHub posts.</summary>
/// <param name="Id">The attempt's number; a redelivery gets another.</param>
/// <param name="Guid">The event's name; a redelivery keeps it.</param>
/// <param name="Event">The kind of event.</param>
/// <param name="Action">Its action, where it has one.</param>
/// <param name="Body">The payload.</param>
/// <param name="Headers">The headers, signature included.</param>
/// <param name="Installation">The installation that the event is for.</param>
/// <param name="Repository">The repository it is about.</param>
/// <param name="IsRedelivery">Whether it was sent again.</param>
public sealed record Delivery(
    long Id, Guid Guid, string Event, string? Action, byte[] Body, ImmutableList<KeyValuePair<string, string>> Headers,
    Installation? Installation, HostedRepository? Repository, bool IsRedelivery)
{
    /// <summary>When it was sent; null while it was not.</summary>
    public DateTimeOffset? DeliveredAt { get; init; }

    /// <summary>How long the receiver took, in seconds.</summary>
    public double Duration { get; init; }

    /// <summary>What the receiver answered; 0 where it did not.</summary>
    public int StatusCode { get; init; }

    /// <summary>The answer in words: <c>OK</c>, <c>timed out</c>, …</summary>
    public string Status { get; init; } = "pending";

    /// <summary>The body of the answer.</summary>
    public string? Answer { get; init; }
}
