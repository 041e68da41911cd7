using Automation.Catalog.Artifact;
using Automation.Descriptors.Relations;

namespace Automation.Catalog.Diffing;

/// <summary>Collects relations that stay, next to what changed. Owners and members are left out: they relate to everything, and add nothing here.</summary>
internal static class Surroundings
{
    private const int Most = 200;

    public static IReadOnlyList<Relation> Of(IEnumerable<EntryChange> entries, StoredCatalog after) =>
        [.. entries.Where(e => e.After.Exists && (e.IsAdded || e.Before.Definitions[0].Blob != e.After.Definitions[0].Blob))
            .SelectMany(e => Staying(e, after))
            .DistinctBy(r => (r.Source, r.Type, r.Target))
            .Take(Most)];

    private static IEnumerable<Relation> Staying(EntryChange entry, StoredCatalog after)
    {
        var types = new RelationTypes(after.Summary.ExtraRelations);
        var own = entry.Before.Relations.Select(r => r.Named)
            .Intersect(entry.After.Relations.Select(r => r.Named))
            .Select(r => new Relation(entry.After.Ref, r.Type, r.Target));
        var named = entry.Before.Incoming.Intersect(entry.After.Incoming)
            .Where(r => types.InverseOf(r.Type) is not null)
            .Select(r => new Relation(r.Target, types.InverseOf(r.Type)!, entry.After.Ref));
        return own.Concat(named).Where(r => IsShown(r.Type) && after.Find(r.Source) is { Exists: true } && after.Find(r.Target) is { Exists: true });
    }

    private static bool IsShown(string type) => type is not ("ownedBy" or "memberOf" or "hasMember" or "childOf" or "parentOf");
}
