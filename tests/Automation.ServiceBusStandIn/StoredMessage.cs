namespace Automation.ServiceBusStandIn;

/// <summary>A message of a queue.</summary>
/// <param name="Sequence">Its number: the order of the queue.</param>
/// <param name="Id">What duplicates are found by; null if the sender gave it none.</param>
/// <param name="Session">Its session; null if it has none.</param>
/// <param name="Bytes">As the sender encoded it.</param>
internal sealed record StoredMessage(long Sequence, string? Id, string? Session, byte[] Bytes)
{
    /// <summary>How often a receiver had it and did not settle it.</summary>
    public int Failures { get; set; }

    /// <summary>The lock of the receiver that has it.</summary>
    public Guid Lock { get; set; }

    public string? DeadLetterReason { get; init; }

    public string? DeadLetterDescription { get; init; }
}
