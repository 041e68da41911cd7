using Automation.Catalog.Diffing;

namespace Automation.Jobs.Merging;

/// <summary>
/// Takes back what cannot be told where only the repository itself is at hand: that a relation leads nowhere. What it names may be in another
/// repository; only where it was in this one, and is removed, is it known to break.
/// </summary>
internal static class OutsideUnknown
{
    public static CatalogDiff Of(CatalogDiff diff) => diff with { Relations = [.. diff.Relations.Select(Told).Where(r => r.Before != r.After)] };

    private static RelationChange Told(RelationChange relation) => (relation.Before, relation.After) switch
    {
        (RelationState.Leads, RelationState.Dangles) => relation,
        var (before, after) => relation with { Before = Known(before), After = Known(after) },
    };

    private static RelationState Known(RelationState state) => state == RelationState.Dangles ? RelationState.Leads : state;
}
