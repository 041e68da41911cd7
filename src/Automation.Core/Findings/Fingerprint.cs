using Automation.Core.Text;

namespace Automation.Core.Findings;

/// <summary>A short hash of a sequence of texts: FNV-1a of 64 bits over their UTF-16 code units. Not for secrets, and not proof of equality.</summary>
internal static class Fingerprint
{
    private const char Separator = '\n';

    /// <summary>The hash, as 16 hexadecimal digits.</summary>
    public static string Of(params ReadOnlySpan<string> texts)
    {
        var hash = Fnv1a.Basis;
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

    private static ulong Add(ulong hash, char c) => Fnv1a.Add(Fnv1a.Add(hash, (byte)c), (byte)(c >> 8));
}
