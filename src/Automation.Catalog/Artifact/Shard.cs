using System.Security.Cryptography;
using System.Text;

namespace Automation.Catalog.Artifact;

/// <summary>The shard that something is kept in: the first byte of the SHA-256 of its key, so that one change rewrites a few small files.</summary>
public static class Shard
{
    /// <summary>How many shards there are of each sort.</summary>
    public const int Count = 256;

    /// <summary>Two hexadecimal digits.</summary>
    public static string Of(string key)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        var most = Encoding.UTF8.GetMaxByteCount(key.Length);
        Span<byte> bytes = most <= 512 ? stackalloc byte[512] : new byte[most];
        SHA256.HashData(bytes[..Encoding.UTF8.GetBytes(key, bytes)], hash);
        return hash[0].ToString("x2", null);
    }
}
