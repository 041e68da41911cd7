namespace Automation.Core.Text;

/// <summary>Finds the known word that was probably meant by a misspelt one.</summary>
public static class DidYouMean
{
    private const int LongestWord = 80;

    /// <summary>The closest candidate, or null if none is close enough or two are equally close.</summary>
    /// <remarks>Closeness is the Damerau-Levenshtein distance (optimal string alignment), ignoring case; at most a third of the word may differ.</remarks>
    /// <param name="candidates">The known words.</param>
    /// <param name="mostEdits">The maximum number of letters that may differ, for any length.</param>
    public static string? Closest(string word, IEnumerable<string> candidates, int mostEdits = LongestWord)
    {
        // What a template expression becomes is not known here.
        if (word.Length is 0 or > LongestWord || TemplateExpression.IsIn(word))
        {
            return null;
        }

        var limit = Math.Min(mostEdits, Math.Max(1, word.Length / 3));
        var (best, bestDistance, tied) = ((string?)null, limit + 1, false);
        foreach (var candidate in candidates)
        {
            if (Math.Abs(candidate.Length - word.Length) > limit || candidate.Length > LongestWord)
            {
                continue;
            }

            var distance = Distance(word, candidate);
            if (distance < bestDistance)
            {
                (best, bestDistance, tied) = (candidate, distance, false);
            }
            else if (distance == bestDistance && !string.Equals(candidate, best, StringComparison.Ordinal))
            {
                tied = true;
            }
        }

        return tied ? null : best;
    }

    /// <summary>
    /// Whether two names differ by a typing mistake, and not intentionally: by a number (<c>db-1</c>, <c>db-2</c>) or a letter by itself
    /// (<c>team-a</c>, <c>team-b</c>).
    /// </summary>
    public static bool IsSlip(string written, string meant)
    {
        var start = written.AsSpan().CommonPrefixLength(meant);
        var end = 0;
        while (end < Math.Min(written.Length, meant.Length) - start && written[^(end + 1)] == meant[^(end + 1)])
        {
            end++;
        }

        return !written.AsSpan()[start..^end].ContainsAnyInRange('0', '9') && !meant.AsSpan()[start..^end].ContainsAnyInRange('0', '9')
            && !IsLoneLetter(meant, start, meant.Length - end - start);
    }

    private static bool IsLoneLetter(string name, int start, int length) =>
        length == 1 && (start == 0 || !char.IsAsciiLetter(name[start - 1])) && (start + 1 == name.Length || !char.IsAsciiLetter(name[start + 1]));

    private static int Distance(string left, string right)
    {
        Span<int> beforeLast = stackalloc int[right.Length + 1];
        Span<int> last = stackalloc int[right.Length + 1];
        Span<int> current = stackalloc int[right.Length + 1];
        for (var j = 0; j <= right.Length; j++)
        {
            last[j] = j;
        }

        for (var i = 1; i <= left.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var cost = Same(left[i - 1], right[j - 1]) ? 0 : 1;
                current[j] = Math.Min(Math.Min(current[j - 1], last[j]) + 1, last[j - 1] + cost);
                if (i > 1 && j > 1 && Same(left[i - 1], right[j - 2]) && Same(left[i - 2], right[j - 1]))
                {
                    current[j] = Math.Min(current[j], beforeLast[j - 2] + 1);
                }
            }

            last.CopyTo(beforeLast);
            current.CopyTo(last);
        }

        return last[right.Length];
    }

    private static bool Same(char left, char right) => char.ToLowerInvariant(left) == char.ToLowerInvariant(right);
}
