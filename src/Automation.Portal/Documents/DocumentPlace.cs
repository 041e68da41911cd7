using Automation.Portal.Addresses;

namespace Automation.Portal.Documents;

/// <summary>Where a document lies, so that its relative links lead to the files beside it as they were at its commit.</summary>
/// <param name="Repository">The address of the repository on the forge, <c>https://github.com/acme/payments</c>; null if it is not known.</param>
/// <param name="Commit">The commit that the document was read from.</param>
/// <param name="Path">The path of the document in the repository, <c>docs/index.md</c>.</param>
public sealed record DocumentPlace(string? Repository, string Commit, string Path)
{
    /// <summary>The elements of a document that has a page of its own.</summary>
    public const int MostOnItsOwnPage = 1_000;

    /// <summary>Documents that have a page of their own, by path in the repository, with its address relative to this page.</summary>
    public IReadOnlyDictionary<string, string> Pages { get; init; } = new Dictionary<string, string>();

    /// <summary>Before the anchors of headings, so that a document cannot take an anchor of the page.</summary>
    public string AnchorPrefix { get; init; } = "doc-";

    /// <summary>The level of the first heading of the document: one below the heading that it stands under.</summary>
    public int FirstHeading { get; init; } = 3;

    /// <summary>The elements that the page has space for; what follows is left out.</summary>
    public int MostElements { get; init; } = MostOnItsOwnPage;

    /// <summary>The address that a link in the document leads to; null if it must not lead anywhere.</summary>
    internal string? Resolve(string? link)
    {
        // As browsers read an address: without spaces around it, without tabs and line breaks in it.
        var address = link is null ? "" : string.Concat(link.Where(c => c is not ('\t' or '\r' or '\n'))).Trim();
        if (address.Length is 0 or > SafeAddress.Longest || address.Any(char.IsControl))
        {
            return null;
        }

        if (address[0] == '#')
        {
            return "#" + AnchorPrefix + Escaped(address[1..]);
        }

        if (address.StartsWith("//", StringComparison.Ordinal))
        {
            address = "https:" + address;
        }

        var end = address.AsSpan().IndexOfAny('/', '?', '#');
        return (end < 0 ? address : address[..end]).Contains(':', StringComparison.Ordinal) ? Absolute(address) : Relative(address);
    }

    private static string? Absolute(string address)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri))
        {
            return null;
        }

        // A name before the host makes one address look like another.
        return uri.Scheme == Uri.UriSchemeMailto || (uri.Scheme is "http" or "https" && uri.Host.Length > 0 && uri.UserInfo.Length == 0)
            ? SafeAddress.Of(uri.AbsoluteUri)
            : null;
    }

    private string? Relative(string address)
    {
        var end = address.AsSpan().IndexOfAny('?', '#');
        var (path, rest) = end < 0 ? (address, "") : (address[..end], address[end..]);
        var parts = new List<string>(path.StartsWith('/') ? [] : Path.Split('/')[..^1]);
        foreach (var part in path.Replace('\\', '/').Split('/'))
        {
            if (part == ".." && parts.Count == 0)
            {
                return null;
            }

            if (part == "..")
            {
                parts.RemoveAt(parts.Count - 1);
            }
            else if (part is not ("" or "."))
            {
                parts.Add(Uri.UnescapeDataString(part));
            }
        }

        // An escaped dot or slash would be a step that was not counted.
        if (parts.Any(p => p is "." or ".." || p.Contains('/', StringComparison.Ordinal)))
        {
            return null;
        }

        var target = string.Join('/', parts);
        var anchor = rest.Contains('#', StringComparison.Ordinal) ? rest[(rest.IndexOf('#', StringComparison.Ordinal) + 1)..] : "";
        if (Pages.TryGetValue(target, out var page))
        {
            return anchor.Length == 0 ? page : $"{page}#{AnchorPrefix}{Escaped(anchor)}";
        }

        if (Repository is null)
        {
            return null;
        }

        var file = string.Join('/', parts.Select(Uri.EscapeDataString));
        var view = path.EndsWith('/') || target.Length == 0 ? "tree" : "blob";
        return SafeAddress.Of($"{Repository}/{view}/{Commit}/{file}{(anchor.Length == 0 ? "" : "#" + Escaped(anchor))}");
    }

    private static string Escaped(string anchor) => Uri.EscapeDataString(Uri.UnescapeDataString(anchor));
}
