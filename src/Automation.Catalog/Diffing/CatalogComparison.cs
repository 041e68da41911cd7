using Automation.Catalog.Artifact;
using Automation.Descriptors.Relations;

namespace Automation.Catalog.Diffing;

/// <summary>
/// Compares two catalogs. The cost depends on the difference: shards with the same content are not read, and of the entries in the others only
/// those that differ are compared further. Descriptors are read only if their content differs.
/// </summary>
public static class CatalogComparison
{
    /// <param name="before">The first catalog.</param>
    /// <exception cref="ArtifactException">One of the catalogs is damaged.</exception>
    public static CatalogDiff Run(StoredCatalog before, StoredCatalog after, CancellationToken cancellationToken = default)
    {
        var entries = EntryChanges.Between(before, after, cancellationToken);
        var removed = entries.Where(e => e.IsRemoved).ToList();
        var renamed = new Renames(before, after).Of(entries);
        var (fresh, gone) = FindingChanges.Between(before, after, cancellationToken);
        return new CatalogDiff(before.Summary, after.Summary)
        {
            Added = [.. entries.Where(e => e.IsAdded).Select(e => NamedEntity.Of(e.After))],
            Removed = [.. removed.Select(e => NamedEntity.Of(e.Before))],
            Renamed = renamed,
            Changed = new EntityChanges(before, after).Of(entries, cancellationToken),
            Relations = new RelationChanges(before, after, renamed).Of(entries, cancellationToken),
            Owners = EntryDetails.Owners(entries),
            Impacts = new Impacts(after).Of(removed, cancellationToken),
            Stale = EntryDetails.Stale(entries),
            Winners = EntryDetails.Winners(entries),
            NewFindings = fresh,
            GoneFindings = gone,
            Surroundings = Surroundings.Of(entries, after),
        };
    }

    /// <summary>Only what was removed, and what of it was renamed: of both catalogs, the index is read, and the descriptors of what may be renamed.</summary>
    /// <param name="before">The first catalog.</param>
    /// <exception cref="ArtifactException">One of the catalogs is damaged.</exception>
    public static (IReadOnlyList<NamedEntity> Removed, IReadOnlyList<RenamedEntity> Renamed) Removals(
        StoredCatalog before, StoredCatalog after, CancellationToken cancellationToken = default)
    {
        var entries = EntryChanges.Between(before, after, cancellationToken);
        return ([.. entries.Where(e => e.IsRemoved).Select(e => NamedEntity.Of(e.Before))], new Renames(before, after).Of(entries));
    }
}

/// <summary>Finds the entries of the index that differ.</summary>
internal static class EntryChanges
{
    /// <summary>The entries, in ordinal order of refs.</summary>
    public static List<EntryChange> Between(StoredCatalog before, StoredCatalog after, CancellationToken cancellationToken)
    {
        var changes = new List<EntryChange>();
        foreach (var shard in DifferingShards.Of(ArtifactPaths.Index, before, after))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (old, now) = (before.Index(shard), after.Index(shard));
            changes.AddRange(old.Where(e => !now.ContainsKey(e.Key)).Select(e => new EntryChange(e.Value, new IndexEntry(e.Key))));
            changes.AddRange(now.Select(e => new EntryChange(old.GetValueOrDefault(e.Key) ?? new IndexEntry(e.Key), e.Value))
                .Where(c => !IsSame(c.Before, c.After)));
        }

        changes.Sort((x, y) => string.CompareOrdinal(TextOf(x), TextOf(y)));
        return changes;

        static string TextOf(EntryChange change) => change.After.Ref.ToString();
    }

    // Another line number is not a difference: a line was added above.
    private static bool IsSame(IndexEntry x, IndexEntry y) =>
        x.Definitions.Select(Content).SequenceEqual(y.Definitions.Select(Content))
        && x.Relations.Select(r => r.Named).SequenceEqual(y.Relations.Select(r => r.Named))
        && x.Incoming.SequenceEqual(y.Incoming);

    private static (string, string, string, Staleness?) Content(Definition definition) =>
        (definition.Source, definition.File, definition.Blob, definition.Stale);
}

/// <summary>Collects unchanged relations of changed entities, except ownership and membership, which would connect everything.</summary>
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
