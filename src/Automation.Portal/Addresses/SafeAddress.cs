namespace Automation.Portal.Addresses;

/// <summary>Which addresses a page links to: relative ones, and those of http, https and mailto. Anything else could run or load something.</summary>
public static class SafeAddress
{
    /// <summary>An address as long as this is no mistake any more.</summary>
    public const int Longest = 2_000;

    /// <summary>The address, or null if a page must not link to it.</summary>
    public static string? Of(string? address)
    {
        if (string.IsNullOrEmpty(address) || address.Length > Longest
            || address.AsSpan().ContainsAnyInRange('\0', ' ') || address.Contains('\\', StringComparison.Ordinal))
        {
            return null;
        }

        // Two slashes begin the name of a host; a colon before the first slash ends a scheme.
        var end = address.AsSpan().IndexOfAny('/', '?', '#');
        var first = end < 0 ? address.AsSpan() : address.AsSpan(0, end);
        var relative = !first.Contains(':') && !address.StartsWith("//", StringComparison.Ordinal);
        return relative || IsAllowed(address) ? address : null;
    }

    private static bool IsAllowed(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeMailto || ((uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp) && uri.Host.Length > 0));
}
