using System.Text;
using Automation.Core.Text;

namespace Automation.Templates.Updating;

/// <summary>Merges two versions of a text line by line. Lines that both changed in different ways, or next to each other, are a conflict.</summary>
public static class LineMerge
{
    /// <summary>The merged text, or where it has conflicts.</summary>
    /// <param name="base">The version that both come from.</param>
    /// <param name="ours">One version.</param>
    /// <param name="theirs">The other version.</param>
    public static MergedLines Of(string @base, string ours, string theirs)
    {
        var (b, o, t) = (Lines(@base), Lines(ours), Lines(theirs));
        if (LineDifference.Of(b, o) is not { } inOurs || LineDifference.Of(b, t) is not { } inTheirs)
        {
            return new MergedLines(null, []);
        }

        var (result, conflicts) = (new StringBuilder(), new List<LineConflict>());
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
            var part = new LineConflict(oAt + 1, Part(b, bAt, next), Part(o, oAt, oNext), Part(t, tAt, tNext));
            if (Chosen(part) is { } chosen)
            {
                result.Append(chosen);
            }
            else
            {
                conflicts.Add(part);
            }

            (bAt, oAt, tAt) = (next, oNext, tNext);
        }

        return new MergedLines(conflicts.Count == 0 ? result.ToString() : null, conflicts);
    }

    private static string? Chosen(LineConflict part) =>
        part.Ours == part.Theirs || part.Theirs == part.Base ? part.Ours : part.Ours == part.Base ? part.Theirs : null;

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

/// <summary>The result of a merge by line.</summary>
/// <param name="Text">The merged text; null if it has a conflict, or where too much differs.</param>
/// <param name="Conflicts">The conflicts; none if too much differs.</param>
public sealed record MergedLines(string? Text, IReadOnlyList<LineConflict> Conflicts);

/// <summary>Lines that both sides changed in different ways.</summary>
/// <param name="Line">The number of the first line in our version.</param>
/// <param name="Base">The lines that both come from.</param>
/// <param name="Ours">Our lines.</param>
/// <param name="Theirs">The other lines.</param>
public sealed record LineConflict(int Line, string Base, string Ours, string Theirs);
