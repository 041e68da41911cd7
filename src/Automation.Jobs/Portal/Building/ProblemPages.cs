using Automation.Core;
using Automation.Core.Text;
using Automation.Portal.Pages;
using Automation.Portal.Rendering;

namespace Automation.Jobs.Portal.Building;

/// <summary>Everything that is wrong, by who must act, and the lists that its numbers lead to.</summary>
internal sealed class ProblemPages(PortalIndex index, PortalSettings settings)
{
    private const int MostOwners = 50;
    private const int MostRules = 100;

    private static readonly (ProblemOwner Side, string Anchor, string Title, string Explanation)[] Sides =
    [
        (ProblemOwner.ApplicationTeams, "application", "Application teams", "The owner of the entity must act: the platform team can do nothing about it."),
        (ProblemOwner.PlatformTeam, "platform", "Platform team", "The platform team must act: the owners need do nothing."),
        (ProblemOwner.NotAssignable, "unassigned", "Not yet assignable",
            "It is not known who must act, because no owner that the catalog knows is responsible for the place."),
    ];

    public static string OfOwner(EntityRef owner) => $"{PortalAddress.Problems}owner/{PortalAddress.Slug(owner.ToString())}/";

    public static string OfEntity(EntityRef entity) => $"{PortalAddress.Problems}entity/{PortalAddress.Slug(entity.ToString())}/";

    public IEnumerable<PortalPage> All()
    {
        yield return new PortalPage(
            PortalAddress.Problems, () => PageRenderer.RenderAsync<ProblemsPage>(Model(new PageScope(settings, index, PortalAddress.Problems))));
        foreach (var (address, title, problems) in Lists())
        {
            foreach (var page in List(address, title, problems))
            {
                yield return page;
            }
        }
    }

    private IEnumerable<(string Address, string Title, IReadOnlyList<PortalProblem> Problems)> Lists()
    {
        foreach (var (side, anchor, title, _) in Sides)
        {
            List<PortalProblem> ofSide = [.. index.Problems.Where(p => p.Side == side)];
            yield return (OfSide(anchor), $"Problems: {title}", ofSide);
            foreach (var rule in ofSide.GroupBy(p => p.Id, StringComparer.Ordinal))
            {
                yield return (OfRule(anchor, rule.Key), $"{rule.Key}: {title}", [.. rule.OrderBy(p => p.Owner?.ToString(), StringComparer.Ordinal)]);
            }
        }

        foreach (var owner in index.Owners.Where(o => index.ProblemsFor(o.Ref).Count > 0))
        {
            yield return (OfOwner(owner.Ref), $"Problems of {owner.Title}", index.ProblemsFor(owner.Ref));
        }

        foreach (var entity in index.Catalog.Entities.Where(e => index.ProblemsOf(e.Ref).Count > PagerModel.PageSize))
        {
            yield return (OfEntity(entity.Ref), $"Problems of {entity.Title}", index.ProblemsOf(entity.Ref));
        }
    }

    private IEnumerable<PortalPage> List(string address, string title, IReadOnlyList<PortalProblem> problems) =>
        ListPages.Paged(address, problems, (number, rows) =>
        {
            var page = new PageScope(settings, index, PortalAddress.Page(address, number));
            return PageRenderer.RenderAsync<ProblemListPage>(
                new ProblemListPageModel(page.Frame(), title, [.. rows.Select(p => page.Row(p))], page.Pager(address, number, problems.Count))
                {
                    Above = new PageLink("All problems", page.To(PortalAddress.Problems)),
                });
        });

    private ProblemsPageModel Model(PageScope page) => new(
        page.Frame(), index.Problems.Count, [.. Sides.Select(s => Side(s.Side, s.Anchor, s.Title, s.Explanation, page))])
    {
        States = [.. HomePages.PartialState(page)],
        Owners =
        [
            .. index.Owners.Select(o => (Owner: o, index.ProblemsFor(o.Ref).Count)).Where(o => o.Count > 0).OrderByDescending(o => o.Count).Take(MostOwners)
                .Select(o => new CountLink(o.Owner.Title, o.Count, page.To(OfOwner(o.Owner.Ref)))),
        ],
        Unread =
        [
            .. index.Catalog.Sources.Where(s => s.Stale is not null).Take(PagerModel.PageSize)
                .Select(s => new UnreadRow(
                    s.Name,
                    VisibleText.Of(s.Stale!.Reason, 300),
                    s.Stale.Since is { Length: > 0 } since ? since[..Math.Min(10, since.Length)] : null)),
        ],
    };

    private ProblemSide Side(ProblemOwner side, string anchor, string title, string explanation, PageScope page)
    {
        List<PortalProblem> problems = [.. index.Problems.Where(p => p.Side == side)];
        return new ProblemSide(
            anchor,
            title,
            explanation,
            new CountLink(title, problems.Count, page.To(OfSide(anchor))),
            [
                .. problems.GroupBy(p => p.Id, StringComparer.Ordinal).OrderByDescending(g => g.Max(p => p.Severity)).ThenByDescending(g => g.Count())
                    .ThenBy(g => g.Key, StringComparer.Ordinal).Take(MostRules)
                    .Select(g => new RuleCount(
                        PageScope.Mark(g.Max(p => p.Severity)),
                        g.First().Title,
                        g.Key,
                        new CountLink($"problems of {g.Key}", g.Count(), page.To(OfRule(anchor, g.Key))))),
            ]);
    }

    private static string OfSide(string anchor) => $"{PortalAddress.Problems}{anchor}/";

    private static string OfRule(string anchor, string rule) => $"{PortalAddress.Problems}{anchor}/rule/{PortalAddress.Slug(rule)}/";
}
