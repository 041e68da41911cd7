using Automation.Core.Text;
using Automation.Jobs.Portal.Content;
using Automation.Portal.Pages;
using Automation.Portal.Rendering;

namespace Automation.Jobs.Portal.Building;

/// <summary>The pages of what the catalog had once: old links still lead somewhere.</summary>
internal sealed class GonePages(PortalIndex index, PortalSettings settings)
{
    private readonly Lazy<ILookup<string, PortalEntity>> _names = new(() => index.Catalog.Entities.ToLookup(e => e.Ref.Name, StringComparer.Ordinal));

    private readonly Lazy<Dictionary<string, RemovedEntity>> _byAddress =
        new(() => index.Catalog.Removed.DistinctBy(r => PortalAddress.Entity(r.Ref)).ToDictionary(r => PortalAddress.Entity(r.Ref), StringComparer.Ordinal));

    public IEnumerable<PortalPage> All() => index.Catalog.Removed.Select(Of);

    /// <summary>The page of an address; null if nothing that was removed had it.</summary>
    public PortalPage? Find(string address) =>
        _byAddress.Value.GetValueOrDefault(address) is { } removed ? Of(removed) : null;

    private PortalPage Of(RemovedEntity removed)
    {
        var address = PortalAddress.Entity(removed.Ref);
        return new PortalPage(address, () =>
        {
            var page = new PageScope(settings, index, address);
            return PageRenderer.RenderAsync<GonePage>(new GonePageModel(
                page.Frame(),
                removed.Ref.ToString(),
                KindWords.One(removed.Ref.Kind),
                removed.Ref.Name,
                State(removed, page),
                Near(removed, _names.Value, page)));
        });
    }

    private static PageState State(RemovedEntity removed, PageScope page)
    {
        var (commit, date) = (page.Commit(removed.Commit.Commit), PageScope.Date(removed.Commit.Date));
        return removed.RenamedTo is { } target && page.Catalog.Find(target) is { } known
            ? new PageState.Renamed(page.Mention(known), commit, date)
            : new PageState.Removed(commit, date);
    }

    private static IReadOnlyList<EntityMention> Near(RemovedEntity removed, ILookup<string, PortalEntity> names, PageScope page) =>
        removed.RenamedTo is null && DidYouMean.Closest(removed.Ref.Name, names.Select(n => n.Key)) is { } near ? [.. names[near].Select(page.Mention)] : [];
}
