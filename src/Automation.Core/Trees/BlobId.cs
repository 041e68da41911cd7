using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Automation.Core.Trees;

/// <summary>The name git gives to a file's content: SHA-1 over a header and the bytes. The one way in which content is told apart here.</summary>
public static class BlobId
{
    /// <summary>How many hexadecimal digits a name has.</summary>
    public const int Length = 40;

    /// <summary>The name of some content, in lower case.</summary>
    public static string Of(ReadOnlySpan<byte> content)
    {
        Span<byte> header = stackalloc byte[32];
        "blob "u8.CopyTo(header);
        Utf8Formatter.TryFormat(content.Length, header[5..], out var digits);
        header[5 + digits] = 0;

        // Git's own choice, and no protection: it names content, and nothing is trusted because of it.
#pragma warning disable CA5350
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA1);
#pragma warning restore CA5350
        hash.AppendData(header[..(6 + digits)]);
        hash.AppendData(content);
        Span<byte> name = stackalloc byte[SHA1.HashSizeInBytes];
        hash.GetHashAndReset(name);
        return Convert.ToHexStringLower(name);
    }

    /// <summary>The name of a text, as UTF-8.</summary>
    public static string Of(string text) => Of(Encoding.UTF8.GetBytes(text));
}
