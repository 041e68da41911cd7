using System.Text;

namespace Automation.Testing.GitHub.Git;

/// <summary>Lines added and removed, and the hunks that show them.</summary>
internal static class LineDiff
{
    private const int Context = 3;

    // Beyond this the middle counts as replaced: a table of both sides would not fit.
    private const int MostCompared = 2000;

    /// <summary>Compares two files line by line.</summary>
    public static (int Additions, int Deletions, string? Patch) Of(string[] old, string[] @new)
    {
        var lines = Lines(old, @new);
        var patch = Hunks(lines);
        return (lines.Count(l => l.Sign == '+'), lines.Count(l => l.Sign == '-'), patch.Length == 0 ? null : patch);
    }

    private static List<(char Sign, string Text)> Lines(string[] old, string[] @new)
    {
        var start = 0;
        while (start < old.Length && start < @new.Length && old[start] == @new[start])
        {
            start++;
        }

        var end = 0;
        while (end < old.Length - start && end < @new.Length - start && old[^(end + 1)] == @new[^(end + 1)])
        {
            end++;
        }

        var lines = old.Take(start).Select(l => (' ', l)).ToList();
        Middle(old[start..^end], @new[start..^end], lines);
        lines.AddRange(old[(old.Length - end)..].Select(l => (' ', l)));
        return lines;
    }

    private static void Middle(string[] old, string[] @new, List<(char Sign, string Text)> lines)
    {
        if (old.Length > MostCompared || @new.Length > MostCompared)
        {
            lines.AddRange(old.Select(l => ('-', l)));
            lines.AddRange(@new.Select(l => ('+', l)));
            return;
        }

        // The longest common subsequence, from the end.
        var longest = new int[old.Length + 1, @new.Length + 1];
        for (var i = old.Length - 1; i >= 0; i--)
        {
            for (var j = @new.Length - 1; j >= 0; j--)
            {
                longest[i, j] = old[i] == @new[j] ? longest[i + 1, j + 1] + 1 : Math.Max(longest[i + 1, j], longest[i, j + 1]);
            }
        }

        for (int i = 0, j = 0; i < old.Length || j < @new.Length;)
        {
            if (i < old.Length && j < @new.Length && old[i] == @new[j])
            {
                lines.Add((' ', old[i++]));
                j++;
            }
            else if (i < old.Length && (j == @new.Length || longest[i + 1, j] >= longest[i, j + 1]))
            {
                lines.Add(('-', old[i++]));
            }
            else
            {
                lines.Add(('+', @new[j++]));
            }
        }
    }

    private static string Hunks(List<(char Sign, string Text)> lines)
    {
        var patch = new StringBuilder();
        var (oldLine, newLine) = (1, 1);
        for (var at = 0; at < lines.Count;)
        {
            if (Next(lines, at) is not { } change)
            {
                break;
            }

            var from = Math.Max(at, change - Context);
            var to = change;
            while (Next(lines, to + 1) is { } further && further - to <= 2 * Context)
            {
                to = further;
            }

            to = Math.Min(lines.Count - 1, to + Context);
            oldLine += from - at;
            newLine += from - at;
            var hunk = lines[from..(to + 1)];
            var (oldCount, newCount) = (hunk.Count(l => l.Sign != '+'), hunk.Count(l => l.Sign != '-'));
            patch.Append(patch.Length == 0 ? "" : "\n")
                .Append($"@@ -{(oldCount == 0 ? oldLine - 1 : oldLine)},{oldCount} +{(newCount == 0 ? newLine - 1 : newLine)},{newCount} @@");
            foreach (var (sign, text) in hunk)
            {
                patch.Append('\n').Append(sign).Append(text);
            }

            (oldLine, newLine, at) = (oldLine + oldCount, newLine + newCount, to + 1);
        }

        return patch.ToString();
    }

    private static int? Next(List<(char Sign, string Text)> lines, int at)
    {
        for (; at < lines.Count; at++)
        {
            if (lines[at].Sign != ' ')
            {
                return at;
            }
        }

        return null;
    }
}
