using Automation.Core;
using Automation.Core.Text;
using Automation.Jobs.Portal.Content;
using Automation.Portal.Pages;
using Automation.Portal.Rendering;

namespace Automation.Jobs.Portal.Building;

/// <summary>The page of each team and person, the lists that its numbers lead to, and the list of all.</summary>
internal sealed class OwnerPages(PortalIndex index, PortalSettings settings)
{
    private const int MostMentions = 50;

    public IEnumerable<PortalPage> All()
    {
        List<PortalEntity> owners = [.. index.Owners];
        return ListPages.Paged(PortalAddress.Owners, owners, (number, rows) =>
        {
            var page = new PageScope(settings, index, PortalAddress.Page(PortalAddress.Owners, number));
            return PageRenderer.RenderAsync<OwnersPage>(new OwnersPageModel(
                page.Frame(), [.. rows.Select(o => Totals(o, page))], page.Pager(PortalAddress.Owners, number, owners.Count), Unowned(page)));
        }).Concat(owners.SelectMany(Of));
    }

    private IEnumerable<PortalPage> Of(PortalEntity owner)
    {
        var address = PortalAddress.Owner(owner.Ref);
        yield return new PortalPage(address, () => PageRenderer.RenderAsync<OwnerPage>(Model(owner, new PageScope(settings, index, address))));
        var above = new PageLink(owner.Title, address);
        foreach (var (list, title, entities) in Lists(owner))
        {
            foreach (var page in ListPages.Of(index, settings, list, title, entities, above))
            {
                yield return page;
            }
        }
    }

    // Every number on the page of an owner that is not 0 leads to one of these.
    private IEnumerable<(string Address, string Title, IReadOnlyList<PortalEntity> Entities)> Lists(PortalEntity owner)
    {
        var (direct, all) = (Owned(owner), index.OwnedWithChildren(owner.Ref));
        if (all.Count == 0)
        {
            yield break;
        }

        yield return (AllOf(owner.Ref), $"Owned by {owner.Title} and the teams below it", PortalFacets.ByTitle(all));
        foreach (var kind in direct.GroupBy(e => e.Ref.Kind, StringComparer.Ordinal))
        {
            yield return (DirectOf(owner.Ref, kind.Key), $"{KindWords.Many(kind.Key)} of {owner.Title}", PortalFacets.ByTitle(kind));
        }

        foreach (var kind in all.GroupBy(e => e.Ref.Kind, StringComparer.Ordinal))
        {
            yield return (AllOf(owner.Ref, kind.Key), $"{KindWords.Many(kind.Key)} of {owner.Title} and the teams below it", PortalFacets.ByTitle(kind));
        }

        foreach (var word in direct.Where(e => HealthMarks.Of(e.Health) is not null).GroupBy(e => HealthMarks.Of(e.Health)!.Word, StringComparer.Ordinal))
        {
            yield return (HealthOf(owner.Ref, word.Key), $"{word.Key}, owned by {owner.Title}", PortalFacets.ByTitle(word));
        }

        foreach (var (id, title, entities) in CodeownersSections.Groups(direct))
        {
            yield return (CodeownersOf(owner.Ref, id), $"{title}: owned by {owner.Title}", entities);
        }
    }

    private OwnerPageModel Model(PortalEntity owner, PageScope page)
    {
        var (direct, problems) = (Owned(owner), index.ProblemsFor(owner.Ref));
        var isPerson = owner.Ref.Kind == "user";
        var health = direct.Select(e => HealthMarks.Of(e.Health)?.Word).OfType<string>().CountBy(w => w, StringComparer.Ordinal).ToDictionary();
        var codeowners = CodeownersSections.Of(direct, id => page.To(CodeownersOf(owner.Ref, id)));
        return new OwnerPageModel(page.Frame(owner.Definitions[0].Source.PageOf(owner.Definitions[0].File)), page.Mention(owner))
        {
            Description = owner.Details.Description,
            IsPerson = isPerson,
            Parents = Mentions(owner, "childOf", page),
            Children = Mentions(owner, "parentOf", page),
            Members = Mentions(owner, isPerson ? "memberOf" : "hasMember", page),
            Links = [.. owner.Details.Links.Select(l => new PageLink(VisibleText.Of(l.Text, 100), l.Address))],
            Problems = new ProblemSectionModel(
                [.. problems.Take(PagerModel.PageSize).Select(p => page.Row(p, isOfOwner: true))],
                problems.Count,
                problems.Count > PagerModel.PageSize ? page.To(ProblemPages.OfOwner(owner.Ref)) : null),
            Owned = Counts(owner, direct, page),
            Rows = [.. direct.Take(PagerModel.PageSize).Select(page.Row)],
            Health = [.. HealthMarks.Words.Where(health.ContainsKey).Select(w => new CountLink(w, health[w], page.To(HealthOf(owner.Ref, w))))],
            HealthState = health.Count > 0 ? null : new PageState.NotKnown(
                index.Catalog.HasHealth ? "no cluster reports health for what it owns itself." : "no cluster reports health to this portal."),
            Trend = TrendTables.Of(index.Catalog, p => p.ByOwner.GetValueOrDefault(owner.Ref)),
            Codeowners = codeowners.Counts,
            CodeownersState = codeowners.State,
            Templates = [.. direct.Where(e => e.Ref.Kind == "template").Select(page.Mention)],
        };
    }

