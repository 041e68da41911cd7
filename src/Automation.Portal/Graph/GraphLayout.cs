namespace Automation.Portal.Graph;

/// <summary>What stands in the middle.</summary>
/// <param name="Nodes">The entity; or the members of a system.</param>
internal sealed record GraphCentre(IReadOnlyList<GraphItem> Nodes)
{
    /// <summary>The system around it.</summary>
    public GraphLink? Frame { get; init; }

    public string FrameKind { get; init; } = "System";

    public GraphLink? Owner { get; init; }

    /// <summary>The words of a relation to itself.</summary>
    public string? ToItself { get; init; }
}

/// <summary>A node with its place.</summary>
internal sealed record GraphBox(int X, int Y, int Height, IReadOnlyList<string> Lines, GraphItem Item)
{
    /// <summary>Where its edge ends: as far below the top in each node, so that the edges of the first ones lie on a line.</summary>
    public int Middle => Y + GraphLayout.EdgeBelowTop;
}

/// <summary>
/// Nodes in three fixed columns, from the top: one more node moves only what is below it. Whole pixels, so that the bytes are the same everywhere.
/// </summary>
internal sealed record GraphLayout(IReadOnlyList<GraphBox> Left, IReadOnlyList<GraphBox> Middle, IReadOnlyList<GraphBox> Right)
{
    public const int NodeWidth = 200, LabelSize = 13, SmallSize = 12, Inset = 10, SmallHeight = 24;

    /// <summary>Between a column and the next: the edge from the middle, the label, the branch to the node.</summary>
    public const int Stub = 16, EdgeLabel = 112, Branch = 26;

    public const int EdgeBelowTop = 22;

    public const int Margin = 8, FramePadding = 8, Top = 36;

    public const int LeftX = Margin;
    public const int FrameX = LeftX + NodeWidth + Branch + EdgeLabel + Stub;
    public const int FrameWidth = NodeWidth + (2 * FramePadding);
    public const int RightX = FrameX + FrameWidth + Stub + EdgeLabel + Branch;
    public const int Width = RightX + NodeWidth + Margin;

    private const int Gap = 10, GapBetweenEdges = 18, LineHeight = 16;

    /// <summary>Where the edges leave the middle.</summary>
    public static int Hub => Top + EdgeBelowTop;

    /// <summary>The top of the owner below the nodes of the middle.</summary>
    public int OwnerY => Bottom(Middle) + 8;

    public int FrameBottom { get; private init; }

    public int Height { get; private init; }

    public static GraphLayout Of(GraphCentre centre, IReadOnlyList<GraphItem> items)
    {
        var layout = new GraphLayout(
            Column(items.Where(i => i.Side == GraphDirection.UsedBy), LeftX),
            // The entity alone is written in bold, which is wider.
            Column(centre.Nodes, FrameX + FramePadding, centre.Nodes.Count == 1 ? LabelSize + 2 : LabelSize),
            Column(items.Where(i => i.Side == GraphDirection.Uses), RightX));
        var badges = (centre.Owner is null ? 0 : 1) + (centre.ToItself is null ? 0 : 1);
        var bottom = Bottom(layout.Middle) + (badges * (SmallHeight + 8)) + FramePadding;
        return layout with { FrameBottom = bottom, Height = Math.Max(bottom, Math.Max(Bottom(layout.Left), Bottom(layout.Right))) + Margin };
    }

    private static List<GraphBox> Column(IEnumerable<GraphItem> items, int x, int size = LabelSize)
    {
        var (boxes, y) = (new List<GraphBox>(), Top);
        foreach (var item in items)
        {
            if (boxes.Count > 0)
            {
                y += boxes[^1].Item.EdgeKey == item.EdgeKey ? Gap : GapBetweenEdges;
            }

            var lines = GraphText.Wrap(GraphText.Clean(item.Label, GraphItem.LongestText), size, NodeWidth - (2 * Inset), 2);
            var height = 28 + (lines.Count * LineHeight);
            boxes.Add(new GraphBox(x, y, height, lines, item));
            y += height;
        }

        return boxes;
    }

    private static int Bottom(IReadOnlyList<GraphBox> boxes) => boxes.Count == 0 ? Top + SmallHeight : boxes[^1].Y + boxes[^1].Height;
}
