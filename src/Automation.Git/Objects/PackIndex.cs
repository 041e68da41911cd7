using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;

namespace Automation.Git.Objects;

/// <summary>Finds the position of an object in a pack (gitformat-pack, "Version 2 pack-*.idx files").</summary>
internal sealed class PackIndex : IDisposable
{
    private const int FirstName = 8 + (256 * 4);
    private const int NameLength = 20;
    private const uint IsLarge = 0x8000_0000;

    private readonly SafeFileHandle _file;
    private readonly long _count;

    private PackIndex(SafeFileHandle file, long count) => (_file, _count) = (file, count);

    private static ReadOnlySpan<byte> Magic => [0xFF, (byte)'t', (byte)'O', (byte)'c', 0, 0, 0, 2];

    /// <summary>Opens an index; null if it is of another version.</summary>
    public static PackIndex? Open(string path)
    {
        var file = File.OpenHandle(path);
        Span<byte> magic = stackalloc byte[8];
        if (Read(file, magic, 0) && magic.SequenceEqual(Magic) && Number(file, FirstName - 4) is { } count)
        {
            return new PackIndex(file, count);
        }

        file.Dispose();
        return null;
    }

    /// <summary>The position of the object in the pack; null if it is not in it.</summary>
    public long? Find(ReadOnlySpan<byte> name)
    {
        // How many names begin with a lower byte, and how many with this one or a lower.
        var low = name[0] == 0 ? 0 : Number(_file, 8 + ((name[0] - 1) * 4)) ?? 0;
        var high = Math.Min(Number(_file, 8 + (name[0] * 4)) ?? 0, _count);
        Span<byte> middle = stackalloc byte[NameLength];
        while (low < high)
        {
            var at = low + ((high - low) / 2);
            if (!Read(_file, middle, FirstName + (at * NameLength)))
            {
                return null;
            }

            switch (name.SequenceCompareTo(middle))
            {
                case 0:
                    return Place(at);
                case < 0:
                    high = at;
                    break;
                default:
                    low = at + 1;
                    break;
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    // After the names, a checksum for each; then the positions, of which one with its highest bit set is an index into a table of longer ones.
    private long? Place(long at)
    {
        var places = FirstName + (_count * (NameLength + 4));
        if (Number(_file, places + (at * 4)) is not { } place || (place & IsLarge) == 0)
        {
            return Number(_file, places + (at * 4));
        }

        var longer = places + (_count * 4) + ((place & ~IsLarge) * 8);
        return Number(_file, longer) is { } upper && Number(_file, longer + 4) is { } lower ? (upper << 32) | lower : null;
    }

    private static long? Number(SafeFileHandle file, long offset)
    {
        Span<byte> number = stackalloc byte[4];
        return Read(file, number, offset) ? BinaryPrimitives.ReadUInt32BigEndian(number) : null;
    }

    private static bool Read(SafeFileHandle file, Span<byte> bytes, long offset) => RandomAccess.Read(file, bytes, offset) == bytes.Length;
}
