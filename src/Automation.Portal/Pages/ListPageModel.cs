namespace Automation.Portal.Pages;

/// <summary>A page of a list of entities.</summary>
/// <param name="Title">What the list has, such as <c>Components</c>.</param>
/// <param name="Caption">The same as a caption of its table.</param>
public sealed record ListPageModel(SiteFrame Site, string Title, string Caption, IReadOnlyList<EntityRow> Rows, PagerModel Pager)
{
    /// <summary>The ways to narrow the whole catalog down, with other values.</summary>
    public IReadOnlyList<FacetModel> Facets { get; init; } = [];

    /// <summary>Where it is a list of: the list above this one.</summary>
    public PageLink? Above { get; init; }

    public PageState? State { get; init; }
}

/// <summary>One property of entities, with its values and how many have each.</summary>
/// <param name="Title">The name of the property.</param>
/// <param name="Values">The most frequent values.</param>
/// <param name="All">The page with all values; null if these are all.</param>
public sealed record FacetModel(string Title, IReadOnlyList<CountLink> Values, CountLink? All);

/// <summary>All values of one property of entities.</summary>
public sealed record FacetPageModel(SiteFrame Site, string Title, IReadOnlyList<CountLink> Values, PagerModel Pager);

/// <summary>The start of all lists.</summary>
public sealed record CatalogPageModel(SiteFrame Site, int Total, IReadOnlyList<FacetModel> Facets);
