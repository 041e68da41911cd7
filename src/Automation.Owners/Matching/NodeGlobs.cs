using Automation.Owners.Patterns;

namespace Automation.Owners.Matching;

/// <summary>The globs of all nodes while a tree is built, and later in the order in which they are tried.</summary>
internal sealed class NodeGlobs
{
    // Globs are the same if they have the same text; the texts have their own numbers, so that they are not confused with names.
    private readonly SegmentNames _texts = new();
    private readonly Edges _known = new();
    private Found[] _all = [];
    private int _count;

    /// <summary>The target of a node's glob; 0 if it has no such glob.</summary>
    public int Find(int node, SegmentGlob glob) => _texts.Find(glob.Text) is > 0 and var text ? _known.Find(node, text) : 0;

    /// <summary>Adds a glob that the node does not have yet.</summary>
    public void Add(int node, SegmentGlob glob, int to)
    {
        _known.Add(node, _texts.Add(glob.Text), to);
        Growing.Append(ref _all, ref _count, new Found(node, glob, to));
    }

    /// <summary>Stores the globs of each node contiguously, those of later rules first, and records their places in the nodes.</summary>
    public (GlobEdge[] Few, GlobIndex[] Many) Arrange(TrieNode[] nodes)
    {
        if (_count == 0)
        {
            return ([], []);
        }

        var places = Places(nodes);
        var edges = new GlobEdge[_count];
        foreach (var i in LaterRulesFirst(nodes))
        {
            var (node, glob, to) = _all[i];
            edges[places[node]++] = new GlobEdge(glob, to, nodes[to].Highest);
        }

        var indexes = new List<GlobIndex>();
        for (var node = 0; node < nodes.Length; node++)
        {
            if (nodes[node].GlobCount > RuleTrie.FewGlobs)
            {
                indexes.Add(new GlobIndex(edges, nodes[node].Globs, nodes[node].GlobCount));
                nodes[node].Globs = indexes.Count - 1;
            }
        }

        return (edges, [.. indexes]);
    }

    // Where the globs of each node begin.
    private static int[] Places(TrieNode[] nodes)
    {
        var places = new int[nodes.Length];
        for (int node = 0, place = 0; node < nodes.Length; node++)
        {
            nodes[node].Globs = places[node] = place;
            place += nodes[node].GlobCount;
        }

        return places;
    }

    private IEnumerable<int> LaterRulesFirst(TrieNode[] nodes)
    {
        // A list for each rule, linked by number; 0 ends it.
        var firstOfRule = new int[nodes[0].Highest + 1];
        var next = new int[_count + 1];
        for (var i = 1; i <= _count; i++)
        {
            var rule = nodes[_all[i - 1].To].Highest;
            (next[i], firstOfRule[rule]) = (firstOfRule[rule], i);
        }

        for (var rule = firstOfRule.Length - 1; rule > 0; rule--)
        {
            for (var i = firstOfRule[rule]; i > 0; i = next[i])
            {
                yield return i - 1;
            }
        }
    }

    private readonly record struct Found(int Node, SegmentGlob Glob, int To);
}
