using Automation.Core;

namespace Automation.Portal.Searching;

/// <summary>All entities, ready to be searched: the live search. Made once for the entities that a reader may know of.</summary>
public sealed class SearchIndex
{
    // What one processor searches; others search the rest at the same time.
    private const int PartSize = 25_000;

    private readonly SearchEntity[] _entities;
    private readonly string[] _texts;

    // Beside each other: reading the entity of each match takes longer than to rank it.
    private readonly byte[] _lengths;
    private readonly int[] _kinds;
    private readonly string[] _kindNames;

    /// <summary>Makes the index; the order of the entities does not matter.</summary>
    public SearchIndex(IEnumerable<SearchEntity> entities)
    {
        _entities = Ordered(entities);
        _texts = Array.ConvertAll(_entities, SearchText.Of);
        _lengths = Array.ConvertAll(_entities, e => (byte)Math.Min(e.Name.Length, byte.MaxValue));
        _kindNames = [.. _entities.Select(e => e.Kind).Distinct(StringComparer.Ordinal)];
        var places = _kindNames.Index().ToDictionary(k => k.Item, k => k.Index, StringComparer.Ordinal);
        _kinds = Array.ConvertAll(_entities, e => places[e.Kind]);
    }

    public int Count => _entities.Length;

    /// <summary>Finds entities.</summary>
    /// <param name="query">What was typed; all words must occur.</param>
    /// <param name="most">How many are returned.</param>
    /// <param name="kind">The only kind that is returned; null for all.</param>
    /// <param name="mayBeFound">What else an entity has to be; what is not is not counted.</param>
    public FoundEntities Find(string query, int most, string? kind = null, Func<SearchEntity, bool>? mayBeFound = null)
    {
        var words = SearchText.Words(query);
        if (words.Count == 0)
        {
            return new FoundEntities([], 0);
        }

        var only = kind is null ? -1 : Array.FindIndex(_kindNames, k => string.Equals(k, kind, StringComparison.OrdinalIgnoreCase));
        var parts = new SearchPart[(_texts.Length + PartSize - 1) / PartSize];
        SideBySide.For(parts.Length, few: 1, i => parts[i] = Search(i * PartSize, words, most, kind is null ? null : only, mayBeFound));
        var kinds = _kindNames.Index().Select(k => (k.Item, Count: parts.Sum(p => p.Kinds[k.Index]))).Where(k => k.Count > 0)
            .ToDictionary(k => k.Item, k => k.Count, StringComparer.Ordinal);
        var best = parts.SelectMany(p => p.Best).Order().Take(most);
        return new FoundEntities([.. best.Select(k => _entities[(int)(k & 0xFFFFFFFF)])], parts.Sum(p => p.Count)) { Kinds = kinds };
    }

    private SearchPart Search(int from, IReadOnlyList<string> words, int most, int? kind, Func<SearchEntity, bool>? mayBeFound)
    {
        // Sorted by rank, then length of the name, then position, all in one number; the worst of those kept is the last.
        var (best, kinds) = (new SortedSet<long>(), new int[_kindNames.Length]);
        var (count, worst) = (0, long.MaxValue);
        for (var i = from; i < Math.Min(from + PartSize, _texts.Length); i++)
        {
            var rank = SearchRanking.Of(_texts[i], words);
            if (rank == SearchRanking.None || mayBeFound?.Invoke(_entities[i]) == false)
            {
                continue;
            }

            kinds[_kinds[i]]++;
            if (kind is not null && kind != _kinds[i])
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

        return new SearchPart(best, count, kinds);
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
public sealed record FoundEntities(IReadOnlyList<SearchEntity> Entities, int Count)
{
    /// <summary>How many there are of each kind, whichever kind was asked for.</summary>
    public IReadOnlyDictionary<string, int> Kinds { get; init; } = new Dictionary<string, int>();
}

/// <summary>What a part of the entities has.</summary>
/// <param name="Best">The keys of the best ones.</param>
/// <param name="Kinds">How many there are of each kind.</param>
internal sealed record SearchPart(SortedSet<long> Best, int Count, int[] Kinds);
