namespace Automation.Portal.Graph;

/// <summary>A node to draw: an entity, or several as one.</summary>
/// <param name="Side">The column.</param>
/// <param name="Label">The text in the node.</param>
/// <param name="Detail">The small text below it: the kind, or what the group is.</param>
internal sealed record GraphItem(GraphDirection Side, string Label, string Detail)
{
    /// <summary>No text in a drawing is longer than this, wherever it came from.</summary>
    public const int LongestText = 120;

    public bool IsGroup { get; init; }

    /// <summary>Items in sequence with the same key share an edge's label.</summary>
    public string EdgeKey { get; init; } = "";

    /// <summary>What is written at the edge; read along the arrow.</summary>
    public string Words { get; init; } = "";

    /// <summary>The words against the arrow of a two-headed edge.</summary>
    public string? WordsBack { get; init; }

    public bool BothWays => WordsBack is not null;

    public GraphState State { get; init; }

    /// <summary>"stale", or "2 stale" of a group; null if all is well.</summary>
    public string? StateWords { get; init; }

    public string? Href { get; init; }

    public string? FindingHref { get; init; }

    /// <summary>The ref, which tells two entities with the same title apart.</summary>
    public string? Ref { get; init; }

    /// <summary>An entity alone.</summary>
    public static GraphItem Single(GraphEntity entity, GraphDirection side) => new(side, entity.Title, KindNames.One(entity.Kind))
    {
        State = entity.State,
        StateWords = WordsOf(entity.State),
        // The page of an entity that does not exist is the finding that says so.
        Href = entity.State == GraphState.NotFound ? entity.FindingHref : entity.Href,
        FindingHref = entity.State == GraphState.NotFound ? null : entity.FindingHref,
        Ref = entity.Ref,
    };

    public static GraphItem Single(GraphNeighbour neighbour) => Single(neighbour.Entity, neighbour.Side) with
    {
        EdgeKey = neighbour.EdgeKey,
        Words = Joined(neighbour.Side == GraphDirection.Uses ? neighbour.Uses : neighbour.UsedBy),
        WordsBack = neighbour.BothWays ? Joined(neighbour.UsedBy) : null,
    };

    /// <summary>The worst state of many, with the number of those that have it.</summary>
    public GraphItem WithWorst(IReadOnlyList<GraphEntity> entities)
    {
        var worst = entities.Max(e => e.State);
        var count = entities.Count(e => e.State == worst);
        var words = worst switch
        {
            GraphState.Fine => null,
            GraphState.Problem => count == 1 ? "1 problem" : $"{count} problems",
            _ => $"{count} {WordsOf(worst)}",
        };
        return this with { State = worst, StateWords = words };
    }

    public GraphRow Row() => new(
        GraphText.Clean(Label, LongestText),
        Words.Length == 0 ? null : GraphText.Clean(BothWays ? $"{Words}; back: {WordsBack}" : Words, LongestText),
        GraphText.Clean(Detail, LongestText),
        StateWords,
        Href,
        FindingHref);

    private static string Joined(IReadOnlyList<RelationLabel> labels) => string.Join(", ", labels.Select(l => l.Words));

    private static string? WordsOf(GraphState state) => state switch
    {
        GraphState.Problem => "problem",
        GraphState.Stale => "stale",
        GraphState.NotFound => "not found",
        _ => null,
    };
}

/// <summary>Kinds as words in a sentence.</summary>
internal static class KindNames
{
    public static string One(string kind) => kind == "api" ? "API" : kind;

    public static string Many(int count, string kind) => $"{count} {(count == 1 ? One(kind) : Plural(One(kind)))}";

    private static string Plural(string word) =>
        word.EndsWith('s') ? word + "es" : word.EndsWith('y') && word.Length > 1 && !"aeiou".Contains(word[^2]) ? word[..^1] + "ies" : word + "s";
}
