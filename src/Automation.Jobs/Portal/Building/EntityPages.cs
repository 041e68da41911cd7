using System.Text;
using Automation.Core;
using Automation.Core.Text;
using Automation.Jobs.Portal.Content;
using Automation.Portal.Pages;
using Automation.Portal.Rendering;

namespace Automation.Jobs.Portal.Building;

/// <summary>The page of each entity, what lies beside it for programs, and the rest of long tables.</summary>
internal sealed class EntityPages(PortalIndex index, PortalSettings settings)
{
    private const int MostPeople = 20;
    private const int LongestDefinition = 20_000;

    // Search engines and previews cut longer ones off.
    private const int LongestSummary = 160;

    public IEnumerable<PortalPage> All() => index.Catalog.Entities.SelectMany(Of);

    /// <summary>The page or file of an address; null if no entity has it.</summary>
    public PortalPage? Find(string address) =>
        index.EntityAt(address, PortalAddress.Entity) is { } entity ? Of(entity).FirstOrDefault(p => p.Address == address) : null;

    private IEnumerable<PortalPage> Of(PortalEntity entity)
    {
        var address = PortalAddress.Entity(entity.Ref);
        yield return new PortalPage(address, () => PageRenderer.RenderAsync<EntityPage>(Model(entity, new PageScope(settings, index, address))));
        yield return new PortalPage($"{address}entity.json", () => Task.FromResult(EntityJson.Of(entity, index)));
        if (!settings.LeavesOutTexts && entity.Ref.Kind == "api" && entity.Details.Definition is { } definition)
        {
            yield return new PortalPage($"{address}definition.txt", () => Task.FromResult(Encoding.UTF8.GetBytes(definition)));
        }

        if (entity.Relations.Count > PagerModel.PageSize)
        {
            var list = PortalAddress.Relations(entity.Ref);
            foreach (var part in ListPages.Paged(list, entity.Relations, (number, relations) =>
            {
                var page = new PageScope(settings, index, PortalAddress.Page(list, number));
                return PageRenderer.RenderAsync<RelationsPage>(new RelationsPageModel(
                    page.Frame(), page.Mention(entity), [.. relations.Select(r => Row(r, page))], page.Pager(list, number, entity.Relations.Count)));
            }))
            {
                yield return part;
            }
        }
    }

    private EntityPageModel Model(PortalEntity entity, PageScope page)
    {
        var details = entity.Details;
        var frame = page.Frame(entity.Definitions[0].Source.PageOf(entity.Definitions[0].File)) with
        {
            Summary = entity.Fields.Description is { Length: > 0 } description ? VisibleText.Of(description, LongestSummary) : null,
        };
        return new EntityPageModel(frame, page.Mention(entity))
        {
            Type = entity.Fields.Type is { Length: > 0 } type
                ? new PageLink(type, page.To(PortalAddress.List(PortalFacets.Type, $"{entity.Ref.Kind} {type}")))
                : null,
            Lifecycle = entity.Fields.Lifecycle is { Length: > 0 } stage
                ? new PageLink(stage, page.To(PortalAddress.List(PortalFacets.Lifecycle, stage)))
                : null,
            Tags = [.. entity.Fields.Tags.Distinct(StringComparer.Ordinal).Select(t => new PageLink(t, page.To(PortalAddress.List(PortalFacets.Tag, t))))],
            States = [.. States(entity, page)],
            Introduction = Introduction(entity, page),
            Description = details.Description,
            Links = [.. details.Links.Select(l => new PageLink(VisibleText.Of(l.Text, 100), l.Address))],
            Owner = OwnerSection(entity, page),
            Problems = Problems(entity, page),
            Health = HealthSections.Of(entity, index.Catalog),
            Members = entity.Ref.Kind is "system" or "domain" ? Members(entity, page) : null,
            Relations = new RelationSectionModel(
                new EntityGraphs(page).Of(entity),
                [.. entity.Relations.Take(PagerModel.PageSize).Select(r => Row(r, page))],
                entity.Relations.Count,
                entity.Relations.Count > PagerModel.PageSize ? page.To(PortalAddress.Relations(entity.Ref)) : null),
            Apis = Apis(entity, page),
            Documentation = DocumentPages.Section(entity, page, settings),
            History = History(entity, page),
            Source = new SourceSectionModel([.. entity.Definitions.Select((d, i) => new DefinitionRow(
                Place(d),
                d.Source.Commit is { } commit ? commit[..Math.Min(10, commit.Length)] : null,
                d.TakeoverWaits ? "waits for a confirmation that its repository takes over this name" : i > 0 ? "not used: the first definition is" : null))])
            {
                Template = entity.Template is { } template ? new TemplateUse(
                    page.Mention(template.Ref), VisibleText.Of(template.Version, 60), NoteOf(entity)) : null,
            },
        };
    }

    private string? NoteOf(PortalEntity service) => index.Templates.HasNewest(service) switch
    {
        true => "the newest version that any service has",
        false when service.Template!.Pin is { } pin => $"other services have a newer one; this one accepts '{VisibleText.Of(pin, 60)}'",
        false => "other services have a newer one",
        null => null,
    };

    private static PageLink Place(PortalDefinition definition) => new(
        $"{definition.Source.Name}/{definition.File}:{definition.Line}",
        definition.Source.PageOf(definition.File) is { } page ? $"{page}#L{definition.Line}" : null);

