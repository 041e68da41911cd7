namespace Automation.Portal.Searching;

/// <summary>
/// How well a text matches: 0 is best. First the whole of a name, title or alias, then their beginning, the beginning of a word, any part; the name before
/// the title before the ref and the aliases. <c>ranking.js</c> ranks the same.
/// </summary>
internal static class SearchRanking
{
    /// <summary>No match.</summary>
    public const int None = int.MaxValue;

    // After the ranks of one word.
    private const int SeveralWords = 16;

    // A match in a name beats any in the fields after the names, which are the longest.
    private const int LastName = 3, LastField = 5, BestOfOthers = 12;

    // By field: whole, beginning, word, part.
    private static ReadOnlySpan<byte> Ranks =>
    [
        0, 3, 6, 9, // name
        1, 4, 7, 10, // title
        2, 5, 8, 11, // ref
        2, 5, 8, 11, // aliases
        12, 12, 12, 14, // owner, tags
        13, 13, 13, 15, // description
    ];

    /// <summary>The rank of a query: the whole of it as it stands, or else all of its words.</summary>
    public static int Of(string text, IReadOnlyList<string> words)
    {
        if (words.Count == 2)
        {
            return OfWord(text, words[0]);
        }

        // Most texts lack one of the words, and then they lack the whole, too.
        var sum = SeveralWords;
        for (var i = 1; i < words.Count; i++)
        {
            var rank = OfWord(text, words[i]);
            if (rank == None)
            {
                return None;
            }

            sum += rank;
        }

        return Math.Min(OfWord(text, words[0]), sum);
    }

    private static int OfWord(string text, string word)
    {
        if (word.Length <= 2)
        {
            return OfShortWord(text, word);
        }

        var at = text.IndexOf(word, StringComparison.Ordinal);
        var (best, field, counted) = (None, 0, 0);
        while (at >= 0)
        {
            field += text.AsSpan(counted, at - counted).Count(SearchText.NextField);
            counted = at;
            if (best < BestOfOthers && field > LastName)
            {
                break;
            }

            var rank = Ranks[(Math.Min(field, LastField) * 4) + Place(text, at, at + word.Length)];
            best = Math.Min(best, rank);
            at = best == 0 ? -1 : text.IndexOf(word, at + 1, StringComparison.Ordinal);
        }

        return best;
    }

    // The same for one or two letters, which are in nearly every text several times: one pass is six times as fast as a search for each.
    private static int OfShortWord(string text, string word)
    {
        var (best, field, first, last) = (None, 0, word[0], word[^1]);
        for (var i = 0; i <= text.Length - word.Length; i++)
        {
            var c = text[i];
            if (c == SearchText.NextField)
            {
                field++;
                if (best < BestOfOthers && field > LastName)
                {
                    break;
                }
            }
            else if (c == first && text[i + word.Length - 1] == last)
            {
                best = Math.Min(best, Ranks[(Math.Min(field, LastField) * 4) + Place(text, i, i + word.Length)]);
            }
        }

        return best;
    }

    // Whole, beginning, word, part.
    private static int Place(string text, int start, int end)
    {
        var begins = start == 0 || text[start - 1] is SearchText.NextField or SearchText.NextPart;
        var ends = end == text.Length || text[end] is SearchText.NextField or SearchText.NextPart;
        return begins && ends ? 0 : begins ? 1 : IsLetter(text[start - 1]) ? 3 : 2;
    }

    private static bool IsLetter(char c) => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or >= '\u0080';
}
