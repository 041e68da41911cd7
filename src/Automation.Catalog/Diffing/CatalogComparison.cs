using Automation.Catalog.Artifact;

namespace Automation.Catalog.Diffing;

/// <summary>
/// Compares two catalogs. Cost follows the difference: shards of the same content are not read, and of the entries in the others only
/// those that differ are compared further. Descriptors are read only if their content differs.
/// </summary>
public static class CatalogComparison
{
    /// <summary>Compares.</summary>
    /// <param name="before">The one catalog.</param>
    /// <param name="after">The other.</param>
    /// <param name="cancellationToken">Ends the comparison.</param>
    /// <exception cref="ArtifactException">One of them is broken.</exception>
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
}
