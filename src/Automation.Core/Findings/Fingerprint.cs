namespace Automation.Core.Findings;

/// <summary>A short name for a sequence of texts: FNV-1a of 64 bits over their UTF-16 code units. Not for secrets, and not proof of equality.</summary>
internal static class Fingerprint
{
    private const ulong Basis = 0xcbf29ce484222325;
    private const ulong Prime = 0x100000001b3;
    private const char Separator = '\n';

    /// <summary>The name, as 16 hexadecimal digits.</summary>
    public static string Of(params ReadOnlySpan<string> texts)
    {
        var hash = Basis;
        foreach (var text in texts)
        {
            foreach (var c in text)
            {
                hash = Add(hash, c);
            }

            hash = Add(hash, Separator);
        }

        return hash.ToString("x16");
    }

    private static ulong Add(ulong hash, char c) => unchecked((((hash ^ (byte)c) * Prime) ^ (byte)(c >> 8)) * Prime);
}
