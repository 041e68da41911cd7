using System.IO.Compression;

namespace Automation.Server.Ledger;

/// <summary>
/// A body as the ledger keeps it: gzip. GitHub's payloads shrink to a seventh, and what is not written needs no log, no checkpoint and no space; a caller that
/// received the body spends the time, not the one writer (docs/adr/0010-the-ledger.md).
/// </summary>
/// <param name="Size">How many bytes were received.</param>
/// <param name="Bytes">What is kept of them.</param>
internal readonly record struct PackedBody(int Size, byte[] Bytes)
{
    private const int UsualGain = 4;

    /// <summary>Packs what was received.</summary>
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

    /// <summary>The bytes that were received.</summary>
    /// <exception cref="InvalidDataException">These are not the stored bytes: the disk has changed some.</exception>
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
