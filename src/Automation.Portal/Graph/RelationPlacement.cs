namespace Automation.Portal.Graph;

/// <summary>Where the other end of a relation stands, and what is written at the edge, along the arrow.</summary>
/// <param name="Direction">The column.</param>
/// <param name="Words">The words, which read from the tail of the arrow to its head.</param>
public sealed record RelationPlacement(GraphDirection Direction, string Words)
{
    private static readonly Dictionary<string, RelationPlacement> Known = new(StringComparer.Ordinal)
    {
        ["dependsOn"] = new(GraphDirection.Uses, "depends on"),
        ["dependencyOf"] = new(GraphDirection.UsedBy, "depends on"),
        ["consumesApi"] = new(GraphDirection.Uses, "consumes"),
        ["apiConsumedBy"] = new(GraphDirection.UsedBy, "consumes"),
        ["providesApi"] = new(GraphDirection.Uses, "provides"),
        // An API works by what provides it.
        ["apiProvidedBy"] = new(GraphDirection.Uses, "provided by"),
        ["hasPart"] = new(GraphDirection.Uses, "has part"),
        ["partOf"] = new(GraphDirection.UsedBy, "has part"),
        ["parentOf"] = new(GraphDirection.Uses, "parent of"),
        ["childOf"] = new(GraphDirection.UsedBy, "parent of"),
        ["hasMember"] = new(GraphDirection.Uses, "has member"),
        ["memberOf"] = new(GraphDirection.UsedBy, "has member"),
    };

    /// <summary>The placement of a relation; null if it is no edge: the owner is a badge, a system or domain the frame.</summary>
    /// <param name="type">The type, as the entity of the page has it.</param>
    /// <param name="targetKind">The kind of the other end, in lower case.</param>
    public static RelationPlacement? Of(string type, string targetKind) => type switch
    {
        "ownedBy" or "ownerOf" => null,
        "partOf" when targetKind is "system" or "domain" => null,
        _ => Known.GetValueOrDefault(type) ?? new RelationPlacement(GraphDirection.Uses, Spaced(type)),
    };

    /// <summary>A type of relation as words: <c>deployedTo</c> as <c>deployed to</c>.</summary>
    public static string Spaced(string type) =>
        string.Concat(type.Select(c => char.IsAsciiLetterUpper(c) ? " " + char.ToLowerInvariant(c) : c.ToString())).Trim();
}
