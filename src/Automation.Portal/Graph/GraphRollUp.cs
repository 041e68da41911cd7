namespace Automation.Portal.Graph;

/// <summary>Many neighbours as counts by system, and by owner where there is no system: the largest first, the small ones together.</summary>
internal static class GraphRollUp
{
    /// <summary>The systems of a side that have a node of their own.</summary>
    public const int MostSystems = 12;

    private const string System = "system", Owner = "owner";

    /// <summary>The nodes.</summary>
    /// <param name="neighbours">All neighbours.</param>
    /// <param name="table">Where a node links to.</param>
    /// <param name="perSide">Whether a system that stands on both sides is two nodes; else it is one on the right, with a two-headed edge.</param>
    /// <param name="most">The nodes of their own on a side.</param>
    public static IReadOnlyList<GraphItem> Items(GraphNeighbours neighbours, GraphTable table, bool perSide, int most = MostSystems)
    {
        var all = neighbours.Left.Concat(neighbours.Right)
            .Select(n => (Neighbour: n, Name: NameOf(n.Entity)))
            .GroupBy(n => (Side: perSide ? n.Neighbour.Side : GraphDirection.Uses, n.Name.By, n.Name.Value), n => n)
            .Select(g => new Part(perSide ? g.Key.Side : SideOf(g.Select(n => n.Neighbour)), g.First().Name, [.. g.Select(n => n.Neighbour)]))
            .OrderByDescending(p => p.Neighbours.Count).ThenBy(p => p.Name.By, StringComparer.Ordinal).ThenBy(p => p.Name.Value, StringComparer.Ordinal)
            .ToLookup(p => p.Side);
        return [.. Column(all[GraphDirection.UsedBy], table, most), .. Column(all[GraphDirection.Uses], table, most)];
    }

    private static GraphDirection SideOf(IEnumerable<GraphNeighbour> neighbours) =>
        neighbours.Any(n => n.Side == GraphDirection.Uses) ? GraphDirection.Uses : GraphDirection.UsedBy;

    private static Name NameOf(GraphEntity entity) => entity switch
    {
        { System: { } system } => new Name(System, system.Identity, system.Label),
        { Kind: "system" or "domain" } => new Name(System, entity.Ref, entity.Title),
        { Owner: { } owner } => new Name(Owner, owner.Identity, owner.Label),
        _ => new Name("", "", "No system or owner"),
    };

    private static IEnumerable<GraphItem> Column(IEnumerable<Part> parts, GraphTable table, int most)
    {
        var column = parts.ToList();

        // One that is left over gets the node that would say so.
        var alone = column.Count <= most + 1 ? column.Count : most;
        foreach (var part in column.Take(alone))
        {
            yield return Item(part, part.Name.Label, Detail(part), part.Name.By is System or Owner ? part.Name.By : null, table);
        }

        var rest = column.Skip(alone).ToList();
        if (rest.Count > 0)
        {
            var all = new Part(rest[0].Side, new Name("", "more", ""), [.. rest.SelectMany(p => p.Neighbours)]);
            var what = rest.All(p => p.Name.By == System) ? "systems" : rest.All(p => p.Name.By == Owner) ? "owners" : "systems and owners";
            yield return Item(all, $"and {rest.Count} more {what}", Entities(all), null, table);
        }
    }

    private static GraphItem Item(Part part, string label, string detail, string? filter, GraphTable table)
    {
        var (uses, usedBy) = (part.Neighbours.Sum(n => n.Relations.Uses), part.Neighbours.Sum(n => n.Relations.UsedBy));
        var item = new GraphItem(part.Side, label, detail)
        {
            IsGroup = true,
            EdgeKey = $"{part.Name.By}:{part.Name.Value}",
            Words = uses > 0 && usedBy > 0 ? $"uses {uses}" : uses + usedBy == 1 ? "1 relation" : $"{uses + usedBy} relations",
            WordsBack = uses > 0 && usedBy > 0 ? $"used by {usedBy}" : null,
            Href = table.For(part.Side, filter, part.Name.Value),
        };
        return item.WithWorst([.. part.Neighbours.Select(n => n.Entity)]);
    }

    private static string Detail(Part part) => part.Name.By.Length == 0 ? Entities(part) : $"{part.Name.By}, {Entities(part)}";

    private static string Entities(Part part) => part.Neighbours.Count == 1 ? "1 entity" : $"{part.Neighbours.Count} entities";

    private sealed record Part(GraphDirection Side, Name Name, IReadOnlyList<GraphNeighbour> Neighbours);

    private readonly record struct Name(string By, string Value, string Label);
}
