namespace Automation.Catalog.Stitching;

/// <summary>A shard as it is to be written.</summary>
/// <param name="shard">Its name.</param>
/// <param name="lines">All that it holds, in any order.</param>
/// <param name="nameOf">By what it is ordered.</param>
internal sealed class TouchedShard<TValue>(string shard, List<TValue> lines, Func<TValue, string> nameOf)
{
    private bool _isOrdered;

    /// <summary>Its name.</summary>
    public string Shard => shard;

    /// <summary>Whether nothing is left in it.</summary>
    public bool IsEmpty => lines.Count == 0;

    /// <summary>All that it holds, in order. It is put in order by who asks first, so that many shards are by several threads; one at a time for each.</summary>
    public IReadOnlyList<TValue> Content
    {
        get
        {
            if (!_isOrdered)
            {
                lines.Sort((x, y) => string.CompareOrdinal(nameOf(x), nameOf(y)));
                _isOrdered = true;
            }

            return lines;
        }
    }
}
