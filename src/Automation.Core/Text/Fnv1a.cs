namespace Automation.Core.Text;

/// <summary>FNV-1a of 64 bits: a quick hash that is the same in every process. Not for secrets, and not proof of equality.</summary>
/// <remarks>http://www.isthe.com/chongo/tech/comp/fnv/</remarks>
public static class Fnv1a
{
    public const ulong Basis = 0xcbf29ce484222325;

    private const ulong Prime = 0x100000001b3;

    /// <summary>The hash with one more value, as a byte, so that other programs get the same hash.</summary>
    public static ulong Add(ulong hash, ulong value) => unchecked((hash ^ value) * Prime);
}
