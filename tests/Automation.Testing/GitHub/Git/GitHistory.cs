namespace Automation.Testing.GitHub.Git;

/// <summary>Questions about which commit comes after which.</summary>
internal static class GitHistory
{
    /// <summary>A commit and everything before it.</summary>
    public static HashSet<string> Reachable(GitObjects objects, string from)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>([from]);
        while (open.TryPop(out var sha))
        {
            if (objects.Commit(sha) is { } commit && seen.Add(sha))
            {
                foreach (var parent in commit.Parents)
                {
                    open.Push(parent);
                }
            }
        }

        return seen;
    }

    /// <summary>Whether the second comes after the first, or is the same.</summary>
    public static bool IsFastForward(GitObjects objects, string from, string to) => Reachable(objects, to).Contains(from);

    /// <summary>The best commit that two share; null where they share none.</summary>
    public static string? MergeBase(GitObjects objects, string left, string right)
    {
        var common = Reachable(objects, left);
        common.IntersectWith(Reachable(objects, right));
        var beforeOthers = common.SelectMany(c => objects.Commit(c)!.Parents).ToHashSet(StringComparer.Ordinal);
        return common.Where(c => !beforeOthers.Contains(c))
            .OrderByDescending(c => objects.Commit(c)!.Committer.When)
            .ThenBy(c => c, StringComparer.Ordinal)
            .FirstOrDefault();
    }

    /// <summary>What is reachable from one and not from the other, oldest first.</summary>
    public static IReadOnlyList<string> Between(GitObjects objects, string? without, string from)
    {
        var excluded = without is null ? [] : Reachable(objects, without);
        var ordered = new List<string>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<(string Sha, bool IsDone)>([(from, false)]);
        while (open.TryPop(out var next))
        {
            if (next.IsDone)
            {
                ordered.Add(next.Sha);
            }
            else if (!excluded.Contains(next.Sha) && objects.Commit(next.Sha) is { } commit && seen.Add(next.Sha))
            {
                open.Push((next.Sha, true));
                foreach (var parent in commit.Parents.Reverse())
                {
                    open.Push((parent, false));
                }
            }
        }

        return ordered;
    }
}
