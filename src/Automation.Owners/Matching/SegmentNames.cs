namespace Automation.Owners.Matching;

/// <summary>
/// Numbers for the names in patterns, from 1. A segment of a path is hashed once; after that every comparison is one of numbers.
/// The hash differs from run to run, so that no file can be made to collide; no result depends on it.
/// </summary>
internal sealed class SegmentNames
{
    private const int InitialSize = 64;

    private int[] _buckets = new int[InitialSize];
    private Entry[] _entries = new Entry[InitialSize];
    private int _count;

    /// <summary>The number of a name; a new number if it has none yet.</summary>
    public int Add(string name)
    {
        if (Find(name) is > 0 and var known)
        {
            return known;
        }

        // Number 0 means no name, so the first entry stays empty.
        if (++_count == _entries.Length)
        {
            Grow();
        }

        var hash = string.GetHashCode(name);
        ref var bucket = ref _buckets[hash & (_buckets.Length - 1)];
        _entries[_count] = new Entry(name, hash, bucket);
        bucket = _count;
        return _count;
    }

    /// <summary>The number of a name; 0 if no pattern contains it.</summary>
    public int Find(ReadOnlySpan<char> name)
    {
        var hash = string.GetHashCode(name);
        var at = _buckets[hash & (_buckets.Length - 1)];
        while (at > 0)
        {
            ref readonly var entry = ref _entries[at];
            if (entry.Hash == hash && name.SequenceEqual(entry.Name))
            {
                break;
            }

            at = entry.Next;
        }

        return at;
    }

    private void Grow()
    {
        _entries = Growing.To(_entries, _entries.Length * 2);
        _buckets = new int[_entries.Length];
        for (var i = 1; i < _count; i++)
        {
            ref var bucket = ref _buckets[_entries[i].Hash & (_buckets.Length - 1)];
            _entries[i] = _entries[i] with { Next = bucket };
            bucket = i;
        }
    }

    private readonly record struct Entry(string Name, int Hash, int Next);
}
