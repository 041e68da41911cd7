namespace Automation.Core.Text;

/// <summary>
/// A path pattern as configuration writes it: <c>*</c> and <c>?</c> within a segment, <c>**</c> for any number of segments,
/// <c>{a,b}</c> for alternatives. Matches whole paths with <c>/</c>, by ordinal comparison, in time linear in pattern times path.
/// </summary>
public sealed class Glob
{
    private const int MostAlternatives = 64;

    private readonly Alternative[] _alternatives;

    /// <summary>Compiles a pattern. More than 64 alternatives are cut off; braces after the 64th pair are ordinary characters.</summary>
    public Glob(string pattern)
    {
        Pattern = pattern;
        _alternatives = [.. Expand(pattern.TrimStart('/'), MostAlternatives).Take(MostAlternatives).Select(p => new Alternative(p))];
    }

    public string Pattern { get; }

    public bool Matches(string path)
    {
        string[]? segments = null;
        foreach (var alternative in _alternatives)
        {
            if (path.EndsWith(alternative.Ending, StringComparison.Ordinal) && MatchesSegments(alternative.Segments, segments ??= path.Split('/')))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether one of the patterns matches. Called for every path of a repository, several times in a check: a loop does not allocate.</summary>
    public static bool AnyMatches(IReadOnlyList<Glob> patterns, string path)
    {
        for (var i = 0; i < patterns.Count; i++)
        {
            if (patterns[i].Matches(path))
            {
                return true;
            }
        }

        return false;
    }

    /// <inheritdoc/>
    public override string ToString() => Pattern;

    // Greedy with one backtracking point: on a mismatch only the last ** must match one more segment.
    private static bool MatchesSegments(string[] pattern, string[] path)
    {
        var (p, s, starPattern, starPath) = (0, 0, -1, 0);
        while (s < path.Length)
        {
            if (p < pattern.Length && pattern[p] == "**")
            {
                (starPattern, starPath) = (p++, s);
            }
            else if (p < pattern.Length && MatchesSegment(pattern[p], path[s]))
            {
                p++;
                s++;
            }
            else if (starPattern >= 0)
            {
                p = starPattern + 1;
                s = ++starPath;
            }
            else
            {
                return false;
            }
        }

        return pattern.AsSpan(p).IndexOfAnyExcept("**") < 0;
    }

    private static bool MatchesSegment(string pattern, string segment)
    {
        var (p, s, starPattern, starSegment) = (0, 0, -1, 0);
        while (s < segment.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                (starPattern, starSegment) = (p++, s);
            }
            else if (p < pattern.Length && (pattern[p] == '?' || pattern[p] == segment[s]))
            {
                p++;
                s++;
            }
            else if (starPattern >= 0)
            {
                p = starPattern + 1;
                s = ++starSegment;
            }
            else
            {
                return false;
            }
        }

        return pattern.AsSpan(p).IndexOfAnyExcept('*') < 0;
    }

    private static IEnumerable<string> Expand(string pattern, int pairs)
    {
        var open = pattern.IndexOf('{', StringComparison.Ordinal);
        var close = open < 0 ? -1 : pattern.IndexOf('}', open);
        if (close < 0 || pairs == 0)
        {
            return [pattern];
        }

        return pattern[(open + 1)..close].Split(',')
            .Take(MostAlternatives)
            .SelectMany(choice => Expand(pattern[(close + 1)..], pairs - 1).Take(MostAlternatives).Select(rest => pattern[..open] + choice + rest));
    }

    private sealed class Alternative(string pattern)
    {
        public string[] Segments { get; } = pattern.Split('/');

        // The required end of a path, such as a file name: it excludes nearly all of the thousands of paths that a pattern is compared with.
        public string Ending { get; } = pattern[(pattern.LastIndexOfAny(['*', '?', '/']) + 1)..];
    }
}
