using System.IO.Compression;

namespace Automation.Server.Ledger;

/// <summary>
/// A body as the ledger keeps it: gzip. GitHub's payloads shrink to a seventh, and what is not written needs no log, no checkpoint and no room; whoever
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

    /// <summary>The bytes that were received.</summary>
    public byte[] Unpack()
    {
        var body = new byte[Size];
        using var gzip = new GZipStream(new MemoryStream(Bytes), CompressionMode.Decompress);
        gzip.ReadExactly(body);
        return body;
    }
}
