using Automation.Jobs.Portal.Content;
using Automation.Portal.Pages;
using Automation.Portal.Rendering;

namespace Automation.Jobs.Portal.Building;

/// <summary>The lists of entities: by each value of each facet, with fifty rows a page.</summary>
internal sealed class ListPages(PortalIndex index, PortalSettings settings)
{
    public IEnumerable<PortalPage> All() =>
    [
        new(PortalAddress.Lists, () => PageRenderer.RenderAsync<CatalogPage>(Start(new PageScope(settings, index, PortalAddress.Lists)))),
        .. index.Facets.SelectMany(f => FacetPagesOf(f).Concat(
            f.Values.SelectMany(v => Of(
                index, settings, v.Address, v.Title, v.Entities, new PageLink($"All lists by {f.Title.ToLowerInvariant()}", f.Address))))),
    ];

    /// <summary>The pages of one list.</summary>
    /// <param name="above">The page that it is reached from, with its address from the root.</param>
    public static IEnumerable<PortalPage> Of(
        PortalIndex index, PortalSettings settings, string address, string title, IReadOnlyList<PortalEntity> entities, PageLink above) =>
        Paged(address, entities, (number, rows) =>
        {
            var page = new PageScope(settings, index, PortalAddress.Page(address, number));
            return PageRenderer.RenderAsync<ListPage>(
                new ListPageModel(page.Frame(), title, title, [.. rows.Select(page.Row)], page.Pager(address, number, entities.Count))
                {
                    Above = above with { Address = page.To(above.Address!) },
                    State = entities.Count == 0 ? new PageState.Empty("There is nothing in this list.") : null,
                });
        });

    /// <summary>A page for each fifty rows, and one if there are none.</summary>
    public static IEnumerable<PortalPage> Paged<T>(string address, IReadOnlyList<T> rows, Func<int, IEnumerable<T>, Task<byte[]>> render)
    {
        for (var number = 1; number == 1 || (number - 1) * PagerModel.PageSize < rows.Count; number++)
        {
            var current = number;
            yield return new PortalPage(
                PortalAddress.Page(address, current), () => render(current, rows.Skip((current - 1) * PagerModel.PageSize).Take(PagerModel.PageSize)));
        }
    }

    private CatalogPageModel Start(PageScope page) => new(page.Frame(), index.Catalog.Entities.Count, FacetModels.Of(page));

    private IEnumerable<PortalPage> FacetPagesOf(PortalFacet facet) => Paged(facet.Address, facet.Values, (number, rows) =>
    {
        var page = new PageScope(settings, index, PortalAddress.Page(facet.Address, number));
        return PageRenderer.RenderAsync<FacetPage>(new FacetPageModel(
            page.Frame(),
            $"Lists by {facet.Title.ToLowerInvariant()}",
            [.. rows.Select(v => new CountLink(v.Text, v.Entities.Count, page.To(v.Address)))],
            page.Pager(facet.Address, number, facet.Values.Count)));
    });
}