    private static IEnumerable<PageState> States(PortalEntity entity, PageScope page)
    {
        if (entity.Stale is { } stale)
        {
            yield return new PageState.Stale(
                Place(entity.Definitions[0]),
                stale.Since.Length == 0 ? null : stale.Since[..Math.Min(10, stale.Since.Length)],
                stale.Reason is { } reason ? VisibleText.Of(reason, 400) : "The reason names a repository that you cannot read.",
                page.Owners(entity) is [var first, ..] ? first : null);
        }

        if (entity.Fields.Lifecycle == "deprecated")
        {
            yield return new PageState.Deprecated();
        }
    }

    private static IntroductionModel Introduction(PortalEntity entity, PageScope page)
    {
        var what = entity.Ref.Kind switch
        {
            "component" or "resource" when entity.Fields.Type is { Length: > 0 } type => WithArticle(type),
            "group" when entity.Fields.Type is { Length: > 0 } type => WithArticle(type),
            "api" => "an API",
            "user" => "a person",
            "group" => "a team",
            var kind => WithArticle(kind),
        };
        var owners = page.Owners(entity);
        return new IntroductionModel(
            what,
            [.. entity.Related("partOf").Where(r => r.Exists).Select(r => page.Mention(r.Target))],
            owners,
            owners.Count == 1 && entity.Owners.First() is { Exists: true, Target: var owner } ? People(owner, page) : []);
    }

    private static string WithArticle(string noun) => noun.Length > 0 && "aeiou".Contains(noun[0], StringComparison.Ordinal) ? $"an {noun}" : $"a {noun}";

    private static List<EntityMention> People(EntityRef team, PageScope page) =>
        page.Catalog.Find(team) is { } known ? [.. known.Related("hasMember").Where(m => m.Exists).Take(MostPeople).Select(m => page.Owner(m.Target))] : [];

    private static OwnerSectionModel OwnerSection(PortalEntity entity, PageScope page) => new(
        [
            .. entity.Owners.Select(o => new OwnerCardModel(
                page.Mention(o.Target),
                People(o.Target, page),
                page.Catalog.Find(o.Target) is { } owner ? [.. owner.Details.Links.Select(l => new PageLink(VisibleText.Of(l.Text, 100), l.Address))] : [],
                page.Owner(o.Target).Address)),
        ],
        entity.Owners.Any() || !KindWords.IsOwned(entity.Ref.Kind) ? null
            : new PageState.Empty("It has no owner.", "Name a team under spec.owner of its descriptor."),
        CodeownersSections.Of(entity));

    private ProblemSectionModel Problems(PortalEntity entity, PageScope page)
    {
        var problems = index.ProblemsOf(entity.Ref);
        return new ProblemSectionModel(
            [.. problems.Take(PagerModel.PageSize).Select(p => page.Row(p, isOfEntity: true))],
            problems.Count,
            problems.Count > PagerModel.PageSize ? page.To(ProblemPages.OfEntity(entity.Ref)) : null);
    }

    private MemberSectionModel Members(PortalEntity entity, PageScope page)
    {
        // What is worst comes first.
        var words = HealthMarks.Words.ToList();
        List<PortalEntity> members =
        [
            .. PortalFacets.ByTitle(entity.Related("hasPart").Select(r => index.Catalog.Find(r.Target)).OfType<PortalEntity>())
                .OrderBy(e => HealthMarks.Of(e.Health) is { } mark ? words.IndexOf(mark.Word) : words.Count),
        ];
        var list = entity.Ref.Kind == "system" ? PortalAddress.List(PortalFacets.System, entity.Ref.ToString()) : PortalAddress.Relations(entity.Ref);
        return new MemberSectionModel(
            $"Parts of {entity.Title}",
            [.. members.Take(PagerModel.PageSize).Select(page.Row)],
            members.Count,
            members.Count > PagerModel.PageSize ? page.To(list) : null);
    }

    private static RelationRow Row(PortalRelation relation, PageScope page)
    {
        var target = page.Catalog.Find(relation.Target);
        return new RelationRow(
            RelationWords.Of(relation.Type),
            RelationWords.IsUse(relation.Type),
            page.Mention(relation.Target),
            target?.Fields.Type,
            target is null ? [] : page.Owners(target));
    }

    private ApiSectionModel? Apis(PortalEntity entity, PageScope page)
    {
        if (entity.Ref.Kind is not ("component" or "api"))
        {
            return null;
        }

        List<EntityMention> Targets(string type) => [.. entity.Related(type).Select(r => page.Mention(r.Target))];
        var (provided, consumed) = (Targets("providesApi"), Targets("consumesApi"));
        var definition = !settings.LeavesOutTexts && entity.Details.Definition is { } text
            ? new DefinitionModel(
                entity.Fields.Type ?? "text",
                text.Length <= LongestDefinition ? text : text[..LongestDefinition],
                text.Length > LongestDefinition,
                "definition.txt")
            : null;
        return new ApiSectionModel(provided, consumed, definition, provided.Count + consumed.Count > 0 || definition is not null ? null
            : entity.Details.Definition is not null
                ? new PageState.NotKnown("the definition was left out, because the site would be too large with it. See the source.")
            : entity.Ref.Kind == "api" ? new PageState.Empty("It has no definition.", "Add it under spec.definition, as text or with $text.")
            : new PageState.Empty("It provides and consumes no APIs.", "Name them under spec.providesApis and spec.consumesApis."));
    }

    private static HistorySectionModel History(PortalEntity entity, PageScope page) => entity.History is null
        ? new HistorySectionModel([], page.HistoryUnknown)
        : new HistorySectionModel(
            [.. entity.History.Select(c => new HistoryRow(PageScope.Date(c.Date), page.Commit(c.Commit), ""))],
            entity.History.Count > 0 ? null
                : new PageState.Empty(page.Catalog.Commits is { } all ? $"It did not change in the last {all.Count:N0} commits of the catalog."
                    : "It did not change in the commits of the catalog that were read."));
}
