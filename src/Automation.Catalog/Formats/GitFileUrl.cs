namespace Automation.Catalog.Formats;

/// <summary>A URL that names a file of a repository on a forge.</summary>
/// <param name="Host">The forge.</param>
/// <param name="Repository">Owner (groups included) and repository.</param>
/// <param name="Path">The file's path from the root of the repository.</param>
internal sealed record GitFileUrl(string Host, string Repository, string Path)
{
    // What stands between the repository and the revision, on the forges that git-url-parse knows.
    private static readonly string[] FileMarkers = ["raw", "src", "blob", "tree", "edit"];

    // Where the repository's name ends, in the order in which git-url-parse looks.
    private static readonly string[] NameEnds = ["issues", "tree", "commit", "src", "raw", "edit"];

    /// <summary>Reads a URL as <c>git-url-parse</c> does, which decides for Backstage whether two files share a repository; null where it names no such file.</summary>
    public static GitFileUrl? Parse(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var parsed) || parsed.Scheme is not ("http" or "https"))
        {
            return null;
        }

        var segments = Uri.UnescapeDataString(parsed.AbsolutePath).Trim('/').Split('/');
        return parsed.Host is "dev.azure.com" ? OnAzure(parsed, segments) : OnForge(parsed, segments);
    }

    private static GitFileUrl? OnForge(Uri url, string[] segments)
    {
        var name = NameIndex(segments);
        var marker = name + 1 < segments.Length && segments[name + 1] == "-" ? name + 2 : name + 1;
        return name >= 1 && marker + 2 < segments.Length && FileMarkers.Contains(segments[marker], StringComparer.Ordinal)
            ? new GitFileUrl(url.Host, string.Join('/', segments[..(name + 1)]), string.Join('/', segments[(marker + 2)..]))
            : null;
    }

    private static GitFileUrl? OnAzure(Uri url, string[] segments)
    {
        var path = url.Query.TrimStart('?').Split('&').FirstOrDefault(p => p.StartsWith("path=", StringComparison.Ordinal))?["path=".Length..].TrimStart('/');
        return segments.Length >= 3 && !string.IsNullOrEmpty(path) ? new GitFileUrl(url.Host, string.Join('/', segments), path) : null;
    }

    private static int NameIndex(string[] segments)
    {
        int Find(string marker) => segments.Length <= 2 ? -1 : Array.IndexOf(segments, marker, 2);

        var (dash, blob, tree) = (Find("-"), Find("blob"), Find("tree"));
        if (dash > 0)
        {
            return dash - 1;
        }

        if (blob > 0)
        {
            return tree > 0 ? Math.Min(blob, tree) - 1 : blob - 1;
        }

        return NameEnds.Select(Find).FirstOrDefault(i => i > 0, segments.Length) - 1;
    }
}
