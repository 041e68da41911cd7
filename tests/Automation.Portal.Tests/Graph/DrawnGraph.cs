using System.Globalization;
using System.Xml.Linq;
using Automation.Portal.Graph;

namespace Automation.Portal.Tests.Graph;

/// <summary>A drawing as rectangles and texts with their places, read from the SVG.</summary>
internal sealed record DrawnGraph(XElement Svg)
{
    private static readonly XNamespace None = XNamespace.None;

    public static DrawnGraph Read(GraphDrawing drawing) => new(XElement.Parse(drawing.Svg));

    public IReadOnlyList<Area> Nodes => [.. Rectangles("g-node").Concat(Rectangles("g-owner"))];

    public IReadOnlyList<Area> Texts => [.. Svg.Descendants(None + "text").Select(TextArea)];

    public IReadOnlyList<string> Links => [.. Svg.Descendants(None + "a").Select(a => a.Attribute("href")!.Value)];

    public IReadOnlyList<string> Titles => [.. Svg.Descendants(None + "title").Select(t => t.Value)];

    public Area Page => new("page", 0, 0, Number(Svg, "width"), Number(Svg, "height"));

    /// <summary>The place of the node with a label that begins so.</summary>
    public Area Node(string label)
    {
        var text = Texts.First(t => t.Name.StartsWith(label, StringComparison.Ordinal));
        return Nodes.Single(n => n.Contains(text)) with { Name = label };
    }

    private IEnumerable<Area> Rectangles(string style) => Svg.Descendants(None + "rect")
        .Where(r => r.Attribute("class")?.Value.Split(' ').Contains(style) == true)
        .Select(r => new Area(style, Number(r, "x"), Number(r, "y"), Number(r, "width"), Number(r, "height")));

    // As the widest font would draw it.
    private static Area TextArea(XElement text)
    {
        var size = text.AncestorsAndSelf().Select(e => e.Attribute("font-size")?.Value).First(v => v is not null)!;
        var width = GraphText.Width(text.Value, int.Parse(size, CultureInfo.InvariantCulture));
        var x = Number(text, "x") - (text.Attribute("text-anchor")?.Value == "end" ? width : 0);
        return new Area(text.Value, x, Number(text, "y") - 11, width, 14) { FontSize = int.Parse(size, CultureInfo.InvariantCulture) };
    }

    private static int Number(XElement element, string name) => int.Parse(element.Attribute(name)!.Value, CultureInfo.InvariantCulture);
}

/// <summary>A rectangle of the drawing.</summary>
internal sealed record Area(string Name, int X, int Y, int Width, int Height)
{
    public int FontSize { get; init; }

    public bool Overlaps(Area other) => X < other.X + other.Width && other.X < X + Width && Y < other.Y + other.Height && other.Y < Y + Height;

    public bool Contains(Area other) => X <= other.X && Y <= other.Y && X + Width >= other.X + other.Width && Y + Height >= other.Y + other.Height;
}
