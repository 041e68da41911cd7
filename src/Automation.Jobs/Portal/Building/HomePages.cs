using Automation.Core.Text;
using Automation.Jobs.Portal.Content;
using Automation.Portal.Pages;
using Automation.Portal.Rendering;

namespace Automation.Jobs.Portal.Building;

/// <summary>The first page, and the search.</summary>
internal sealed class HomePages(PortalIndex index, PortalSettings settings)
{
    private const int MostRecent = 10;

    public IEnumerable<PortalPage> All() =>
    [
        new(PortalAddress.Home, () => PageRenderer.RenderAsync<HomePage>(Home(new PageScope(settings, index, PortalAddress.Home)))),
        new(PortalAddress.Search, () => PageRenderer.RenderAsync<SearchPage>(Search(new PageScope(settings, index, PortalAddress.Search)))),
    ];

    /// <summary>What a search found: up to fifty of them, and how many there are of each kind.</summary>
    public Task<byte[]> SearchAsync(SearchQuestion question, SearchAnswer found)
    {
        var page = new PageScope(settings, index, PortalAddress.Search);
        return PageRenderer.RenderAsync<SearchPage>(Search(page) with
        {
            Query = question.Text,
            Total = found.Count,
            Rows = [.. found.Refs.Select(page.Catalog.Find).OfType<PortalEntity>().Select(page.Row)],
            Kinds = question.Kind is not null ? [] :
            [
                .. found.Kinds.OrderBy(k => KindWords.Place(k.Key)).ThenBy(k => k.Key, StringComparer.Ordinal)
                    .Select(k => new CountLink(KindWords.Many(k.Key), k.Value, page.To((question with { Kind = k.Key }).Address))),
            ],
            Filters = [.. Filters(question, page)],
        });
    }

    private static IEnumerable<PageLink> Filters(SearchQuestion question, PageScope page)
    {
        if (question.Kind is { } kind)
        {
            yield return new PageLink($"Only {VisibleText.Of(KindWords.Many(kind), 100)}", page.To((question with { Kind = null }).Address));
        }

        if (question.Owner is { } owner)
        {
            yield return new PageLink($"Only of {VisibleText.Of(owner, 200)}", page.To((question with { Owner = null }).Address));
        }
    }

    private static SearchPageModel Search(PageScope page) =>
        new(page.Frame(), [.. page.Index.Facet(PortalFacets.Letter).Values.Select(v => new CountLink(v.Text, v.Entities.Count, page.To(v.Address)))]);

    private HomePageModel Home(PageScope page) => new(page.Frame(), index.Catalog.Entities.Count, index.Owners.Count(o => index.Catalog.OwnedBy(o.Ref).Any()))
    {
        RecentState = index.Catalog.Entities.All(e => e.History is not { Count: > 0 }) ? page.HistoryUnknown : null,
        States = [.. PartialState(page)],
        Questions = Questions(page),
        Facets = FacetModels.Of(page),
        Recent =
        [
            .. index.Catalog.Entities.Where(e => e.History is { Count: > 0 } && KindWords.IsOwned(e.Ref.Kind))
                .OrderByDescending(e => e.History![0].Date).ThenBy(e => e.Ref.ToString(), StringComparer.Ordinal).Take(MostRecent)
                .Select(e => new RecentRow(page.Mention(e), PageScope.Date(e.History![0].Date), page.Commit(e.History[0].Commit))),
        ],
    };

    public static IEnumerable<PageState> PartialState(PageScope page)
    {
        var unread = page.Catalog.Sources.Count(s => s.Stale is not null);
        return unread == 0 ? [] : [new PageState.Partial(unread, page.Catalog.Sources.Count, $"{page.To(PortalAddress.Problems)}#unread")];
    }

    private string Baseline()
    {
        var compared = index.Catalog.Entities.Select(index.Templates.HasNewest).OfType<bool>().ToList();
        return compared.Count > 0
            ? $"{compared.Count(n => n):N0} of {compared.Count:N0} services have the newest version of their template; the scorecards have them by owner."
            : index.Templates.Count > 0
                ? "The scorecards have each check by owner. The templates have the services that were made from each commit."
                : "The scorecards have each check by owner. No service has a known version of its template.";
    }

    private List<QuestionModel> Questions(PageScope page)
    {
        var services = index.Facet(PortalFacets.Kind).Values.FirstOrDefault(v => v.Text == KindWords.Many("component"));
        var templates = index.Catalog.Entities.Count(e => e.Ref.Kind == "template");
        var application = index.Problems.Count(p => p.Side == ProblemOwner.ApplicationTeams);
        var platform = index.Problems.Count(p => p.Side == ProblemOwner.PlatformTeam);
        var known = index.Facet(PortalFacets.Health).Values;
        return
        [
            new(new PageLink("Which service is this, and who owns it?", page.To(services?.Address ?? PortalAddress.Lists)),
                services is null ? "The catalog has no components yet."
                    : $"{services.Entities.Count:N0} components: search for the name, or choose from the list."),
            new(new PageLink("How do I create a new one without a ticket?", page.To(PortalAddress.Templates)),
                templates == 0 ? "There are no templates yet." : $"{templates:N0} templates, each with what it asks for and where to start it."),
            new(new PageLink("Which services have the current baseline?", page.To(PortalAddress.Scorecards)),
                Baseline()),
            new(new PageLink("Who must act on this failure: my team or the platform?", page.To(PortalAddress.Problems)),
                $"{application:N0} for application teams, {platform:N0} for the platform team."),
            new(new PageLink("Is my service healthy?", page.To(known.Count == 0 ? PortalAddress.Lists : index.Facet(PortalFacets.Health).Address)),
                known.Count == 0 ? "Not known: no cluster reports health." : string.Join(", ", known.Select(v => $"{v.Entities.Count:N0} {v.Text}")) + "."),
        ];
    }
}
