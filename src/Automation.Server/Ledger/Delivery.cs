using System.IO.Compression;

namespace Automation.Server.Ledger;

/// <summary>A webhook exactly as it was received.</summary>
/// <param name="Id">GitHub's id of the delivery; a redelivery has the same id.</param>
/// <param name="Event">The name of the event.</param>
/// <param name="Headers">The headers about its origin, as a JSON object.</param>
/// <param name="Body">The bytes that were signed.</param>
internal sealed record Delivery(string Id, string Event, string Headers, PackedBody Body)
{
    /// <summary>The trace of the request, in the W3C format; null without tracing.</summary>
    public string? Trace { get; init; }
}

/// <summary>A delivery that is not analysed yet.</summary>
internal sealed record ReceivedDelivery(long Sequence, string Id, string Event, PackedBody Body, string? Trace);

/// <summary>The state of a delivery. The words are part of the contract (docs/guide/server.md).</summary>
internal static class DeliveryState
{
    /// <summary>Stored; not analysed yet.</summary>
    public const string Received = "received";

    /// <summary>The delivery belongs to a work item that waits or runs.</summary>
    public const string Queued = "queued";

    public const string Done = "done";

    public const string Ignored = "ignored";

    /// <summary>The delivery requests something that the server is not configured to do.</summary>
    public const string NotActed = "not-acted";

    /// <summary>The delivery requests something that cannot be done until a user changes something.</summary>
    public const string Mistake = "mistake";

    public const string Dead = "dead";

    /// <summary>All of them, in the order of a delivery's life.</summary>
    public static readonly IReadOnlyList<string> All = [Received, Queued, Done, Ignored, NotActed, Mistake, Dead];
}

/// <summary>The result for a received delivery.</summary>
internal enum StoreOutcome
{
    /// <summary>The delivery is new.</summary>
    Stored,

    /// <summary>The delivery was already known, and is finished or in progress.</summary>
    Known,

    /// <summary>The delivery was already known and had failed; it runs again.</summary>
    Again,

    /// <summary>The delivery was already known with a different body; the first body is kept, and the audit log records the other.</summary>
    Different,
}

/// <summary>
/// A body as stored in the ledger, with gzip. GitHub's payloads shrink to a seventh, which saves log, checkpoints and space; the caller that
/// received the body spends the time, not the one writer (docs/adr/0010-the-ledger.md).
/// </summary>
/// <param name="Size">How many bytes were received.</param>
/// <param name="Bytes">The compressed bytes.</param>
internal readonly record struct PackedBody(int Size, byte[] Bytes)
{
    private const int UsualGain = 4;

    public static PackedBody Of(ReadOnlySpan<byte> body)
    {
        using var packed = new MemoryStream((body.Length / UsualGain) + 64);
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(body);
        }

        return new PackedBody(body.Length, packed.ToArray());
    }

    /// <summary>Whether both have the same bytes, independent of their compression; null if this one can no longer be read.</summary>
    public bool? IsSameAs(PackedBody other)
    {
        try
        {
            return Unpack().AsSpan().SequenceEqual(other.Unpack());
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    /// <exception cref="InvalidDataException">The bytes were damaged on the disk.</exception>
    public byte[] Unpack()
    {
        var body = new byte[Size];
        using var gzip = new GZipStream(new MemoryStream(Bytes), CompressionMode.Decompress);
        try
        {
            gzip.ReadExactly(body);
        }
        catch (EndOfStreamException e)
        {
            throw new InvalidDataException("The payload is shorter than its recorded size.", e);
        }

        // The checksum is verified when the end is read.
        return gzip.ReadByte() < 0 ? body : throw new InvalidDataException("The payload is longer than its recorded size.");
    }
}
