using System.Text;

namespace Automation.Testing.GitHub.Git;

/// <summary>One file that differs between two trees, as GitHub's <c>diff-entry</c> says it.</summary>
internal sealed record GitFileChange(string Status, string Path, string? PreviousPath, string Sha, int Additions, int Deletions, string? Patch);

/// <summary>What differs between two trees.</summary>
internal static class GitDiff
{
    private const int LargestShown = 64 << 10;

    /// <summary>The files that differ, in order of paths; moved files are found again where at least half of their lines stayed.</summary>
    public static IReadOnlyList<GitFileChange> Compare(GitObjects objects, string? before, string after)
    {
        // Every answer about a pull request counts its files: they are found once.
        if (!objects.Diffs.TryGetValue((before ?? "", after), out var changes))
        {
            changes = objects.Diffs[(before ?? "", after)] = Find(objects, before, after);
        }

        return changes;
    }

    private static List<GitFileChange> Find(GitObjects objects, string? before, string after)
    {
        var old = before is null ? [] : GitTree.Flatten(objects, before, GitTree.MostCompared);
        var @new = GitTree.Flatten(objects, after, GitTree.MostCompared);
        var added = @new.Keys.Where(p => !old.ContainsKey(p)).ToList();
        var removed = old.Keys.Where(p => !@new.ContainsKey(p)).ToList();
        var changes = new List<GitFileChange>();
        foreach (var path in added)
        {
            if (OriginOf(objects, @new[path], removed, old) is { } origin)
            {
                removed.Remove(origin);
                changes.Add(Change(objects, "renamed", path, origin, old[origin], @new[path]));
            }
            else
            {
                changes.Add(Change(objects, "added", path, null, null, @new[path]));
            }
        }

        changes.AddRange(removed.Select(path => Change(objects, "removed", path, null, old[path], null)));
        changes.AddRange(@new.Where(f => old.TryGetValue(f.Key, out var was) && (was.Sha != f.Value.Sha || was.Mode != f.Value.Mode))
            .Select(f => Change(objects, "modified", f.Key, null, old[f.Key], f.Value)));
        return [.. changes.OrderBy(c => c.Path, StringComparer.Ordinal)];
    }

    private static string? OriginOf(GitObjects objects, GitTreeEntry file, List<string> removed, SortedDictionary<string, GitTreeEntry> old) =>
        removed.FirstOrDefault(p => old[p].Sha == file.Sha) ?? removed.FirstOrDefault(p => AreAlike(LinesOf(objects, old[p]), LinesOf(objects, file)));

    private static bool AreAlike(string[] old, string[] @new)
    {
        if (old.Length == 0 || @new.Length == 0)
        {
            return false;
        }

        var remaining = old.GroupBy(l => l, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal);
        var same = @new.Count(l => remaining.TryGetValue(l, out var left) && left > 0 && (remaining[l] = left - 1) >= 0);
        return same * 2 >= Math.Max(old.Length, @new.Length);
    }

    private static GitFileChange Change(GitObjects objects, string status, string path, string? previous, GitTreeEntry? old, GitTreeEntry? @new)
    {
        // GitHub shows no patch of large files either.
        var (additions, deletions, patch) = IsLarge(objects, old) || IsLarge(objects, @new)
            ? (1, 0, null)
            : LineDiff.Of(LinesOf(objects, old), LinesOf(objects, @new));
        return new GitFileChange(status, path, previous, (@new ?? old)!.Sha, additions, deletions, patch);
    }

    private static bool IsLarge(GitObjects objects, GitTreeEntry? file) => file is not null && objects.Blob(file.Sha) is { Length: > LargestShown };

    private static string[] LinesOf(GitObjects objects, GitTreeEntry? file)
    {
        if (file is null || objects.Blob(file.Sha) is not { Length: > 0 } content || Array.IndexOf(content, (byte)0) >= 0)
        {
            return [];
        }

        var text = Encoding.UTF8.GetString(content);
        return (text.EndsWith('\n') ? text[..^1] : text).Split('\n');
    }
}
