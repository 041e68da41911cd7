namespace Automation.Git.Objects;

/// <summary>The entries in which two folders differ.</summary>
internal static class DifferingLines
{
    /// <summary>By name: the entry before, and the one now.</summary>
    /// <exception cref="RepositoryException">A folder is damaged.</exception>
    public static Dictionary<string, OldAndNew> Between(ReadOnlySpan<byte> old, ReadOnlySpan<byte> now)
    {
        var differing = new Dictionary<string, OldAndNew>(StringComparer.Ordinal);
        while (!old.IsEmpty && !now.IsEmpty)
        {
            var oldLine = TreeLine.First(old);
            var nowLine = TreeLine.First(now);
            if (oldLine.All.SequenceEqual(nowLine.All))
            {
                old = old[oldLine.All.Length..];
                now = now[nowLine.All.Length..];
                continue;
            }

            // Both are in git's order, so that the lower of the two is missing on the other side. A broken folder may be in none, or name
            // something twice; the rest is therefore paired by name.
            var order = oldLine.CompareTo(nowLine);
            if (order <= 0)
            {
                Of(differing, oldLine).Old = DifferingLine.Of(oldLine);
                old = old[oldLine.All.Length..];
            }

            if (order >= 0)
            {
                Of(differing, nowLine).Now = DifferingLine.Of(nowLine);
                now = now[nowLine.All.Length..];
            }
        }

        for (; !old.IsEmpty; old = old[TreeLine.First(old).All.Length..])
        {
            Of(differing, TreeLine.First(old)).Old = DifferingLine.Of(TreeLine.First(old));
        }

        for (; !now.IsEmpty; now = now[TreeLine.First(now).All.Length..])
        {
            Of(differing, TreeLine.First(now)).Now = DifferingLine.Of(TreeLine.First(now));
        }

        return differing;
    }

    private static OldAndNew Of(Dictionary<string, OldAndNew> differing, TreeLine line)
    {
        var name = line.Name;
        if (!differing.TryGetValue(name, out var pair))
        {
            differing.Add(name, pair = new OldAndNew());
        }

        return pair;
    }
}

/// <summary>The old and the new value of a name.</summary>
internal sealed class OldAndNew
{
    /// <summary>The entry before; null if there was none.</summary>
    public DifferingLine? Old { get; set; }

    /// <summary>The entry now; null if there is none.</summary>
    public DifferingLine? Now { get; set; }
}
