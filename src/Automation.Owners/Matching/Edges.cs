namespace Automation.Owners.Matching;

/// <summary>The edges of a tree in one hash table: from a node, by a label, to a node. Node 0 is the root.</summary>
/// <remarks>The hash differs from run to run, so that no file can be made to collide; no result depends on it.</remarks>
internal sealed class Edges
{
    private const int InitialSize = 16;

    private Edge[] _edges = new Edge[InitialSize];
    private int _count;

    /// <summary>The target of the edge; 0 if there is none.</summary>
    public int Find(int from, int label) => _edges[SlotOf(from, label)].To;

    public void Add(int from, int label, int to)
    {
        // Half of the slots stay empty: a search without a result, the most frequent one, ends at the first empty slot.
        if (++_count * 2 > _edges.Length)
        {
            Grow();
        }

        _edges[SlotOf(from, label)] = new Edge(from, label, to);
    }

    private int SlotOf(int from, int label)
    {
        var mask = _edges.Length - 1;
        var slot = HashCode.Combine(from, label) & mask;
        while (_edges[slot] is { To: not 0 } edge && (edge.From != from || edge.Label != label))
        {
            slot = (slot + 1) & mask;
        }

        return slot;
    }

    private void Grow()
    {
        var old = _edges;
        _edges = new Edge[old.Length * 2];
        foreach (var edge in old)
        {
            if (edge.To != 0)
            {
                _edges[SlotOf(edge.From, edge.Label)] = edge;
            }
        }
    }

    private readonly record struct Edge(int From, int Label, int To);
}
