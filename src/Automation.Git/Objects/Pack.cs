using System.IO.Compression;

namespace Automation.Git.Objects;

/// <summary>Many objects in one file, some as deltas against another (gitformat-pack).</summary>
/// <param name="path">The pack, with its index next to it.</param>
internal sealed class Pack(string path) : IDisposable
{
    /// <summary>The maximum length of a chain of deltas in git itself (git-pack-objects, <c>--depth</c>).</summary>
    private const int LongestChain = 4095;

    private const long LargestDelta = 64 << 20;
    private const int ByPlace = 6;
    private const int ByName = 7;
    private const int NameLength = 20;

    private readonly PackIndex? _index = PackIndex.Open(Path.ChangeExtension(path, ".idx"));
    private FileStream? _file;

    /// <summary>Reads an object; null if it is not in this pack or the pack is damaged.</summary>
    public StoredObject? Read(ReadOnlySpan<byte> name, long limit) => _index?.Find(name) is { } place ? Read(place, limit, 0) : null;

    /// <inheritdoc/>
    public void Dispose()
    {
        _index?.Dispose();
        _file?.Dispose();
    }

    private StoredObject? Read(long place, long limit, int depth)
    {
        _file ??= new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 4096);
        if (depth > LongestChain || place <= 0 || place >= _file.Length)
        {
            return null;
        }

        _file.Position = place;
        var (kind, size) = ReadHeader(_file);
        return kind switch
        {
            (int)ObjectKind.Commit or (int)ObjectKind.Tree or (int)ObjectKind.Blob => Plain((ObjectKind)kind, size, limit),
            _ when size > Math.Max(limit, LargestDelta) => null,
            ByPlace when ReadDistance(_file) is > 0 and var back => ReadDelta((int)size, place - back, limit, depth),
            ByName => ReadNamedDelta((int)size, limit, depth),
            _ => null,
        };
    }

    private StoredObject? Plain(ObjectKind kind, long size, long limit) =>
        size > limit ? new StoredObject(kind, size, null) : Inflate((int)size) is { } content ? new StoredObject(kind, size, content) : null;

    private StoredObject? ReadNamedDelta(int size, long limit, int depth)
    {
        Span<byte> name = stackalloc byte[NameLength];
        _file!.ReadExactly(name);
        return _index!.Find(name) is { } place ? ReadDelta(size, place, limit, depth) : null;
    }

    // The base may be larger than the result.
    private StoredObject? ReadDelta(int size, long basePlace, long limit, int depth) =>
        Inflate(size) is { } delta
            && Read(basePlace, Math.Max(limit, LargestDelta), depth + 1) is { Content: { } content } from
            && Delta.Apply(content, delta, limit) is { } whole
            ? new StoredObject(from.Kind, whole.Length, whole)
            : null;

    private byte[]? Inflate(int size)
    {
        using var content = new ZLibStream(_file!, CompressionMode.Decompress, leaveOpen: true);
        return Inflated.Exactly(content, size);
    }

    // The kind in three bits, the size in four and then in groups of seven, the lowest first.
    private static (int Kind, long Size) ReadHeader(FileStream file)
    {
        var next = file.ReadByte();
        var (kind, size) = ((next >> 4) & 7, (long)(next & 0xF));
        for (var shift = 4; next >= 0x80 && shift < 60; shift += 7)
        {
            next = file.ReadByte();
            size |= (long)(next & 0x7F) << shift;
        }

        return (kind, size);
    }

    // Groups of seven bits, the highest first; each but the last counts one more, so that no distance can be written in two ways.
    private static long ReadDistance(FileStream file)
    {
        var next = file.ReadByte();
        var distance = (long)(next & 0x7F);
        for (var groups = 1; next >= 0x80 && groups < 8; groups++)
        {
            next = file.ReadByte();
            distance = ((distance + 1) << 7) | (long)(next & 0x7F);
        }

        return distance;
    }
}
