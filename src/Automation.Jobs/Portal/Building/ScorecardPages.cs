using Automation.Jobs.Portal.Content;
using Automation.Portal.Pages;
using Automation.Portal.Rendering;

namespace Automation.Jobs.Portal.Building;

/// <summary>How many of how many meet each check, by owner; both numbers lead to their lists.</summary>
internal sealed class ScorecardPages(PortalIndex index, PortalSettings settings)
{
    private readonly Check[] _checks =
    [
        new("owner", "Owner", "It names an owner that the catalog has.", _ => true, e => e.Owners.Any(o => o.Exists)),
        new("lifecycle", "Lifecycle", "A component or an API says at which stage it is.",
            e => ScorePoint.NeedsLifecycle(e.Ref.Kind), e => e.Fields.Lifecycle is { Length: > 0 }),
        new("description", "Description", "A sentence says what it is for.", _ => true, e => e.Fields.Description is { Length: > 0 }),
        new("docs", "Documentation", "A component has documentation, or names it (backstage.io/techdocs-ref).",
            e => e.Ref.Kind == "component", e => e.HasDocuments || e.Details.HasDocumentation),
        new("definition", "Definition", "An API has its definition.", e => e.Ref.Kind == "api", e => e.Details.Definition is not null),
        new("codeowners", "CODEOWNERS", "CODEOWNERS of its repository names the owner that the catalog has; only what can be compared counts.",
            e => e.Codeowners?.Agrees is not null, e => e.Codeowners!.Agrees == true),
        new("covered", "Files owned", "CODEOWNERS gives every file of its repository an owner; only repositories with CODEOWNERS count.",
            e => e.Codeowners is not null, e => e.Codeowners!.Owned == e.Codeowners.Files),
        new("template", "Newest template", "It has the newest version of its template that any service has; only versions by Semantic Versioning count.",
            e => index.Templates.HasNewest(e) is not null, e => index.Templates.HasNewest(e) == true),
        new("problems", "No errors", "Nothing with the severity error is wrong with it.", _ => true,
            e => index.ProblemsOf(e.Ref).All(p => p.Severity != Core.Findings.Severity.Error)),
        new("health", "Healthy", "All its workloads are healthy; only what runs somewhere counts.",
            e => HealthMarks.Of(e.Health) is not null, e => HealthMarks.Of(e.Health)!.Word == "Healthy"),
    ];

    private readonly IReadOnlyList<PortalEntity> _scored = PortalFacets.ByTitle(index.Catalog.Entities.Where(e => KindWords.IsScored(e.Ref.Kind)));

    public IEnumerable<PortalPage> All()
    {
        List<PortalEntity?> owners =
        [
            .. _scored.Count == 0 ? (PortalEntity?[])[] : [null],
            .. index.Owners.Where(o => index.Catalog.OwnedBy(o.Ref).Any(e => KindWords.IsScored(e.Ref.Kind))),
        ];
        var trend = TrendTables.Of(index.Catalog, p => p.All);
        var notScored = NotScored(hasTrend: trend.Count > 0).ToList();
        var table = ListPages.Paged(PortalAddress.Scorecards, owners, (number, rows) =>
        {
            var page = new PageScope(settings, index, PortalAddress.Page(PortalAddress.Scorecards, number));
            return PageRenderer.RenderAsync<ScorecardsPage>(new ScorecardsPageModel(
                page.Frame(),
                [.. _checks.Select(c => new ScoreCheck(c.Title, c.Meaning))],
                [.. rows.Select(o => Row(o, page))],
                page.Pager(PortalAddress.Scorecards, number, owners.Count),
                notScored)
            {
                Trend = trend,
            });
        });
        return table.Concat(owners.SelectMany(Lists));
    }

    private IEnumerable<PageState> NotScored(bool hasTrend)
    {
        var (kept, all) = (_scored.Where(e => e.KeepsFacts).Select(e => e.Source).Distinct().Count(), _scored.Select(e => e.Source).Distinct().Count());
        if (kept < all)
        {
            yield return new PageState.NotKnown(
                $"CODEOWNERS and the version of the template in {all - kept:N0} of {all:N0} sources: the catalog keeps them for a source that has "
                + "'scorecards: true'.");
        }

        if (!hasTrend)
        {
            yield return new PageState.NotKnown(
                $"changes over time: {(index.Catalog.Commits is null ? settings.HistoryUnknown : "the commits that were read are of one day.")}");
        }
    }

    private IEnumerable<PortalPage> Lists(PortalEntity? owner)
    {
        var whose = owner is null ? "" : $", owned by {owner.Title}";
        foreach (var check in _checks)
        {
            var all = Scored(owner, check);
            if (all.Count == 0)
            {
                continue;
            }

            var above = new PageLink("Scorecards", PortalAddress.Scorecards);
            foreach (var page in ListPages.Of(index, settings, AddressOf(owner, check, "met"), $"{check.Title} met{whose}", [.. all.Where(check.IsMet)], above)
                .Concat(ListPages.Of(index, settings, AddressOf(owner, check, "all"), $"{check.Title} checked{whose}", all, above)))
            {
                yield return page;
            }
        }
    }

    private ScoreRow Row(PortalEntity? owner, PageScope page) => new(
        owner is null ? null : page.Owner(owner.Ref),
        [
            .. _checks.Select(c =>
            {
                var all = Scored(owner, c);
                return new ScoreCell(
                    new CountLink($"meet {c.Title}", all.Count(c.IsMet), page.To(AddressOf(owner, c, "met"))),
                    new CountLink($"checked for {c.Title}", all.Count, page.To(AddressOf(owner, c, "all"))));
            }),
        ]);

    private IReadOnlyList<PortalEntity> Scored(PortalEntity? owner, Check check) => owner is null
        ? [.. _scored.Where(check.Applies)]
        : PortalFacets.ByTitle(index.Catalog.OwnedBy(owner.Ref).Where(e => KindWords.IsScored(e.Ref.Kind) && check.Applies(e)));

    private static string AddressOf(PortalEntity? owner, Check check, string part) =>
        $"{PortalAddress.Scorecards}{check.Id}/{(owner is null ? "~all" : PortalAddress.Slug(owner.Ref.ToString()))}/{part}/";

    private sealed record Check(string Id, string Title, string Meaning, Func<PortalEntity, bool> Applies, Func<PortalEntity, bool> IsMet);
}
