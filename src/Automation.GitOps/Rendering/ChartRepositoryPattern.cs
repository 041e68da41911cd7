using Automation.Core.Text;

namespace Automation.GitOps.Rendering;

/// <summary>Addresses of chart repositories that configuration allows: <c>https://</c> or <c>oci://</c>, a host, and a path in which <c>*</c> stands for any characters but '/'.</summary>
public static class ChartRepositoryPattern
{
    private const string Https = "https://";
    private const string Oci = "oci://";

    /// <summary>Whether a text is one.</summary>
    public static bool IsValid(string pattern)
    {
        var rest = pattern.StartsWith(Https, StringComparison.Ordinal) ? pattern[Https.Length..]
            : pattern.StartsWith(Oci, StringComparison.Ordinal) ? pattern[Oci.Length..]
            : "";
        var host = rest.Split('/')[0];
        return host.Length > 0 && host.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or ':')
            && !rest.Split('/').Any(s => s is "." or "..") && rest.AsSpan().IndexOfAny("?#\\@ ") < 0 && !rest.Any(char.IsControl);
    }

    /// <summary>Whether one of the patterns allows an address; nothing but its path may be written differently.</summary>
    public static bool Allows(IEnumerable<string> patterns, string address) =>
        IsValid(address) && !address.Contains('*', StringComparison.Ordinal) && patterns.Any(p => Matches(p, address));

    private static bool Matches(string pattern, string address) =>
        new Glob(pattern.TrimEnd('/')).Matches(address.TrimEnd('/'));
}
