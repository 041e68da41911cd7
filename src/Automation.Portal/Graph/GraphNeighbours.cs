namespace Automation.Portal.Graph;

/// <summary>A related entity, once, with all its relations.</summary>
/// <param name="Entity">The entity.</param>
/// <param name="Uses">The types of the relations by which the entity of the page uses it, with their words.</param>
/// <param name="UsedBy">Those by which it uses the entity of the page.</param>
internal sealed record GraphNeighbour(GraphEntity Entity, IReadOnlyList<RelationLabel> Uses, IReadOnlyList<RelationLabel> UsedBy)
{
    /// <summary>A neighbour both ways stands on the right.</summary>
    public GraphDirection Side => Uses.Count > 0 ? GraphDirection.Uses : GraphDirection.UsedBy;

    public bool BothWays => Uses.Count > 0 && UsedBy.Count > 0;

    /// <summary>How many relations there are in each direction; of a system, those of all its members.</summary>
    public required (int Uses, int UsedBy) Relations { get; init; }

    /// <summary>Neighbours with the same edge have the same key.</summary>
    public string EdgeKey { get; } = $"{string.Join(' ', Uses.Select(r => r.Type))}|{string.Join(' ', UsedBy.Select(r => r.Type))}";
}

/// <summary>A type of relations.</summary>
internal sealed record RelationLabel(string Type, string Words);

/// <summary>The relations of an entity as neighbours, in the order in which they are drawn, whatever the order of the input was.</summary>
internal sealed record GraphNeighbours(IReadOnlyList<GraphNeighbour> Left, IReadOnlyList<GraphNeighbour> Right, IReadOnlyList<RelationLabel> ToItself)
{
    public int Count => Left.Count + Right.Count;

    public static GraphNeighbours From(string subject, IEnumerable<GraphRelation> relations)
    {
        var ordered = relations.OrderBy(r => r.Type, StringComparer.Ordinal)
            .ThenBy(r => r.Other.Kind, StringComparer.Ordinal)
            .ThenBy(r => r.Other.Ref, StringComparer.Ordinal)
            .ThenBy(r => r.Direction)
            .ThenByDescending(r => r.Other.State)
            .ThenBy(r => r.Other.Title, StringComparer.Ordinal)
            .ToList();
        var itself = ordered.Where(r => r.Other.Ref == subject).ToList();

        // The order within a group is that of the relations: type, kind, ref.
        var neighbours = ordered.Where(r => r.Other.Ref != subject).GroupBy(r => r.Other.Ref, StringComparer.Ordinal)
            .Select(g => Neighbour([.. g]))
            .OrderBy(n => n.EdgeKey, StringComparer.Ordinal)
            .ThenBy(n => n.Entity.Kind, StringComparer.Ordinal)
            .ThenBy(n => n.Entity.Ref, StringComparer.Ordinal)
            .ToLookup(n => n.Side);
        return new GraphNeighbours([.. neighbours[GraphDirection.UsedBy]], [.. neighbours[GraphDirection.Uses]], Labels(itself, null));
    }

    private static GraphNeighbour Neighbour(List<GraphRelation> relations)
    {
        var uses = relations.Count(r => r.Direction == GraphDirection.Uses);
        var worst = relations.Select(r => r.Other).MaxBy(e => e.State)!;
        return new GraphNeighbour(worst, Labels(relations, GraphDirection.Uses), Labels(relations, GraphDirection.UsedBy))
        {
            Relations = (uses, relations.Count - uses),
        };
    }

    private static List<RelationLabel> Labels(IEnumerable<GraphRelation> relations, GraphDirection? direction) =>
        [.. relations.Where(r => direction is null || r.Direction == direction).Select(r => new RelationLabel(r.Type, r.Words)).DistinctBy(r => r.Type)];
}
