using Automation.Portal.Pages;

namespace Automation.Jobs.Portal.Building;

/// <summary>The facets as pages show them: the most frequent values, and a page with all.</summary>
internal static class FacetModels
{
    private const int MostValues = 8;

    public static IReadOnlyList<FacetModel> Of(PageScope page) =>
    [
        .. page.Index.Facets.Where(f => f.Values.Count > 0 && f.Id != PortalFacets.Letter).Select(f => new FacetModel(
            f.Title,
            [
                .. f.Values.Take(f.Id == PortalFacets.Kind ? f.Values.Count : MostValues)
                    .Select(v => new CountLink(v.Text, v.Entities.Count, page.To(v.Address))),
            ],
            f.Id == PortalFacets.Kind || f.Values.Count <= MostValues ? null : new CountLink($"All {f.Values.Count:N0}", f.Values.Count, page.To(f.Address)))),
    ];
}
