namespace Automation.Testing.GitHub.Git;

/// <summary>Merges two trees file by file: what only one side changed is taken, what both changed differently is a conflict.</summary>
internal static class GitMerge
{
    /// <summary>The merged tree; null where there is a conflict.</summary>
    public static string? Tree(GitObjects objects, string? ancestor, string ours, string theirs)
    {
        // One side alone has changed: a tree bomb among it is taken as it is.
        if (ancestor == ours || ancestor == theirs)
        {
            return ancestor == ours ? theirs : ours;
        }

        var was = ancestor is null ? [] : GitTree.Flatten(objects, ancestor);
        var left = GitTree.Flatten(objects, ours);
        var right = GitTree.Flatten(objects, theirs);
        var merged = new SortedDictionary<string, GitTreeEntry>(StringComparer.Ordinal);
        foreach (var path in was.Keys.Concat(left.Keys).Concat(right.Keys).Distinct(StringComparer.Ordinal))
        {
            var (a, l, r) = (was.GetValueOrDefault(path), left.GetValueOrDefault(path), right.GetValueOrDefault(path));
            if (l != r && l != a && r != a)
            {
                return null;
            }

            if ((l == a ? r : l) is { } file)
            {
                merged[path] = file;
            }
        }

        return GitTree.Build(objects, merged);
    }
}
