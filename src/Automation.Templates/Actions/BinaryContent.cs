namespace Automation.Templates.Actions;

/// <summary>Whether a file is binary by its first 512 bytes, as npm <c>isbinaryfile</c> 5 does, which Backstage uses.</summary>
internal static class BinaryContent
{
    private const int Looked = 512;

    // More than a tenth of odd bytes, which is decided at the earliest after 32 of them.
    private const int MostOddPercent = 10;
    private const int Earliest = 32;

    public static bool Is(ReadOnlySpan<byte> content)
    {
        var bytes = content[..Math.Min(content.Length, Looked)];
        if (bytes.IsEmpty || bytes.StartsWith<byte>([0xef, 0xbb, 0xbf]) || IsOtherUnicode(bytes))
        {
            return false;
        }

        if (bytes.StartsWith("%PDF-"u8))
        {
            return true;
        }

        var odd = 0;
        for (var i = 0; i < bytes.Length; i++)
        {
            var b = bytes[i];
            if (b == 0)
            {
                return true;
            }

            if (b is (>= 7 and <= 14) or (>= 32 and <= 127))
            {
                continue;
            }

            var length = SequenceLength(bytes, i);
            if (length > 1)
            {
                i += length - 1;
                continue;
            }

            odd++;
            if (i >= Earliest && odd * 100 / bytes.Length > MostOddPercent)
            {
                return true;
            }
        }

        return odd * 100 / bytes.Length > MostOddPercent;
    }

    // UTF-32, GB 18030 and UTF-16 with their marks.
    private static bool IsOtherUnicode(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith<byte>([0x00, 0x00, 0xfe, 0xff])
        || bytes.StartsWith<byte>([0xff, 0xfe, 0x00, 0x00])
        || bytes.StartsWith<byte>([0x84, 0x31, 0x95, 0x33])
        || bytes.StartsWith<byte>([0xfe, 0xff])
        || bytes.StartsWith<byte>([0xff, 0xfe]);

    // How many bytes from here are one character of UTF-8; 1 where they are none.
    private static int SequenceLength(ReadOnlySpan<byte> bytes, int at)
    {
        var length = bytes[at] switch
        {
            >= 0xc0 and <= 0xdf => 2,
            >= 0xe0 and <= 0xef => 3,
            >= 0xf0 and <= 0xf7 => 4,
            _ => 1,
        };
        for (var i = 1; i < length; i++)
        {
            if (at + i >= bytes.Length || bytes[at + i] is < 0x80 or > 0xbf)
            {
                return 1;
            }
        }

        return length;
    }
}
