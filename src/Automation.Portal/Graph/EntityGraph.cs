using System.Text;

namespace Automation.Portal.Graph;

/// <summary>
/// The relations of one entity: who uses it on the left, the entity, what it uses on the right. Few neighbours are drawn one by one, more of them folded
/// by relation and kind, many counted by system. Owner and system are no edges.
/// </summary>
public static class EntityGraph
{
    /// <summary>With more neighbours no single one is drawn.</summary>
    public const int MostNeighbours = 100;

    /// <summary>The most bytes that a drawing may have; hostile names make the nodes fewer.</summary>
    public const int MostBytes = 20_000;

    /// <summary>Draws the graph; the same relations give the same bytes, in whatever order they come.</summary>
    /// <param name="subject">The entity of the page.</param>
    /// <param name="relations">Its relations, without those to its owner and its system.</param>
    /// <param name="table">The table of all of them.</param>
    public static GraphDrawing Draw(GraphEntity subject, IReadOnlyCollection<GraphRelation> relations, GraphTable table)
    {
        var neighbours = GraphNeighbours.From(subject.Ref, relations);
        var itself = neighbours.ToItself.Count == 0 ? null : string.Join(", ", neighbours.ToItself.Select(r => r.Words)) + " itself";
        var centre = new GraphCentre([GraphItem.Single(subject, GraphDirection.Uses) with { Href = null }])
        {
            Frame = subject.System,
            Owner = subject.Owner,
            ToItself = itself,
        };

        foreach (var folding in Foldings(neighbours, table))
        {
            var svg = new GraphSvg(GraphLayout.Of(centre, folding.Items), centre, subject.Title).Write("No entity uses this.", "This uses no entity.");
            if (Encoding.UTF8.GetByteCount(svg) <= MostBytes)
            {
                return Drawing(svg, neighbours, folding);
            }
        }

        throw new InvalidOperationException("A drawing without a neighbour is longer than the limit: a text in it is not cut.");
    }

    // From the one with the most nodes to the one with none.
    private static IEnumerable<GraphFolding> Foldings(GraphNeighbours neighbours, GraphTable table)
    {
        int[] nodes = neighbours.Count > MostNeighbours ? [] : [GraphFolding.MostNodes, 24, 16, 8];
        foreach (var most in nodes)
        {
            if (GraphFolding.Fold(neighbours, most) is { } folding)
            {
                yield return folding;
            }
        }

        foreach (var most in (int[])[GraphRollUp.MostSystems, 6, 2, 0])
        {
            yield return new GraphFolding(GraphRollUp.Items(neighbours, table, perSide: true, most), []);
        }
    }

    private static GraphDrawing Drawing(string svg, GraphNeighbours neighbours, GraphFolding folding)
    {
        var drawn = folding.Items.Count(i => !i.IsGroup);
        var nodes = folding.Items.Count - drawn;
        var caption = $"{drawn} of {neighbours.Count} drawn; all {neighbours.Count} in the table.";
        if (nodes > 0)
        {
            caption += $" {neighbours.Count - drawn} {(neighbours.Count - drawn == 1 ? "is" : "are")} in {(nodes == 1 ? "1 group" : $"{nodes} groups")}.";
        }

        return new GraphDrawing(svg, caption, GraphLists.Of(folding.Items), folding.Groups) { Drawn = drawn, Total = neighbours.Count };
    }
}

/// <summary>The sides of a drawing as lists.</summary>
internal static class GraphLists
{
    public static IReadOnlyList<GraphColumn> Of(IReadOnlyList<GraphItem> items) =>
    [
        new GraphColumn("Used by", [.. items.Where(i => i.Side == GraphDirection.UsedBy).Select(i => i.Row())]),
        new GraphColumn("Uses", [.. items.Where(i => i.Side == GraphDirection.Uses).Select(i => i.Row())]),
    ];
}
