using System.Text;
using Automation.Portal.Addresses;
using static Automation.Portal.Graph.GraphLayout;

namespace Automation.Portal.Graph;

/// <summary>
/// Writes a layout as inline SVG. Presentation attributes make it readable without a style sheet; classes let the style sheet of the page colour it.
/// Links are in reading order: left, middle, right, each from top to bottom.
/// </summary>
internal sealed class GraphSvg(GraphLayout layout, GraphCentre centre, string name)
{
    // The heads of arrows, 8 pixels long.
    private const string HeadRight = "l-8-4v8z", HeadLeft = "l8-4v8z";

    // The icon of a state, beside its word.
    private const string Warning = "l5 9h-10z";

    private readonly StringBuilder _svg = new(16 * 1024);

    public string Write(string emptyLeft, string emptyRight)
    {
        _svg.Append($"<svg class=\"graph\" role=\"group\" width=\"{Width}\" height=\"{layout.Height}\" viewBox=\"0 0 {Width} {layout.Height}\"")
            .Append($" font-family=\"system-ui, sans-serif\" font-size=\"{LabelSize}\" fill=\"none\" aria-label=\"");
        Escape($"Relations of {name}", GraphItem.LongestText);
        _svg.Append("\"><defs><pattern id=\"graph-hatch\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">")
            .Append("<path class=\"g-hatch\" d=\"M0 0v6\" stroke=\"currentColor\" stroke-opacity=\".25\" stroke-width=\"2\"/></pattern></defs>\n");
        Frame();
        Edges();
        Heading(LeftX, "Used by");
        Nodes(layout.Left, LeftX, emptyLeft);
        Centre();
        Heading(RightX, "Uses");
        Nodes(layout.Right, RightX, emptyRight);
        return _svg.Append("</svg>").ToString();
    }

    private void Frame()
    {
        if (centre.Frame is not null)
        {
            _svg.Append($"<rect class=\"g-frame\" x=\"{FrameX}\" y=\"4\" width=\"{FrameWidth}\" height=\"{layout.FrameBottom - 4}\" rx=\"8\" ")
                .Append("stroke=\"currentColor\" stroke-dasharray=\"1 3\" stroke-linecap=\"round\"/>\n");
        }
    }

    // Lines before nodes: they are decoration, and no link is below another shape.
    private void Edges()
    {
        _svg.Append("<g class=\"g-edges\" aria-hidden=\"true\" stroke=\"currentColor\">");
        var (left, right) = centre.Frame is null ? (FrameX + FramePadding, FrameX + FrameWidth - FramePadding) : (FrameX, FrameX + FrameWidth);
        Side(layout.Right, new EdgeColumn(right, FrameX + FrameWidth + Stub, RightX - Branch, RightX, HeadRight, HeadLeft));
        Side(layout.Left, new EdgeColumn(left, FrameX - Stub, LeftX + NodeWidth + Branch, LeftX + NodeWidth, HeadLeft, HeadRight));
        if (layout.Left.Count > 0)
        {
            _svg.Append($"<path class=\"g-head\" d=\"M{left} {Hub}{HeadRight}\" fill=\"currentColor\"/>");
        }

        _svg.Append("</g>\n<g class=\"g-words\" aria-hidden=\"true\" fill=\"currentColor\" font-size=\"12\">");
        Words(layout.Right, FrameX + FrameWidth + Stub + 4);
        Words(layout.Left, LeftX + NodeWidth + Branch + 4);
        _svg.Append("</g>\n");
    }

    // The trunk leaves the middle; each label has a line of its own from the trunk to the bracket of its nodes.
    private void Side(IReadOnlyList<GraphBox> boxes, EdgeColumn at)
    {
        if (boxes.Count == 0)
        {
            return;
        }

        var runs = boxes.GroupBy(b => b.Item.EdgeKey, StringComparer.Ordinal).Select(g => (First: g.First().Middle, Last: g.Last().Middle)).ToList();
        var (top, bottom) = (Math.Min(Hub, runs[0].First), Math.Max(Hub, runs[^1].First));
        _svg.Append($"<path class=\"g-edge\" d=\"M{at.Centre} {Hub}H{at.Trunk}M{at.Trunk} {top}V{bottom}");
        foreach (var (first, last) in runs)
        {
            _svg.Append($"M{at.Trunk} {first}H{at.Bracket}V{last}");
        }

        _svg.Append("\"/>");
        foreach (var box in boxes)
        {
            BranchTo(box, at);
        }
    }

    private void BranchTo(GraphBox box, EdgeColumn at)
    {
        var dash = box.Item.State == GraphState.NotFound && !box.Item.IsGroup ? " stroke-dasharray=\"4 3\"" : "";
        _svg.Append($"<path class=\"g-edge\" d=\"M{at.Bracket} {box.Middle}H{at.Node}\"{dash}/>");
        if (box.Item.Side == GraphDirection.Uses)
        {
            _svg.Append($"<path class=\"g-head\" d=\"M{at.Node} {box.Middle}{at.Head}");
            _svg.Append(box.Item.BothWays ? $"M{at.Bracket} {box.Middle}{at.HeadBack}" : "").Append("\" fill=\"currentColor\"/>");
        }
    }

    private void Words(IReadOnlyList<GraphBox> boxes, int x)
    {
        var width = EdgeLabel - 8;
        var key = (string?)null;
        foreach (var box in boxes)
        {
            if (box.Item.EdgeKey == key)
            {
                continue;
            }

            key = box.Item.EdgeKey;
            IReadOnlyList<string> lines = box.Item.WordsBack is { } back
                ? [$"{Cut(box.Item.Words, width)} →", $"← {Cut(back, width)}"]
                : GraphText.Wrap(GraphText.Clean(box.Item.Words, GraphItem.LongestText), SmallSize, width, 2);
            Text(x, box.Middle - 5, lines[0], null);
            if (lines.Count > 1)
            {
                Text(x, box.Middle + 14, lines[1], null);
            }
        }
    }

    // With space for an arrow.
    private static string Cut(string words, int width) => GraphText.Wrap(GraphText.Clean(words, GraphItem.LongestText), SmallSize, width - 20, 1)[0];

    private void Centre()
    {
        if (centre.Frame is { } frame)
        {
            Badge(FrameX + FramePadding, 8, centre.FrameKind, frame, "g-system");
        }

        foreach (var box in layout.Middle)
        {
            Node(box, centre.Nodes.Count == 1 ? "g-node g-self" : "g-node");
        }

        var y = layout.OwnerY;
        if (centre.ToItself is { } itself)
        {
            var x = FrameX + FramePadding;
            _svg.Append($"<path class=\"g-edge\" d=\"M{x + 14} {y - 8}v12a5 5 0 1 1-5 5\" stroke=\"currentColor\" aria-hidden=\"true\"/>")
                .Append($"<path class=\"g-head\" d=\"M{x + 14} {y - 8}l-4 8h8z\" fill=\"currentColor\" aria-hidden=\"true\"/>");
            Text(x + 28, y + 16, GraphText.Wrap(GraphText.Clean(itself, GraphItem.LongestText), SmallSize, NodeWidth - 28, 1)[0], "g-small");
            y += SmallHeight + 8;
        }

        if (centre.Owner is { } owner)
        {
            Badge(FrameX + FramePadding, y, "Owner", owner, "g-owner");
        }

        _svg.Append('\n');
    }

    private void Badge(int x, int y, string what, GraphLink link, string style)
    {
        var label = GraphText.Clean(link.Label, GraphItem.LongestText);
        const int Width = NodeWidth - (2 * Inset);

        // The shape and the full name say what it is; a long name needs the space more.
        var whole = $"{what}: {label}";
        var shown = GraphText.Width(whole, SmallSize) <= Width ? whole : GraphText.Wrap(label, SmallSize, Width, 1)[0];
        var linked = Open(link.Href, whole);
        _svg.Append($"<rect class=\"{style}\" x=\"{x}\" y=\"{y}\" width=\"{NodeWidth}\" height=\"{SmallHeight}\" rx=\"12\" fill=\"transparent\"/>");
        Text(x + Inset, y + 16, shown, "g-small");
        _svg.Append(linked ? "</a>" : "</g>");
    }

    private void Heading(int x, string text) => Text(x, 24, text, "g-heading");

    private void Nodes(IReadOnlyList<GraphBox> boxes, int x, string empty)
    {
        if (boxes.Count == 0)
        {
            Text(x, Top + 16, empty, "g-small");
        }

        foreach (var box in boxes)
        {
            Node(box, box.Item.IsGroup ? "g-node g-group" : "g-node");
        }

        _svg.Append('\n');
    }

    private void Node(GraphBox box, string style)
    {
        var item = box.Item;
        var stale = item.State == GraphState.Stale;
        var linked = Open(item.Href, FullName(item), item.State);
        _svg.Append($"<rect class=\"{style}{(stale ? " g-stale" : "")}\" x=\"{box.X}\" y=\"{box.Y}\" width=\"{NodeWidth}\" height=\"{box.Height}\" rx=\"6\"")
            .Append($" fill=\"{(stale ? "url(#graph-hatch)" : "transparent")}\" stroke=\"currentColor\"")
            .Append(item.State == GraphState.NotFound && !item.IsGroup ? " stroke-dasharray=\"4 3\"/>" : "/>");
        for (var i = 0; i < box.Lines.Count; i++)
        {
            Text(box.X + Inset, box.Y + 18 + (16 * i), box.Lines[i], "g-label");
        }

        var state = item.StateWords is { } words ? GraphText.Width(words, SmallSize) + 24 : 0;
        var detail = GraphText.Wrap(GraphText.Clean(item.Detail, GraphItem.LongestText), SmallSize, NodeWidth - (2 * Inset) - state, 1)[0];
        Text(box.X + Inset, box.Y + box.Height - 9, detail, "g-small");
        if (item.FindingHref is null)
        {
            State(box);
        }

        _svg.Append(linked ? "</a>" : "</g>");
        if (item.FindingHref is not null && state > 0)
        {
            var toFinding = Open(item.FindingHref, $"{GraphText.Clean(item.Label, GraphItem.LongestText)}: {item.StateWords}", item.State);
            _svg.Append($"<rect x=\"{box.X + NodeWidth - state - 6}\" y=\"{box.Y + box.Height - 25}\" width=\"{state + 6}\" ")
                .Append("height=\"24\" fill=\"transparent\"/>");
            State(box);
            _svg.Append(toFinding ? "</a>" : "</g>");
        }
    }

    private void State(GraphBox box)
    {
        if (box.Item.StateWords is { } words)
        {
            var x = box.X + NodeWidth - Inset;
            var y = box.Y + box.Height - 9;
            Text(x - 14, y, words, "g-small g-state", " text-anchor=\"end\"");
            _svg.Append($"<path class=\"g-mark\" d=\"M{x - 5} {y - 9}{Warning}\" fill=\"currentColor\"/>");
        }
    }

    private static string FullName(GraphItem item)
    {
        var about = item.Ref is null ? item.Label : $"{item.Label} ({item.Ref})";
        var relation = item.Words.Length == 0 ? "" : item.Side == GraphDirection.UsedBy && !item.IsGroup ? $": {item.Words} this" : $": {item.Words}";
        return $"{about}{relation}{(item.BothWays ? $"; back: {item.WordsBack}" : "")}{(item.StateWords is { } state ? $"; {state}" : "")}";
    }

    // What has no page is no link. Returns whether it is one.
    private bool Open(string? href, string title, GraphState state = GraphState.Fine)
    {
        var safe = SafeAddress.Of(href);
        var style = state switch { GraphState.Stale => " class=\"is-stale\"", GraphState.NotFound => " class=\"is-missing\"", _ => "" };
        if (safe is null)
        {
            _svg.Append($"<g{style}>");
        }
        else
        {
            _svg.Append($"<a{style} href=\"");
            Escape(safe, SafeAddress.Longest);
            _svg.Append("\">");
        }

        _svg.Append("<title>");
        Escape(title, 2 * GraphItem.LongestText);
        _svg.Append("</title>");
        return safe is not null;
    }

    private void Text(int x, int y, string text, string? style, string anchor = "")
    {
        _svg.Append("<text");
        if (style is not null)
        {
            _svg.Append($" class=\"{style}\" fill=\"currentColor\"{(style.StartsWith("g-small", StringComparison.Ordinal) ? " font-size=\"12\"" : "")}");
        }

        _svg.Append($" x=\"{x}\" y=\"{y}\"{anchor}>");
        Escape(text, GraphItem.LongestText);
        _svg.Append("</text>");
    }

    private void Escape(string text, int limit)
    {
        foreach (var c in GraphText.Clean(text, limit))
        {
            _ = c switch
            {
                '&' => _svg.Append("&amp;"),
                '<' => _svg.Append("&lt;"),
                '>' => _svg.Append("&gt;"),
                '"' => _svg.Append("&quot;"),
                _ => _svg.Append(c),
            };
        }
    }

    private sealed record EdgeColumn(int Centre, int Trunk, int Bracket, int Node, string Head, string HeadBack);
}
