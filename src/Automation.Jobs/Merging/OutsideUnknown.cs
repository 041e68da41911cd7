using Automation.Catalog.Diffing;
using Automation.Core;

namespace Automation.Jobs.Merging;

/// <summary>
/// Removes what is not certain: that a relation leads nowhere, if its target may exist in a place that was not read. Only if this
/// change removes the entity is the relation certain to break.
/// </summary>
internal static class OutsideUnknown
{
    /// <summary>The difference without what is not certain.</summary>
    /// <param name="diff">The difference.</param>
    /// <param name="mayExist">Whether an entity that neither catalog has may exist anyway.</param>
    public static CatalogDiff Of(CatalogDiff diff, Predicate<EntityRef> mayExist) =>
        diff with { Relations = [.. diff.Relations.Select(r => Certain(r, mayExist)).Where(r => r.Before != r.After)] };

    private static RelationChange Certain(RelationChange relation, Predicate<EntityRef> mayExist)
    {
        if ((relation.Before, relation.After) is (RelationState.Leads, RelationState.Dangles) || !mayExist(relation.Target))
        {
            return relation;
        }

        return relation with { Before = Certain(relation.Before), After = Certain(relation.After) };
    }

    private static RelationState Certain(RelationState state) => state == RelationState.Dangles ? RelationState.Leads : state;
}
