namespace Automation.Portal.Searching;

/// <summary>All entities, ready to be searched: the live search. Made once for a catalog; the reader's rights are asked for each match.</summary>
public sealed class SearchIndex
{
    private readonly SearchEntity[] _entities;
    private readonly string[] _texts;

    // Beside each other: reading the entity of each match takes longer than to rank it.
    private readonly byte[] _lengths;

    /// <summary>Makes the index; the order of the entities does not matter.</summary>
    public SearchIndex(IEnumerable<SearchEntity> entities)
    {
        _entities = Ordered(entities);
        _texts = Array.ConvertAll(_entities, SearchText.Of);
        _lengths = Array.ConvertAll(_entities, e => (byte)Math.Min(e.Name.Length, byte.MaxValue));
    }

    public int Count => _entities.Length;

    /// <summary>Finds entities.</summary>
    /// <param name="query">What was typed; all words must occur.</param>
    /// <param name="most">How many are returned.</param>
    /// <param name="mayBeShown">Whether the reader may know that it exists, and whether it passes the filters; what does not is not counted.</param>
    public FoundEntities Find(string query, int most, Func<SearchEntity, bool>? mayBeShown = null)
    {
        var words = SearchText.Words(query);
        if (words.Count == 0)
        {
            return new FoundEntities([], 0);
        }

        // Sorted by rank, then length of the name, then position, all in one number; the worst of those kept is the last.
        var best = new SortedSet<long>();
        var (count, worst) = (0, long.MaxValue);
        for (var i = 0; i < _texts.Length; i++)
        {
            var rank = SearchRanking.Of(_texts[i], words);
            if (rank == SearchRanking.None || mayBeShown?.Invoke(_entities[i]) == false)
            {
                continue;
            }

            count++;
            var key = ((((long)rank << 8) | _lengths[i]) << 32) | (uint)i;
            if (key < worst && best.Add(key) && best.Count > most)
            {
                best.Remove(best.Max);
                worst = best.Count == 0 ? long.MinValue : best.Max;
            }
        }

        return new FoundEntities([.. best.Select(k => _entities[(int)(k & 0xFFFFFFFF)])], count);
    }

    /// <summary>The order of the data: by name, kind, namespace. It decides between equal matches.</summary>
    internal static SearchEntity[] Ordered(IEnumerable<SearchEntity> entities) =>
    [
        .. entities.Select(SearchText.Bounded).OrderBy(e => e.Name, StringComparer.Ordinal).ThenBy(e => e.Kind, StringComparer.Ordinal)
            .ThenBy(e => e.Namespace, StringComparer.Ordinal),
    ];
}

/// <summary>The result of a search.</summary>
/// <param name="Entities">The best ones in order.</param>
/// <param name="Count">How many there are.</param>
public sealed record FoundEntities(IReadOnlyList<SearchEntity> Entities, int Count);
