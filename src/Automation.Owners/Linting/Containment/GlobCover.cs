using Automation.Owners.Patterns;

namespace Automation.Owners.Linting.Containment;

/// <summary>Whether one glob matches everything that another matches. False can also mean that the answer would take too long to compute.</summary>
internal static class GlobCover
{
    private const int MostElements = 100;

    /// <param name="q">The more general glob.</param>
    /// <param name="p">The more specific glob.</param>
    public static bool Covers(GlobElement[] q, GlobElement[] p)
    {
        if (q.Length > MostElements || p.Length > MostElements)
        {
            return false;
        }

        // Matches like a glob and a text, with the elements of the specific glob as letters: only a run matches a run.
        var (i, at, run, runAt) = (0, 0, -1, 0);
        while (at < p.Length)
        {
            if (i < q.Length && q[i].Kind == GlobElementKind.Run)
            {
                (run, runAt) = (i++, at);
            }
            else if (i < q.Length && Takes(q[i], p[at]))
            {
                i++;
                at++;
            }
            else if (run >= 0)
            {
                (i, at) = (run + 1, ++runAt);
            }
            else
            {
                return false;
            }
        }

        while (i < q.Length && q[i].Kind == GlobElementKind.Run)
        {
            i++;
        }

        return i == q.Length;
    }

    // Half of a surrogate pair is not a character: only the same half and wildcards match it.
    private static bool Takes(GlobElement wide, GlobElement narrow) => (wide.Kind, narrow.Kind) switch
    {
        (GlobElementKind.Character, GlobElementKind.Character) => wide.Character == narrow.Character,
        (GlobElementKind.Any, GlobElementKind.Character) => !char.IsSurrogate(narrow.Character),
        (GlobElementKind.Any, GlobElementKind.Any or GlobElementKind.Set) => true,
        (GlobElementKind.Set, GlobElementKind.Character) => !char.IsSurrogate(narrow.Character) && wide.Set!.Contains(narrow.Character),
        (GlobElementKind.Set, GlobElementKind.Set) => wide.Set == narrow.Set,
        _ => false,
    };
}
