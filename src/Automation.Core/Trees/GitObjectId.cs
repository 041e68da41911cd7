using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;

namespace Automation.Core.Trees;

/// <summary>Git's id of an object: SHA-1 over a header and the bytes.</summary>
public static class GitObjectId
{
    private const int LongestHeader = 32;

    /// <summary>The id of an object, in lower case.</summary>
    /// <param name="type">The type as git writes it: <c>blob</c>, <c>tree</c> or <c>commit</c>.</param>
    public static string Of(ReadOnlySpan<byte> type, ReadOnlySpan<byte> content)
    {
        // In one piece: a hash that is fed in pieces has to be set up each time, which takes longer than hashing a descriptor.
        var buffer = ArrayPool<byte>.Shared.Rent(LongestHeader + content.Length);
        try
        {
            type.CopyTo(buffer);
            buffer[type.Length] = (byte)' ';
            Utf8Formatter.TryFormat(content.Length, buffer.AsSpan(type.Length + 1), out var digits);
            var header = type.Length + 1 + digits + 1;
            buffer[header - 1] = 0;
            content.CopyTo(buffer.AsSpan(header));
            Span<byte> name = stackalloc byte[SHA1.HashSizeInBytes];

            // SHA-1 is Git's choice and not a security feature here: it identifies content, and nothing is trusted because of it.
#pragma warning disable CA5350
            SHA1.HashData(buffer.AsSpan(0, header + content.Length), name);
#pragma warning restore CA5350
            return Convert.ToHexStringLower(name);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
