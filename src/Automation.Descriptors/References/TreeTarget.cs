using Automation.Core.Trees;
using Automation.Descriptors.Formats;

namespace Automation.Descriptors.References;

/// <summary>The target of a path or URL in a descriptor.</summary>
public abstract record TreeTarget
{
    private TreeTarget()
    {
    }

    /// <summary>The target is a path in the repository under check.</summary>
    public sealed record Inside(string Path) : TreeTarget;

    /// <summary>The target is outside the repository: too many <c>..</c>.</summary>
    public sealed record Outside : TreeTarget;

    /// <summary>The target is in the repository under check, but at a branch or revision that may not be the one under check.</summary>
    public sealed record OtherRevision : TreeTarget;

    /// <summary>The target is elsewhere.</summary>
    public sealed record Elsewhere : TreeTarget;

    /// <summary>Resolves a text as Backstage does: a URL unchanged, <c>/x</c> from the root of the repository, anything else from the descriptor.</summary>
    public static TreeTarget Resolve(string text, string descriptorPath, RepositorySlug? repository, bool isPattern)
    {
        var trimmed = text.Trim();
        if (WebUrl.Parse(trimmed) is { } url)
        {
            return OfUrl(url, trimmed, repository);
        }

        // A browser's URL parser reads a backslash as a slash, and Backstage drops the query.
        var path = trimmed.Replace('\\', '/');
        var end = isPattern ? path.IndexOf('#', StringComparison.Ordinal) : path.AsSpan().IndexOfAny('?', '#');
        path = Uri.UnescapeDataString(end < 0 ? path : path[..end]);
        var folder = path.StartsWith('/') ? "" : descriptorPath[..(descriptorPath.LastIndexOf('/') + 1)];
        return Normalize(folder + path) is { } inside ? new Inside(inside) : new Outside();
    }

    private static TreeTarget OfUrl(WebUrl url, string text, RepositorySlug? repository)
    {
        if (repository is null || GitFileUrl.Parse(url) is not { } file
            || !file.Host.Equals(repository.Host, StringComparison.OrdinalIgnoreCase)
            || !file.Repository.Equals(repository.ToString(), StringComparison.OrdinalIgnoreCase))
        {
            return new Elsewhere();
        }

        return GitFileUrl.DefaultBranches.Any(b => Uri.UnescapeDataString(text).Contains($"/{b}/{file.Path}", StringComparison.Ordinal))
            && Normalize(file.Path) is { } path
            ? new Inside(path)
            : new OtherRevision();
    }

    private static string? Normalize(string path)
    {
        var kept = new List<string>();
        foreach (var segment in path.Split('/'))
        {
            if (segment == "..")
            {
                if (kept.Count == 0)
                {
                    return null;
                }

                kept.RemoveAt(kept.Count - 1);
            }
            else if (segment is not ("" or "."))
            {
                kept.Add(segment);
            }
        }

        return string.Join('/', kept);
    }
}
