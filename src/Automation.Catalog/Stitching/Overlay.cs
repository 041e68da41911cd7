using Automation.Catalog.Artifact;

namespace Automation.Catalog.Stitching;

/// <summary>One sort of shards while a catalog is built: what was, and what is set over it.</summary>
/// <param name="previous">What a shard held.</param>
/// <param name="nameOf">The name by which a key is put into a shard.</param>
internal sealed class Overlay<TKey, TValue>(Func<string, IReadOnlyDictionary<TKey, TValue>> previous, Func<TKey, string> nameOf)
    where TKey : notnull
    where TValue : class
{
    private readonly Dictionary<TKey, TValue?> _set = [];

    /// <summary>What has been set, null for what is to go.</summary>
    public IReadOnlyDictionary<TKey, TValue?> Set => _set;

    public TValue? Find(TKey key) => _set.TryGetValue(key, out var value) ? value : Previous(key);

    public TValue? Previous(TKey key) => previous(Shard.Of(nameOf(key))).GetValueOrDefault(key);

    public void Put(TKey key, TValue? value) => _set[key] = value;

    /// <summary>Every shard that something was set in, with all that it now holds, in ordinal order of names.</summary>
    public IEnumerable<(string Shard, List<KeyValuePair<string, TValue>> Content)> Touched()
    {
        foreach (var shard in _set.GroupBy(s => Shard.Of(nameOf(s.Key))))
        {
            var changed = shard.ToList();
            var content = previous(shard.Key).Where(p => !_set.ContainsKey(p.Key)).Select(p => KeyValuePair.Create(nameOf(p.Key), p.Value))
                .Concat(changed.Where(c => c.Value is not null).Select(c => KeyValuePair.Create(nameOf(c.Key), c.Value!)))
                .ToList();
            content.Sort((x, y) => string.CompareOrdinal(x.Key, y.Key));
            yield return (shard.Key, content);
        }
    }
}
