namespace Automation.GitHub.Deliveries;

/// <summary>One attempt to deliver an event, as GitHub logged it.</summary>
/// <param name="Id">The attempt's number, which increases.</param>
/// <param name="Guid">The event's name, which all attempts share: <c>X-GitHub-Delivery</c>.</param>
/// <param name="At">When it was made.</param>
/// <param name="Event">The kind of event.</param>
/// <param name="StatusCode">The status of the receiver's response; 0 without one.</param>
public sealed record LoggedDelivery(long Id, string Guid, DateTimeOffset At, string Event, int StatusCode)
{
    public bool Succeeded => StatusCode is >= 200 and < 300;
}

/// <summary>A page of the log, newest first.</summary>
/// <param name="Next">Where the next page begins; null at the end of the log.</param>
public sealed record LoggedDeliveryPage(IReadOnlyList<LoggedDelivery> Deliveries, string? Next);
