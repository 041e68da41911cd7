namespace Automation.GitHub;

/// <summary>A cache with a maximum size that evicts the least recently used entry. Thread-safe.</summary>
/// <param name="capacity">The maximum size of all values together.</param>
/// <param name="sizeOf">The size of a value.</param>
internal sealed class RecentlyUsed<TKey, TValue>(long capacity, Func<TValue, long> sizeOf)
    where TKey : notnull
    where TValue : class
{
    private readonly Lock _turn = new();
    private readonly Dictionary<TKey, LinkedListNode<Kept>> _byKey = [];
    private readonly LinkedList<Kept> _recent = new();
    private long _size;

    /// <summary>The value of a key; null if there is none.</summary>
    public TValue? Find(TKey key)
    {
        lock (_turn)
        {
            if (!_byKey.TryGetValue(key, out var node))
            {
                return null;
            }

            _recent.Remove(node);
            _recent.AddFirst(node);
            return node.Value.Value;
        }
    }

    /// <summary>Stores a value in place of the previous one, unless it is larger than the cache.</summary>
    public void Put(TKey key, TValue value)
    {
        if (sizeOf(value) > capacity)
        {
            return;
        }

        lock (_turn)
        {
            if (_byKey.TryGetValue(key, out var before))
            {
                Drop(before);
            }

            _byKey[key] = _recent.AddFirst(new Kept(key, value));
            _size += sizeOf(value);
            while (_size > capacity && _recent.Last is { } oldest)
            {
                Drop(oldest);
            }
        }
    }

    private void Drop(LinkedListNode<Kept> node)
    {
        _byKey.Remove(node.Value.Key);
        _recent.Remove(node);
        _size -= sizeOf(node.Value.Value);
    }

    private sealed record Kept(TKey Key, TValue Value);
}
