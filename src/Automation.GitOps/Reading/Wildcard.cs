namespace Automation.GitOps.Reading;

/// <summary>
/// The patterns of an AppProject: <c>*</c> up to the next separator, <c>**</c> across separators, <c>?</c>, and a leading <c>!</c> that denies.
/// </summary>
internal static class Wildcard
{
    /// <param name="pattern">The pattern, without <c>!</c>.</param>
    /// <param name="separator">What <c>*</c> does not match; null for nothing.</param>
    public static bool Matches(string pattern, string text, char? separator)
    {
        // The places of the last star, to which a mismatch returns: linear in pattern times text.
        var (p, t, star, mark, crosses) = (0, 0, -1, 0, false);
        while (t < text.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                crosses = separator is null || (p + 1 < pattern.Length && pattern[p + 1] == '*');
                while (p < pattern.Length && pattern[p] == '*')
                {
                    p++;
                }

                (star, mark) = (p, t);
            }
            else if (p < pattern.Length && (pattern[p] == text[t] || (pattern[p] == '?' && text[t] != separator)))
            {
                (p, t) = (p + 1, t + 1);
            }
            else if (star >= 0 && (crosses || text[mark] != separator))
            {
                (p, t, mark) = (star, mark + 1, mark + 1);
            }
            else
            {
                return false;
            }
        }

        return pattern.AsSpan(p).TrimStart('*').IsEmpty;
    }

    /// <summary>Whether a pattern of a destination matches: one that denies matches everything else.</summary>
    public static bool MatchesOrDenies(string pattern, string text) =>
        pattern.StartsWith('!') ? !Matches(pattern[1..], text, null) : Matches(pattern, text, null);

    public static bool Denies(string? pattern, string text) => pattern is ['!', .. var denied] && Matches(denied, text, null);
}
