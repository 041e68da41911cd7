namespace Automation.Portal.Pages;

/// <summary>A text that leads somewhere.</summary>
/// <param name="Address">Where it leads; null for a text alone.</param>
public sealed record PageLink(string Text, string? Address = null);

/// <summary>A number that leads to a list of exactly that many.</summary>
/// <param name="Address">The list; null where the number is 0, or the list is on the same page.</param>
public sealed record CountLink(string Text, int Count, string? Address = null);

/// <summary>An entity as pages name it.</summary>
/// <param name="Ref">The full ref.</param>
/// <param name="Kind">The kind, as people write it.</param>
/// <param name="Title">The title, or the name.</param>
/// <param name="Address">Its page; null if the catalog does not have it.</param>
public sealed record EntityMention(string Ref, string Kind, string Title, string? Address);

/// <summary>The tone of a mark. A mark always has a word and a shape, too: colour alone says nothing.</summary>
public enum MarkTone
{
    Plain,
    Good,
    Attention,
    Bad,
    Unknown,
}

/// <summary>A state as a word.</summary>
/// <param name="Word">The word.</param>
public sealed record StateMark(string Word, MarkTone Tone);

/// <summary>A row of a list of entities.</summary>
public sealed record EntityRow(EntityMention Entity)
{
    public string? Type { get; init; }

    public string? Description { get; init; }

    public IReadOnlyList<EntityMention> Owners { get; init; } = [];

    public IReadOnlyList<EntityMention> Systems { get; init; } = [];

    public string? Lifecycle { get; init; }

    /// <summary>The health; null where it is not known.</summary>
    public StateMark? Health { get; init; }

    public int Problems { get; init; }

    public bool IsStale { get; init; }
}

/// <summary>Something that is wrong, who can act, and what to do.</summary>
/// <param name="Severity">How bad it is.</param>
/// <param name="Rule">The rule or the cause, with its explanation.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Who">The side that can act.</param>
/// <param name="Next">What to do.</param>
/// <param name="Place">Where it is.</param>
public sealed record ProblemRow(StateMark Severity, PageLink Rule, string Message, string Who, string Next, PageLink Place)
{
    /// <summary>The entity; null where it is the page's own, or there is none.</summary>
    public EntityMention? Entity { get; init; }

    /// <summary>The owner who can act; null where it is the page's own, or not known.</summary>
    public EntityMention? Owner { get; init; }

    /// <summary>Since when, as it is shown; null if it is not known.</summary>
    public string? Since { get; init; }
}

/// <summary>The pages of a long list.</summary>
/// <param name="Number">The number of this page, from 1.</param>
/// <param name="Pages">How many there are.</param>
/// <param name="Total">How many rows they have together.</param>
/// <param name="First">The number of the first row of this page, from 1.</param>
/// <param name="Last">The number of its last row.</param>
public sealed record PagerModel(int Number, int Pages, int Total, int First, int Last)
{
    /// <summary>The most rows of a page.</summary>
    public const int PageSize = 50;

    /// <summary>The addresses of the pages, in order.</summary>
    public required Func<int, string> Address { get; init; }
}
