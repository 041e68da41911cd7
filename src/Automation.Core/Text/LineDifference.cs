namespace Automation.Core.Text;

/// <summary>The lines that two texts have in common, in order (E. W. Myers, "An O(ND) Difference Algorithm and Its Variations", 1986).</summary>
public static class LineDifference
{
    // The square of it is what the search may cost.
    private const int MostDifferences = 2_000;

    /// <summary>The position in <paramref name="after"/> of each line of <paramref name="before"/>; -1 where it is gone. Null where too much differs.</summary>
    public static int[]? Of(IReadOnlyList<string> before, IReadOnlyList<string> after)
    {
        var trace = new List<int[]>();
        var (n, m) = (before.Count, after.Count);
        var most = Math.Min(n + m, MostDifferences);
        var furthest = new int[(2 * most) + 3];
        for (var d = 0; d <= most; d++)
        {
            trace.Add(furthest[(most + 1 - d)..(most + 2 + d)]);
            for (var k = -d; k <= d; k += 2)
            {
                var down = k == -d || (k != d && furthest[most + k] < furthest[most + k + 2]);
                var x = down ? furthest[most + k + 2] : furthest[most + k] + 1;
                while (x < n && x - k < m && before[x] == after[x - k])
                {
                    x++;
                }

                furthest[most + k + 1] = x;
                if (x >= n && x - k >= m)
                {
                    return Matches(before, after, trace);
                }
            }
        }

        return null;
    }

    private static int[] Matches(IReadOnlyList<string> before, IReadOnlyList<string> after, List<int[]> trace)
    {
        var matches = new int[before.Count];
        Array.Fill(matches, -1);
        var (x, y) = (before.Count, after.Count);
        for (var d = trace.Count - 1; d >= 0; d--)
        {
            // The part of the row from -d to d, before the step d.
            var row = trace[d];
            int At(int diagonal) => Math.Abs(diagonal) <= d ? row[diagonal + d] : -1;
            var k = x - y;
            var down = d > 0 && (k == -d || (k != d && At(k - 1) < At(k + 1)));
            var start = d == 0 ? 0 : down ? At(k + 1) : At(k - 1) + 1;
            while (x > start && x > 0 && y > 0)
            {
                x--;
                y--;
                matches[x] = y;
            }

            if (d > 0)
            {
                (x, y) = down ? (x, y - 1) : (x - 1, y);
            }
        }

        return matches;
    }
}
