using Automation.Core;
using Automation.Core.Text;
using Automation.Jobs.Portal.Content;
using Automation.Portal.Graph;
using Automation.Portal.Pages;

namespace Automation.Jobs.Portal.Building;

/// <summary>The picture of an entity's relations; of a system or a domain, that of its members' relations with what is outside.</summary>
internal sealed class EntityGraphs(PageScope page)
{
    private const string Table = "#relations-table";
    private const string Problems = "#problems";

    /// <summary>The picture; null if there is nothing to draw.</summary>
    public GraphDrawing? Of(PortalEntity entity)
    {
        var table = new GraphTable(entity.Relations.Count > PagerModel.PageSize ? page.To(PortalAddress.Relations(entity.Ref)) : Table, Filters: false);
        if (entity.Ref.Kind is "system" or "domain")
        {
            return entity.Related("hasPart").Any() ? OfMembers(entity, table) : null;
        }

        var relations = entity.Relations.Select(Relation).OfType<GraphRelation>().ToList();
        return relations.Count == 0 ? null : EntityGraph.Draw(Node(entity), relations, table);
    }

    private GraphDrawing OfMembers(PortalEntity entity, GraphTable table)
    {
        var members = entity.Related("hasPart").Select(r => r.Target).ToHashSet();
        var outside = members.Select(page.Catalog.Find).OfType<PortalEntity>().SelectMany(m => m.Relations)
            .Where(r => r.Target != entity.Ref && !members.Contains(r.Target));
        return SystemGraph.Draw(
            Node(entity), [.. members.Select(Node)], [.. outside.Select(Relation).OfType<GraphRelation>()], table, "#members");
    }

    private GraphRelation? Relation(PortalRelation relation) => RelationPlacement.Of(relation.Type, relation.Target.Kind) is { } place
        ? new GraphRelation(Node(relation.Target), relation.Type, place.Words, place.Direction)
        : null;

    private GraphEntity Node(EntityRef entity) => page.Catalog.Find(entity) is { } known
        ? Node(known)
        : new GraphEntity(entity.ToString(), entity.Kind, VisibleText.Of(entity.Name, 100)) { State = GraphState.NotFound, FindingHref = Problems };

    private GraphEntity Node(PortalEntity entity)
    {
        var state = entity.Stale is not null ? GraphState.Stale : page.Index.ProblemsOf(entity.Ref).Count > 0 ? GraphState.Problem : GraphState.Fine;
        var address = page.To(PortalAddress.Entity(entity.Ref));
        return new GraphEntity(entity.Ref.ToString(), entity.Ref.Kind, VisibleText.Of(entity.Title, 100))
        {
            Type = entity.Fields.Type,
            State = state,
            Href = address,
            FindingHref = state == GraphState.Fine ? null : address + Problems,
            System = entity.Related("partOf").Where(r => r.Target.Kind is "system" or "domain").Select(r => Link(page.Mention(r.Target))).FirstOrDefault(),
            Owner = page.Owners(entity) is [var owner, ..] ? Link(owner) : null,
        };
    }

    private static GraphLink Link(EntityMention mention) => new(mention.Title, mention.Address) { Ref = mention.Ref };
}
