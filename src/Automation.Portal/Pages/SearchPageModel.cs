namespace Automation.Portal.Pages;

/// <summary>The search. Without a script it leads to lists from A to Z.</summary>
/// <param name="Letters">The lists by first letter.</param>
public sealed record SearchPageModel(SiteFrame Site, IReadOnlyList<CountLink> Letters)
{
    /// <summary>What was searched for; null where a script fills the page.</summary>
    public string? Query { get; init; }

    /// <summary>The hits, best first; null where a script fills the page.</summary>
    public IReadOnlyList<EntityRow>? Rows { get; init; }

    /// <summary>How many hits there are.</summary>
    public int Total { get; init; }

    /// <summary>How many hits each kind has; empty where only one kind was searched for.</summary>
    public IReadOnlyList<CountLink> Kinds { get; init; } = [];

    /// <summary>The filters that apply; each leads to the search without it.</summary>
    public IReadOnlyList<PageLink> Filters { get; init; } = [];
}
