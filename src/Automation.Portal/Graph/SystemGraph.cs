using System.Text;

namespace Automation.Portal.Graph;

/// <summary>
/// A system or a domain: its members inside a frame, and the systems outside that use it or that it uses, with one edge each for all relations between
/// them and the members. Relations between members are not drawn.
/// </summary>
public static class SystemGraph
{
    /// <summary>With more members their types are drawn.</summary>
    public const int MostMembers = 30;

    // Members and systems outside share the nodes and the bytes of a drawing.
    private const int MostNodes = 40, MostTypes = 12;

    /// <summary>Draws the graph; the same input gives the same bytes, in whatever order it comes.</summary>
    /// <param name="subject">The system or domain.</param>
    /// <param name="members">What is in it.</param>
    /// <param name="relations">The relations between a member and an entity outside, each once.</param>
    /// <param name="table">The table of these relations.</param>
    /// <param name="membersHref">The table of the members, relative to the page.</param>
    public static GraphDrawing Draw(
        GraphEntity subject, IReadOnlyCollection<GraphEntity> members, IReadOnlyCollection<GraphRelation> relations, GraphTable table, string membersHref)
    {
        var outside = GraphNeighbours.From(subject.Ref, relations);
        var ordered = members.OrderBy(m => m.Kind, StringComparer.Ordinal).ThenBy(m => m.Ref, StringComparer.Ordinal).ToList();

        // Systems outside and members that are drawn: fewer, until the drawing is small enough.
        (int Most, int Single)[] attempts = [(GraphRollUp.MostSystems, MostMembers), (6, MostMembers), (GraphRollUp.MostSystems, 0), (2, 0), (0, 0)];
        foreach (var (most, single) in attempts)
        {
            var items = GraphRollUp.Items(outside, table, perSide: false, most);
            IReadOnlyList<GraphItem> inside = ordered.Count <= single && ordered.Count + items.Count < MostNodes
                ? [.. ordered.Select(m => GraphItem.Single(m, GraphDirection.Uses))]
                : Types(ordered, membersHref, most);
            var centre = new GraphCentre(inside)
            {
                Frame = new GraphLink(subject.Title, subject.Href),
                FrameKind = subject.Kind == "domain" ? "Domain" : "System",
                Owner = subject.Owner,
            };
            var svg = new GraphSvg(GraphLayout.Of(centre, items), centre, subject.Title).Write("No other system uses it.", "It uses no other system.");
            if (Encoding.UTF8.GetByteCount(svg) <= EntityGraph.MostBytes)
            {
                return Drawing(svg, ordered.Count, inside, items);
            }
        }

        throw new InvalidOperationException("A drawing without a member is longer than the limit: a text in it is not cut.");
    }

    private static List<GraphItem> Types(List<GraphEntity> members, string href, int most)
    {
        var types = members.GroupBy(m => GraphText.Clean(m.Type ?? m.Kind, GraphItem.LongestText), StringComparer.Ordinal)
            .OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).ToList();
        var items = types.Take(Math.Min(most, MostTypes)).Select(g => Group(KindNames.Many(g.Count(), g.Key), [.. g], href)).ToList();
        var rest = types.Skip(items.Count).SelectMany(g => g).ToList();
        if (rest.Count > 0)
        {
            items.Add(Group($"{rest.Count} of other types", rest, href));
        }

        return items;
    }

    private static GraphItem Group(string label, IReadOnlyList<GraphEntity> members, string href) =>
        new GraphItem(GraphDirection.Uses, label, "members") { IsGroup = true, Href = href }.WithWorst(members);

    private static GraphDrawing Drawing(string svg, int members, IReadOnlyList<GraphItem> inside, IReadOnlyList<GraphItem> outside)
    {
        var drawn = inside.Count(i => !i.IsGroup);
        var caption = $"{drawn} of {members} members drawn; all {members} in the table. "
            + "Relations to outside are counted by system; relations between members are not drawn.";
        IReadOnlyList<GraphColumn> lists = [new GraphColumn("Members", [.. inside.Select(i => i.Row())]), .. GraphLists.Of(outside)];
        return new GraphDrawing(svg, caption, lists, []) { Drawn = drawn, Total = members };
    }
}
