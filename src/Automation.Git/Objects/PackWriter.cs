using System.Buffers.Binary;
using System.IO.Compression;
using System.Security.Cryptography;

namespace Automation.Git.Objects;

/// <summary>
/// Writes many objects as one pack with its index (gitformat-pack, version 2), because as a file each they would take ten times as long. The index makes a pack
/// count: it takes its place last, so that a pack is there as a whole or not at all.
/// </summary>
internal static class PackWriter
{
    private const int Version = 2;
    private const int Batch = 4_096;

    // The prefix of temporary files that git deletes (git-prune: "tmp_").
    private const string Unfinished = "tmp_pack_";

    // Header, one last block that is empty, checksum (RFC 1950, RFC 1951).
    private static ReadOnlySpan<byte> EmptyStream => [0x78, 0x9C, 0x03, 0x00, 0x00, 0x00, 0x00, 0x01];

    public static void Write(string folder, IReadOnlyList<RawObject> objects, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        var unfinished = Path.Join(folder, Unfinished + RandomNumberGenerator.GetHexString(8, lowercase: true));
        try
        {
            var (places, checksum) = WritePack(unfinished, objects, cancellationToken);
            WriteIndex(unfinished + ".idx", places, checksum);
            var name = Path.Join(folder, $"pack-{Convert.ToHexStringLower(checksum)}");
            File.Move(unfinished, name + ".pack", overwrite: true);
            File.Move(unfinished + ".idx", name + ".idx", overwrite: true);
        }
        catch
        {
            File.Delete(unfinished);
            File.Delete(unfinished + ".idx");
            throw;
        }
    }

    private static (List<Placed> Places, byte[] Checksum) WritePack(string path, IReadOnlyList<RawObject> objects, CancellationToken cancellationToken)
    {
        var places = new List<Placed>(objects.Count);
        using var file = new HashedFile(path);
        Span<byte> header = stackalloc byte[12];
        "PACK"u8.CopyTo(header);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], Version);
        BinaryPrimitives.WriteInt32BigEndian(header[8..], objects.Count);
        file.Write(header);
        foreach (var batch in objects.Chunk(Batch))
        {
            foreach (var (made, packed) in batch.AsParallel().AsOrdered().WithCancellation(cancellationToken).Select(o => (o, Packed(o))))
            {
                places.Add(new Placed(made.Id.Bytes, (uint)file.Length, Crc32.Of(packed)));
                file.Write(packed);
            }
        }

        return (places, file.End());
    }

    // Type and size in groups of seven bits (the first one four), the lowest first, then the content as zlib writes it.
    private static byte[] Packed(RawObject made)
    {
        using var bytes = new MemoryStream(made.Content.Length / 2 + 32);
        var rest = (ulong)made.Content.Length;
        var first = ((int)made.Type << 4) | (int)(rest & 0xF);
        for (rest >>= 4; rest > 0; rest >>= 7)
        {
            bytes.WriteByte((byte)(first | 0x80));
            first = (int)(rest & 0x7F);
        }

        bytes.WriteByte((byte)first);
        if (made.Content.IsEmpty)
        {
            // .NET writes no bytes for an empty stream.
            bytes.Write(EmptyStream);
            return bytes.ToArray();
        }

        using (var zlib = new ZLibStream(bytes, CompressionLevel.Optimal, leaveOpen: true))
        {
            zlib.Write(made.Content.Span);
        }

        return bytes.ToArray();
    }

    // How many objects begin with each byte or a lower one, the names in order, their checksums, their places; both files' checksums.
    private static void WriteIndex(string path, List<Placed> places, byte[] checksum)
    {
        places.Sort((x, y) => x.Name.AsSpan().SequenceCompareTo(y.Name));
        using var file = new HashedFile(path);
        Span<byte> number = stackalloc byte[4];
        file.Write([0xFF, (byte)'t', (byte)'O', (byte)'c', 0, 0, 0, Version]);
        var counted = 0;
        for (var first = 0; first < 256; first++)
        {
            while (counted < places.Count && places[counted].Name[0] <= first)
            {
                counted++;
            }

            BinaryPrimitives.WriteInt32BigEndian(number, counted);
            file.Write(number);
        }

        foreach (var place in places)
        {
            file.Write(place.Name);
        }

        foreach (var place in places)
        {
            BinaryPrimitives.WriteUInt32BigEndian(number, place.Crc);
            file.Write(number);
        }

        foreach (var place in places)
        {
            BinaryPrimitives.WriteUInt32BigEndian(number, place.Offset);
            file.Write(number);
        }

        file.Write(checksum);
        file.End();
    }

    private sealed record Placed(byte[] Name, uint Offset, uint Crc);
}
