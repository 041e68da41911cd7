namespace Automation.Portal.Graph;

/// <summary>
/// The neighbours as nodes: those with the same side, relation and kind become one node if there are many of them. A bucket stays where its first
/// member would be.
/// </summary>
/// <param name="Items">The nodes, left column first.</param>
/// <param name="Groups">The folded buckets.</param>
internal sealed record GraphFolding(IReadOnlyList<GraphItem> Items, IReadOnlyList<GraphGroup> Groups)
{
    /// <summary>A bucket with more is one node.</summary>
    public const int MostInBucket = 7;

    /// <summary>The nodes of a drawing, with the one in the middle.</summary>
    public const int MostNodes = 30;

    /// <summary>Folds until there are at most <paramref name="most"/> nodes; null if there are more buckets than that.</summary>
    public static GraphFolding? Fold(GraphNeighbours neighbours, int most)
    {
        var buckets = neighbours.Left.Concat(neighbours.Right).GroupBy(n => (n.Side, n.EdgeKey, n.Entity.Kind)).Select(g => new Bucket([.. g])).ToList();
        foreach (var bucket in buckets)
        {
            bucket.Folded = bucket.Members.Count > MostInBucket;
        }

        var nodes = 1 + buckets.Sum(b => b.Nodes);
        foreach (var bucket in buckets.Where(b => !b.Folded).OrderByDescending(b => b.Nodes).TakeWhile(b => b.Nodes > 1))
        {
            if (nodes <= most)
            {
                break;
            }

            nodes -= bucket.Nodes - 1;
            bucket.Folded = true;
        }

        return nodes > most ? null : From(buckets);
    }

    private static GraphFolding From(List<Bucket> buckets)
    {
        var (items, groups) = (new List<GraphItem>(), new List<GraphGroup>());
        foreach (var bucket in buckets)
        {
            if (bucket.Folded)
            {
                var id = $"graph-group-{groups.Count + 1}";
                var item = Group(bucket, id);
                items.Add(item);
                groups.Add(new GraphGroup(id, $"{item.Label}: {item.Row().Words}", [.. bucket.Members.Select(m => GraphItem.Single(m).Row())]));
            }
            else
            {
                items.AddRange(bucket.Members.Select(GraphItem.Single));
            }
        }

        return new GraphFolding(items, groups);
    }

    private static GraphItem Group(Bucket bucket, string id)
    {
        var first = bucket.Members[0];
        var many = KindNames.Many(bucket.Members.Count, GraphText.Clean(first.Entity.Kind, GraphItem.LongestText));
        var label = (first.Side, first.BothWays) switch
        {
            (_, true) => $"{many} use this and are used by it",
            (GraphDirection.Uses, _) => $"Uses {many}",
            _ => $"{many} use this",
        };
        var item = GraphItem.Single(first) with { Label = label, Detail = "group", IsGroup = true, Ref = null, Href = "#" + id, FindingHref = null };
        return item.WithWorst([.. bucket.Members.Select(m => m.Entity)]);
    }

    private sealed class Bucket(IReadOnlyList<GraphNeighbour> members)
    {
        public IReadOnlyList<GraphNeighbour> Members { get; } = members;

        public bool Folded { get; set; }

        public int Nodes => Folded ? 1 : Members.Count;
    }
}
