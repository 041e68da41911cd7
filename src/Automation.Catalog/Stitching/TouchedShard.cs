namespace Automation.Catalog.Stitching;

/// <summary>A shard to write.</summary>
/// <param name="lines">The content, in any order.</param>
/// <param name="nameOf">The name by which lines are ordered.</param>
internal sealed class TouchedShard<TValue>(string shard, List<TValue> lines, Func<TValue, string> nameOf)
{
    private bool _isOrdered;

    public string Shard => shard;

    public bool IsEmpty => lines.Count == 0;

    /// <summary>The content, in order. It is sorted on first access, so that several threads sort many shards; one thread at a time for each.</summary>
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
