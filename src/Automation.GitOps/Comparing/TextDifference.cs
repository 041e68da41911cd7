namespace Automation.GitOps.Comparing;

/// <summary>A line of a comparison.</summary>
/// <param name="Mark">
/// <c>' '</c> for both sides, <c>'-'</c> for the old one, <c>'+'</c> for the new one, <c>'@'</c> where equal lines are left out.
/// </param>
/// <param name="Text">The line.</param>
public readonly record struct DifferenceLine(char Mark, string Text);

/// <summary>Compares texts by lines: the shortest script of changes (Myers, "An O(ND) difference algorithm", 1986), in bounds.</summary>
public static class TextDifference
{
    // Beyond this, the middle counts as replaced: the square of it is what the search may cost.
    private const int MostEdits = 2_000;

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
        if (Trace(before, after) is not { } trace)
        {
            return [.. before.Select(l => new DifferenceLine('-', l)), .. after.Select(l => new DifferenceLine('+', l))];
        }

        // Backwards from the end to the beginning.
        var lines = new List<DifferenceLine>();
        var (x, y) = (before.Length, after.Length);
        for (var edits = trace.Count - 1; edits >= 0; edits--)
        {
            var reached = trace[edits];
            var diagonal = x - y;
            var isInsertion = diagonal == -edits || (diagonal != edits && Reached(reached, diagonal - 1) < Reached(reached, diagonal + 1));
            var previous = isInsertion ? diagonal + 1 : diagonal - 1;
            var fromX = edits == 0 ? 0 : Reached(reached, previous);
            var fromY = edits == 0 ? 0 : fromX - previous;
            var (startX, startY) = edits == 0 ? (0, 0) : isInsertion ? (fromX, fromY + 1) : (fromX + 1, fromY);
            for (; x > startX && y > startY; (x, y) = (x - 1, y - 1))
            {
                lines.Add(new DifferenceLine(' ', before[x - 1]));
            }

            if (edits > 0)
            {
                lines.Add(isInsertion ? new DifferenceLine('+', after[y - 1]) : new DifferenceLine('-', before[x - 1]));
                (x, y) = (fromX, fromY);
            }
        }

        lines.Reverse();
        return lines;

        static int Reached(int[] reached, int diagonal) => reached[diagonal + (reached.Length / 2)];
    }

    // What each number of edits reaches, by diagonal; null if it takes too many.
    private static List<int[]>? Trace(string[] before, string[] after)
    {
        var most = Math.Min(before.Length + after.Length, MostEdits);
        var trace = new List<int[]>();
        var reached = new int[3];
        for (var edits = 0; edits <= most; edits++)
        {
            // Space for the diagonals of the next step.
            var next = new int[(2 * (edits + 2)) + 1];
            Array.Copy(reached, 0, next, (next.Length - reached.Length) / 2, reached.Length);
            trace.Add((int[])next.Clone());
            var middle = next.Length / 2;
            for (var diagonal = -edits; diagonal <= edits; diagonal += 2)
            {
                var x = edits == 0 ? 0
                    : diagonal == -edits || (diagonal != edits && next[middle + diagonal - 1] < next[middle + diagonal + 1]) ? next[middle + diagonal + 1]
                    : next[middle + diagonal - 1] + 1;
                var y = x - diagonal;
                while (x < before.Length && y < after.Length && before[x] == after[y])
                {
                    (x, y) = (x + 1, y + 1);
                }

                next[middle + diagonal] = x;
                if (x >= before.Length && y >= after.Length)
                {
                    return trace;
                }
            }

            reached = next;
        }

        return null;
    }
}