    private List<OwnedCount> Counts(PortalEntity owner, IReadOnlyList<PortalEntity> direct, PageScope page)
    {
        var all = index.OwnedWithChildren(owner.Ref);
        if (all.Count == 0)
        {
            return [];
        }

        List<OwnedCount> rows =
        [
            .. all.GroupBy(e => e.Ref.Kind, StringComparer.Ordinal).OrderBy(g => KindWords.Place(g.Key)).ThenBy(g => g.Key, StringComparer.Ordinal)
                .Select(g => new OwnedCount(
                    KindWords.Many(g.Key),
                    new CountLink($"{KindWords.Many(g.Key)} directly", direct.Count(e => e.Ref.Kind == g.Key), page.To(DirectOf(owner.Ref, g.Key))),
                    new CountLink($"{KindWords.Many(g.Key)} with child teams", g.Count(), page.To(AllOf(owner.Ref, g.Key))))),
        ];
        return [.. rows, new OwnedCount("All", Direct(owner, direct.Count, page), WithChildren(owner, page))];
    }

    private OwnerTotals Totals(PortalEntity owner, PageScope page) => new(
        page.Owner(owner.Ref),
        owner.Fields.Description is { Length: > 0 } description ? VisibleText.Of(description, 120) : null,
        owner.Related("hasMember").Count(m => m.Exists),
        Direct(owner, Owned(owner).Count, page),
        WithChildren(owner, page),
        new CountLink("problems", index.ProblemsFor(owner.Ref).Count, page.To(ProblemPages.OfOwner(owner.Ref))));

    private static CountLink Direct(PortalEntity owner, int count, PageScope page) =>
        new("owned directly", count, page.To(PortalAddress.List(PortalFacets.Owner, owner.Ref.ToString())));

    private CountLink WithChildren(PortalEntity owner, PageScope page) =>
        new("owned with child teams", index.OwnedWithChildren(owner.Ref).Count, page.To(AllOf(owner.Ref)));

    private CountLink Unowned(PageScope page)
    {
        var none = index.Facet(PortalFacets.Owner).Values.FirstOrDefault(v => v.Address == PortalAddress.List(PortalFacets.Owner, PortalFacets.NoOwner));
        return new CountLink("entities without a known owner", none?.Entities.Count ?? 0, none is null ? null : page.To(none.Address));
    }

    private IReadOnlyList<PortalEntity> Owned(PortalEntity owner) => PortalFacets.ByTitle(index.Catalog.OwnedBy(owner.Ref));

    private static IReadOnlyList<EntityMention> Mentions(PortalEntity owner, string type, PageScope page) =>
        [.. owner.Related(type).Take(MostMentions).Select(r => page.Owner(r.Target))];

    private static string AllOf(EntityRef owner, string? kind = null) =>
        $"{PortalAddress.Owner(owner)}all/{(kind is null ? "" : $"kind/{PortalAddress.Slug(kind)}/")}";

    private static string DirectOf(EntityRef owner, string kind) => $"{PortalAddress.Owner(owner)}kind/{PortalAddress.Slug(kind)}/";

    private static string CodeownersOf(EntityRef owner, string id) => $"{PortalAddress.Owner(owner)}codeowners/{id}/";

    private static string HealthOf(EntityRef owner, string word) => $"{PortalAddress.Owner(owner)}health/{PortalAddress.Slug(word)}/";
}
