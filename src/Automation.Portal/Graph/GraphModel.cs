namespace Automation.Portal.Graph;

/// <summary>Where a related entity stands: its position carries the direction.</summary>
public enum GraphDirection
{
    /// <summary>It uses the entity of the page: the left column.</summary>
    UsedBy,

    /// <summary>The entity of the page uses it: the right column.</summary>
    Uses,
}

/// <summary>What is wrong with an entity; the later ones are worse.</summary>
public enum GraphState
{
    Fine,

    /// <summary>It has findings.</summary>
    Problem,

    /// <summary>Its last good version is shown.</summary>
    Stale,

    /// <summary>It does not exist: the relation dangles.</summary>
    NotFound,
}

/// <summary>A name with the address of its page.</summary>
/// <param name="Label">The text.</param>
/// <param name="Href">The address; null if there is no page.</param>
public sealed record GraphLink(string Label, string? Href)
{
    /// <summary>The ref, by which entities are counted; the label if there is none.</summary>
    public string? Ref { get; init; }

    internal string Identity => Ref ?? Label;
}

/// <summary>An entity as it is drawn.</summary>
/// <param name="Ref">The full ref, which identifies it.</param>
/// <param name="Kind">The kind, in lower case.</param>
/// <param name="Title">The title, or the name if there is none.</param>
public sealed record GraphEntity(string Ref, string Kind, string Title)
{
    /// <summary>Its <c>spec.type</c>, by which members of a large system are counted.</summary>
    public string? Type { get; init; }

    public GraphState State { get; init; }

    /// <summary>Its page; null if it has none.</summary>
    public string? Href { get; init; }

    /// <summary>The finding that explains its state.</summary>
    public string? FindingHref { get; init; }

    public GraphLink? System { get; init; }

    public GraphLink? Owner { get; init; }
}

/// <summary>A relation of the entity of the page; of a system's page, a relation between a member and an entity outside.</summary>
/// <param name="Other">The entity at the other end.</param>
/// <param name="Type">The type as in the catalog, <c>dependsOn</c>, by which relations are ordered.</param>
/// <param name="Words">What is written at the edge, "depends on".</param>
/// <param name="Direction">In which column the other entity stands.</param>
public sealed record GraphRelation(GraphEntity Other, string Type, string Words, GraphDirection Direction);

/// <summary>The table of all relations, which a group links to.</summary>
/// <param name="Href">Its address, relative to the page.</param>
/// <param name="Filters">Whether it reads <c>side</c>, <c>system</c> and <c>owner</c> from the query.</param>
public sealed record GraphTable(string Href, bool Filters)
{
    /// <summary>The rows of one group.</summary>
    internal string For(GraphDirection side, string? name, string? value)
    {
        if (!Filters)
        {
            return Href;
        }

        var hash = Href.IndexOf('#', StringComparison.Ordinal);
        var (path, anchor) = hash < 0 ? (Href, "") : (Href[..hash], Href[hash..]);
        var filter = name is null || value is null ? "" : $"&{name}={Uri.EscapeDataString(GraphText.Clean(value, 200))}";
        return $"{path}?side={(side == GraphDirection.Uses ? "uses" : "used-by")}{filter}{anchor}";
    }
}

/// <summary>A drawn graph, and what is next to it.</summary>
/// <param name="Svg">The inline SVG: links, text and shapes; no style, no script, everything escaped.</param>
/// <param name="Caption">How many of how many are drawn.</param>
/// <param name="Columns">The same, to be read as lists: what a phone shows in place of the picture.</param>
/// <param name="Groups">The groups with their members, for <c>details</c> below the figure; empty if the groups link to the table.</param>
public sealed record GraphDrawing(string Svg, string Caption, IReadOnlyList<GraphColumn> Columns, IReadOnlyList<GraphGroup> Groups)
{
    /// <summary>How many related entities are drawn one by one.</summary>
    public required int Drawn { get; init; }

    /// <summary>How many related entities there are: the rows of the table.</summary>
    public required int Total { get; init; }
}

/// <summary>One side of the graph as a list.</summary>
/// <param name="Title">"Used by", "Uses" or "Members".</param>
/// <param name="Rows">The nodes from top to bottom.</param>
public sealed record GraphColumn(string Title, IReadOnlyList<GraphRow> Rows);

/// <summary>A node as a line of text.</summary>
/// <param name="Label">The whole label.</param>
/// <param name="Words">The relation; null for a member.</param>
/// <param name="Detail">The kind, or what the group is.</param>
/// <param name="State">The state in a word; null if all is well.</param>
/// <param name="Href">Where it leads.</param>
/// <param name="FindingHref">The finding behind the state.</param>
public sealed record GraphRow(string Label, string? Words, string Detail, string? State, string? Href, string? FindingHref);

/// <summary>Entities that are drawn as one node.</summary>
/// <param name="Id">The anchor that the node links to.</param>
/// <param name="Label">"23 components use this: depends on".</param>
/// <param name="Members">All of them.</param>
public sealed record GraphGroup(string Id, string Label, IReadOnlyList<GraphRow> Members);
