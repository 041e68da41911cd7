using Automation.Core.Text;

namespace Automation.GitOps.Comparing;

/// <summary>A line of a comparison.</summary>
/// <param name="Mark">
/// <c>' '</c> for both sides, <c>'-'</c> for the old one, <c>'+'</c> for the new one, <c>'@'</c> where equal lines are left out.
/// </param>
/// <param name="Text">The line.</param>
public readonly record struct DifferenceLine(char Mark, string Text);

/// <summary>Compares texts by lines: the shortest script of changes. Where too much differs, the middle counts as replaced.</summary>
public static class TextDifference
{
    // The default of diff and git.
    private const int Context = 3;

    /// <summary>The changes of a script, with some equal lines around each.</summary>
    public static IReadOnlyList<DifferenceLine> Shortened(IReadOnlyList<DifferenceLine> script)
    {
        var (lines, lastShown) = (new List<DifferenceLine>(), -1);
        for (var i = 0; i < script.Count; i++)
        {
            var isNear = false;
            for (var j = Math.Max(0, i - Context); j <= Math.Min(script.Count - 1, i + Context) && !isNear; j++)
            {
                isNear = script[j].Mark != ' ';
            }

            if (isNear)
            {
                if (i > lastShown + 1)
                {
                    lines.Add(new DifferenceLine('@', ""));
                }

                lines.Add(script[i]);
                lastShown = i;
            }
        }

        return lines;
    }

    /// <summary>All lines of both sides in order.</summary>
    public static IReadOnlyList<DifferenceLine> Script(IReadOnlyList<string> before, IReadOnlyList<string> after)
    {
        var (start, endBefore, endAfter) = (0, before.Count, after.Count);
        while (start < endBefore && start < endAfter && before[start] == after[start])
        {
            start++;
        }

        while (endBefore > start && endAfter > start && before[endBefore - 1] == after[endAfter - 1])
        {
            (endBefore, endAfter) = (endBefore - 1, endAfter - 1);
        }

        var script = new List<DifferenceLine>(before.Count + after.Count);
        script.AddRange(before.Take(start).Select(l => new DifferenceLine(' ', l)));
        script.AddRange(Middle([.. before.Skip(start).Take(endBefore - start)], [.. after.Skip(start).Take(endAfter - start)]));
        script.AddRange(before.Skip(endBefore).Select(l => new DifferenceLine(' ', l)));
        return script;
    }

    private static List<DifferenceLine> Middle(string[] before, string[] after)
    {
        if (LineDifference.Of(before, after) is not { } matches)
        {
            return [.. before.Select(l => new DifferenceLine('-', l)), .. after.Select(l => new DifferenceLine('+', l))];
        }

        var (lines, next) = (new List<DifferenceLine>(), 0);
        for (var i = 0; i < before.Length; i++)
        {
            if (matches[i] < 0)
            {
                lines.Add(new DifferenceLine('-', before[i]));
                continue;
            }

            AddUpTo(matches[i]);
            lines.Add(new DifferenceLine(' ', before[i]));
            next++;
        }

        AddUpTo(after.Length);
        return lines;

        void AddUpTo(int end)
        {
            for (; next < end; next++)
            {
                lines.Add(new DifferenceLine('+', after[next]));
            }
        }
    }
}
