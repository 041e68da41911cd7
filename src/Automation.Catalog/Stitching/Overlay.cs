using Automation.Catalog.Artifact;

namespace Automation.Catalog.Stitching;

/// <summary>One kind of shards during a build: the previous content, and the changes.</summary>
/// <param name="previous">The previous content of a shard.</param>
/// <param name="nameOf">The name by which a key is put into a shard.</param>
/// <param name="lineNameOf">The same for the record of the key.</param>
internal sealed class Overlay<TKey, TValue>(Func<string, Dictionary<TKey, TValue>> previous, Func<TKey, string> nameOf, Func<TValue, string> lineNameOf)
    where TKey : class
    where TValue : class
{
    private readonly Dictionary<TKey, TValue?> _set = [];

    /// <summary>The changes, null for removals.</summary>
    public IReadOnlyDictionary<TKey, TValue?> Set => _set;

    public TValue? Find(TKey key) => _set.TryGetValue(key, out var value) ? value : Previous(key);

    public TValue? Previous(TKey key) => previous(Shard.Of(nameOf(key))).GetValueOrDefault(key);

    public void Put(TKey key, TValue? value) => _set[key] = value;

    /// <summary>Every changed shard with its whole content, in ordinal order of names.</summary>
    public IEnumerable<TouchedShard<TValue>> Touched()
    {
        foreach (var shard in _set.Keys.GroupBy(key => Shard.Of(nameOf(key))))
        {
            var content = new List<TValue>();
            foreach (var (key, value) in previous(shard.Key))
            {
                if (!_set.ContainsKey(key))
                {
                    content.Add(value);
                }
            }

            foreach (var key in shard)
            {
                if (_set[key] is { } value)
                {
                    content.Add(value);
                }
            }

            yield return new TouchedShard<TValue>(shard.Key, content, lineNameOf);
        }
    }
}
