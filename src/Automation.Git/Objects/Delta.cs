namespace Automation.Git.Objects;

/// <summary>An object as what differs from another: pieces to copy from that one, and new bytes (gitformat-pack, "Deltified representation").</summary>
internal static class Delta
{
    private const int UsualCopy = 0x10000;

    /// <summary>The whole object; null if the difference does not fit.</summary>
    public static byte[]? Apply(ReadOnlySpan<byte> from, ReadOnlySpan<byte> delta, long limit)
    {
        if (ReadSize(ref delta) != from.Length || ReadSize(ref delta) is var size && (size < 0 || size > limit))
        {
            return null;
        }

        var whole = new byte[size];
        var rest = whole.AsSpan();
        while (!delta.IsEmpty)
        {
            var command = delta[0];
            delta = delta[1..];
            if (!(command >= 0x80 ? TryCopy(command, from, ref delta, ref rest) : TryInsert(command, ref delta, ref rest)))
            {
                return null;
            }
        }

        return rest.IsEmpty ? whole : null;
    }

    // Which bytes of the place and of the length follow, the lowest first, follows from the bits of the command.
    private static bool TryCopy(byte command, ReadOnlySpan<byte> from, ref ReadOnlySpan<byte> delta, ref Span<byte> rest)
    {
        long place = 0, length = 0;
        for (var bit = 0; bit < 7; bit++)
        {
            if ((command & (1 << bit)) == 0)
            {
                continue;
            }

            if (delta.IsEmpty)
            {
                return false;
            }

            (place, length) = bit < 4 ? (place | ((long)delta[0] << (8 * bit)), length) : (place, length | ((long)delta[0] << (8 * (bit - 4))));
            delta = delta[1..];
        }

        length = length == 0 ? UsualCopy : length;
        if (place + length > from.Length || length > rest.Length)
        {
            return false;
        }

        from.Slice((int)place, (int)length).CopyTo(rest);
        rest = rest[(int)length..];
        return true;
    }

    private static bool TryInsert(byte length, ref ReadOnlySpan<byte> delta, ref Span<byte> rest)
    {
        if (length == 0 || length > delta.Length || length > rest.Length)
        {
            return false;
        }

        delta[..length].CopyTo(rest);
        delta = delta[length..];
        rest = rest[length..];
        return true;
    }

    private static long ReadSize(ref ReadOnlySpan<byte> delta)
    {
        var size = 0L;
        for (var shift = 0; shift < 63 && !delta.IsEmpty; shift += 7)
        {
            var next = delta[0];
            delta = delta[1..];
            size |= (long)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return size;
            }
        }

        return -1;
    }
}
