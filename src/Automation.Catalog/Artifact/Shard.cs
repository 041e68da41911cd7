using System.Text;
using Automation.Core.Text;

namespace Automation.Catalog.Artifact;

/// <summary>Assigns a key to a shard by a hash, so that one change rewrites a few small files.</summary>
/// <remarks>FNV-1a of 64 bits over the key's UTF-8, its bytes folded into one. It is computed on every look-up; hostile keys may fill one shard, which
/// costs no more than a large catalog does.</remarks>
public static class Shard
{
    /// <summary>The number of shards of each kind.</summary>
    public const int Count = 256;

    private const int LongestOnStack = 512;

    /// <summary>The names of all shards, in order.</summary>
    public static IReadOnlyList<string> All => Names;

    private static readonly string[] Names = [.. Enumerable.Range(0, Count).Select(i => i.ToString("x2", null))];

    public static string Of(string key)
    {
        var most = Encoding.UTF8.GetMaxByteCount(key.Length);
        Span<byte> bytes = most <= LongestOnStack ? stackalloc byte[LongestOnStack] : new byte[most];
        var hash = Fnv1a.Basis;
        foreach (var b in bytes[..Encoding.UTF8.GetBytes(key, bytes)])
        {
            hash = Fnv1a.Add(hash, b);
        }

        hash ^= hash >> 32;
        hash ^= hash >> 16;
        return Names[(byte)(hash ^ (hash >> 8))];
    }
}
