using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Automation.Core.Trees;

/// <summary>The name git gives to a file's content: SHA-1 over a header and the bytes. The one way in which content is told apart here.</summary>
public static class BlobId
{
    private const int LongestHeader = 32;

    /// <summary>The name of some content, in lower case.</summary>
    public static string Of(ReadOnlySpan<byte> content)
    {
        // In one piece: a hash that is fed in pieces has to be set up each time, which takes longer than hashing a descriptor.
        var buffer = ArrayPool<byte>.Shared.Rent(LongestHeader + content.Length);
        try
        {
            "blob "u8.CopyTo(buffer);
            Utf8Formatter.TryFormat(content.Length, buffer.AsSpan(5), out var digits);
            buffer[5 + digits] = 0;
            content.CopyTo(buffer.AsSpan(6 + digits));
            Span<byte> name = stackalloc byte[SHA1.HashSizeInBytes];

            // Git's own choice, and no protection: it names content, and nothing is trusted because of it.
#pragma warning disable CA5350
            SHA1.HashData(buffer.AsSpan(0, 6 + digits + content.Length), name);
#pragma warning restore CA5350
            return Convert.ToHexStringLower(name);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>The name of a text, as UTF-8.</summary>
    public static string Of(string text) => Of(Encoding.UTF8.GetBytes(text));
}
