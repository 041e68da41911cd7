using System.Text;

namespace Automation.Templates.Updating;

/// <summary>Merges two versions of a text line by line. Lines that both changed in different ways, or next to each other, are a conflict.</summary>
internal static class LineMerge
{
    /// <summary>The merged text; null where it has a conflict.</summary>
    /// <param name="base">The version that both come from.</param>
    /// <param name="ours">One version.</param>
    /// <param name="theirs">The other version.</param>
    public static string? Of(string @base, string ours, string theirs)
    {
        var (b, o, t) = (Lines(@base), Lines(ours), Lines(theirs));
        if (LineDifference.Of(b, o) is not { } inOurs || LineDifference.Of(b, t) is not { } inTheirs)
        {
            return null;
        }

        var result = new StringBuilder();
        var (bAt, oAt, tAt) = (0, 0, 0);
        while (bAt < b.Count || oAt < o.Count || tAt < t.Count)
        {
            if (bAt < b.Count && inOurs[bAt] == oAt && inTheirs[bAt] == tAt)
            {
                result.Append(b[bAt]);
                (bAt, oAt, tAt) = (bAt + 1, oAt + 1, tAt + 1);
                continue;
            }

            // Up to the next line that all three have.
            var next = bAt;
            while (next < b.Count && (inOurs[next] < oAt || inTheirs[next] < tAt))
            {
                next++;
            }

            var (oNext, tNext) = next < b.Count ? (inOurs[next], inTheirs[next]) : (o.Count, t.Count);
            if (Chosen(Part(b, bAt, next), Part(o, oAt, oNext), Part(t, tAt, tNext)) is not { } chosen)
            {
                return null;
            }

            result.Append(chosen);
            (bAt, oAt, tAt) = (next, oNext, tNext);
        }

        return result.ToString();
    }

    private static string? Chosen(string @base, string ours, string theirs) =>
        ours == theirs || theirs == @base ? ours : ours == @base ? theirs : null;

    private static string Part(List<string> lines, int start, int end) => string.Concat(lines.Skip(start).Take(end - start));

    // Each with its line end.
    private static List<string> Lines(string text)
    {
        var lines = new List<string>();
        for (var start = 0; start < text.Length;)
        {
            var end = text.IndexOf('\n', start) is >= 0 and var found ? found + 1 : text.Length;
            lines.Add(text[start..end]);
            start = end;
        }

        return lines;
    }
}
