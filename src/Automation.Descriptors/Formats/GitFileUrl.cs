namespace Automation.Descriptors.Formats;

/// <summary>
/// A URL that names a file of a repository on a forge, as <c>git-url-parse</c> 15 reads it, which decides for Backstage whether two files share a repository.
/// </summary>
/// <param name="Repository">Owner (groups included) and repository.</param>
public sealed record GitFileUrl(string Host, string Repository)
{
    /// <summary>Whether it names a file, not a repository's page or something attached to a repository.</summary>
    public bool IsFile { get; init; } = true;

    /// <summary>Whether it is ambiguous: a server could read a different repository in it.</summary>
    public bool IsAmbiguous => Repository.Contains('%', StringComparison.Ordinal) || Repository.Split('/').Contains("..", StringComparer.Ordinal);

    /// <summary>The file's path from the root of the repository, if the URL has GitHub's form; otherwise empty.</summary>
    public string Path { get; init; } = "";

    /// <summary>The revision before it, up to the first slash: if a branch has one in its name, the rest of the name counts as part of the path.</summary>
    public string Revision { get; init; } = "";

    /// <summary>Revisions that mean the one under check, whatever the name of its branch.</summary>
    public static IReadOnlyList<string> DefaultBranches { get; } = ["main", "master", "HEAD"];

    // The maximum length that the library reads.
    private const int LongestUrl = 2048;

    // The part between the repository and the revision, on known forges.
    private static readonly string[] FileMarkers = ["raw", "src", "blob", "tree", "edit"];

    // The markers that end the repository's name, in search order.
    private static readonly string[] NameEnds = ["issues", "tree", "commit", "src", "raw", "edit"];

    /// <summary>The repository of the file that a URL refers to; null if it does not refer to a file.</summary>
    public static GitFileUrl? Parse(WebUrl url) => ParseAny(url) is { IsFile: true } file ? file : null;

    /// <summary>The repository a URL seems to name, with a file of it or without; null if it has none.</summary>
    public static GitFileUrl? ParseAny(WebUrl url)
    {
        if (url.Path.Length > LongestUrl || UrlPath.Decode(WithoutEnds(url.Path)) is not { Length: > 0 } path)
        {
            return null;
        }

        var host = url.Host ?? "";
        var segments = path.Split('/');
        var file = SourceOf(host) switch
        {
            "visualstudio.com" => null,
            "dev.azure.com" or "azure.com" => OnAzure(url, segments),
            _ => OnForge(host, segments),
        };
        return OnBitbucketServer(url, file) ?? file;
    }

    private static GitFileUrl? OnForge(string host, string[] segments)
    {
        var name = NameIndex(segments);
        var marker = name + 1 < segments.Length && segments[name + 1] == "-" ? name + 2 : name + 1;
        var isFile = marker + 2 < segments.Length && FileMarkers.Contains(segments[marker], StringComparer.Ordinal) && segments[(marker + 2)..] is not [""];
        var owner = string.Join('/', segments[..Math.Max(name, 0)]);
        return owner.Length == 0 || segments[name].Length == 0 ? null
            : isFile ? new GitFileUrl(host, $"{WithoutScm(owner)}/{segments[name]}")
            {
                Path = string.Join('/', segments[(marker + 2)..]),
                Revision = segments[marker + 1],
            }
            : new GitFileUrl(host, $"{WithoutScm(owner)}/{segments[name]}") { IsFile = false };
    }

    private static GitFileUrl? OnAzure(WebUrl url, string[] segments)
    {
        if (Parameter(url.Query, "path") is not { Length: > 0 } || url.Host == "ssh.dev.azure.com")
        {
            return null;
        }

        var (owner, name, repository) = segments switch
        {
            [_, var project, _, _, var last] => (project, last, $"_git/{last}"),
            ["DefaultCollection", _, var last] => (last, last, $"DefaultCollection/_git/{last}"),
            [var project, _, var last] => (project, last, $"{project}/_git/{last}"),
            [var organization, var project, _, var last] => (project, last, $"{organization}/{project}/_git/{last}"),
            _ => ("", "", ""),
        };
        return owner.Length > 0 && name.Length > 0 ? new GitFileUrl(url.Host!, repository) : null;
    }

    // (projects|users)/OWNER/repos/NAME, anywhere in the path; 'raw' or 'browse' and the file come after it.
    private static GitFileUrl? OnBitbucketServer(WebUrl url, GitFileUrl? otherwise)
    {
        var start = FirstOf(url.Path, "projects/", "users/");
        var ownerStart = start < 0 ? -1 : url.Path.IndexOf('/', start) + 1;
        var repos = start < 0 ? -1 : url.Path.IndexOf("/repos/", ownerStart, StringComparison.Ordinal);
        if (repos < 0)
        {
            return null;
        }

        var owner = (url.Path[start] == 'u' ? "~" : "") + url.Path[ownerStart..repos];
        var rest = url.Path[(repos + "/repos/".Length)..].Split('/');
        var isFile = rest is [_, "raw" or "browse", _, ..] ? rest is not [_, _, ""] : otherwise is { IsFile: true };
        return owner.Length > 0 && rest[0].Length > 0 ? new GitFileUrl(url.Host ?? "", $"{owner}/{rest[0]}") { IsFile = isFile } : null;
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

    private static string SourceOf(string host) => host.Split('.') is { Length: > 2 } parts ? string.Join('.', parts[1..]) : host;

    private static string WithoutEnds(string path)
    {
        path = path.StartsWith('/') ? path[1..] : path;
        path = path.EndsWith('/') ? path[..^1] : path;
        return path.EndsWith(".git", StringComparison.Ordinal) ? path[..^4] : path;
    }

    private static string WithoutScm(string owner) => owner.StartsWith("scm/", StringComparison.Ordinal) ? owner[4..] : owner;

    private static string? Parameter(string query, string name) =>
        query.Split('&').Select(p => p.Split('=', 2)).LastOrDefault(p => p is [var key, _] && key == name)?[1].Replace(
            "%2F", "/", StringComparison.OrdinalIgnoreCase)
            .TrimStart('/');

    private static int FirstOf(string text, string one, string other)
    {
        var (first, second) = (text.IndexOf(one, StringComparison.Ordinal), text.IndexOf(other, StringComparison.Ordinal));
        return first < 0 ? second : second < 0 ? first : Math.Min(first, second);
    }
}
