namespace Automation.Server.Ledger;

/// <summary>A webhook exactly as it was received.</summary>
/// <param name="Id">GitHub's name of the delivery; a redelivery has the same.</param>
/// <param name="Event">The name of the event.</param>
/// <param name="Headers">The headers about its origin, as a JSON object.</param>
/// <param name="Body">The bytes that were signed.</param>
internal sealed record Delivery(string Id, string Event, string Headers, PackedBody Body)
{
    /// <summary>Its trace, in the format of W3C; null without tracing.</summary>
    public string? Trace { get; init; }
}

/// <summary>A delivery that is not analysed yet.</summary>
internal sealed record ReceivedDelivery(long Sequence, string Id, string Event, PackedBody Body, string? Trace);
