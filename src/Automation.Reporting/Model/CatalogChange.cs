namespace Automation.Reporting.Model;

/// <summary>The changes of a catalog, what they break, and who must act. Entities and owners are refs in full, lower case.</summary>
/// <param name="Before">The catalog before, in numbers.</param>
/// <param name="After">The catalog after, in numbers.</param>
public sealed record CatalogChange(CatalogCounts Before, CatalogCounts After)
{
    public IReadOnlyList<CatalogEntity> Added { get; init; } = [];

    public IReadOnlyList<CatalogEntity> Removed { get; init; } = [];

    /// <summary>The removed and added entities that are renames.</summary>
    public IReadOnlyList<RenameEdit> Renamed { get; init; } = [];

    /// <summary>Entities with other content, or in another file.</summary>
    public IReadOnlyList<EntityEdit> Changed { get; init; } = [];

    /// <summary>Relations that are added, removed, broken or repaired.</summary>
    public IReadOnlyList<RelationEdit> Relations { get; init; } = [];

    public IReadOnlyList<OwnerEdit> Owners { get; init; } = [];

    public IReadOnlyList<RemovalEffect> Effects { get; init; } = [];

    /// <summary>The owners with references to fix or affected entities, those with the most first.</summary>
    public IReadOnlyList<ActingOwner> Acting { get; init; } = [];

    /// <summary>Entities that become stale, or are no longer stale.</summary>
    public IReadOnlyList<StaleEdit> Stale { get; init; } = [];

    public IReadOnlyList<WinnerEdit> Winners { get; init; } = [];

    public IReadOnlyList<CatalogFinding> NewFindings { get; init; } = [];

    public IReadOnlyList<CatalogFinding> GoneFindings { get; init; } = [];

    /// <summary>Unchanged relations of changed entities, for the diagram only.</summary>
    public IReadOnlyList<RelationLine> Surroundings { get; init; } = [];

    /// <summary>Whether the entities of other repositories are known, and therefore what breaks in them.</summary>
    public bool KnowsOthers { get; init; }

    /// <summary>The repository of the catalog that was compared with; null if it has no name.</summary>
    public string? Catalog { get; init; }

    /// <summary>Whether there is no visible difference.</summary>
    public bool IsEmpty =>
        Added.Count + Removed.Count + Changed.Count + Relations.Count + Owners.Count + Stale.Count
            + Winners.Count + NewFindings.Count + GoneFindings.Count == 0;

    /// <summary>Several changes as one, such as those of the repositories of a folder.</summary>
    public static CatalogChange? Together(IEnumerable<CatalogChange?> changes) => changes.OfType<CatalogChange>().ToList() switch
    {
        [] => null,
        [var only] => only,
        var all => new CatalogChange(CatalogCounts.Sum(all.Select(c => c.Before)), CatalogCounts.Sum(all.Select(c => c.After)))
        {
            Added = [.. all.SelectMany(c => c.Added)],
            Removed = [.. all.SelectMany(c => c.Removed)],
            Renamed = [.. all.SelectMany(c => c.Renamed)],
            Changed = [.. all.SelectMany(c => c.Changed)],
            Relations = [.. all.SelectMany(c => c.Relations)],
            Owners = [.. all.SelectMany(c => c.Owners)],
            Effects = [.. all.SelectMany(c => c.Effects)],
            Acting =
            [
                .. all.SelectMany(c => c.Acting)
                    .GroupBy(a => (a.Owner, a.Source))
                    .Select(g => new ActingOwner(g.Key.Owner, g.Sum(a => a.References), g.Sum(a => a.Affected)) { Source = g.Key.Source }),
            ],
            Stale = [.. all.SelectMany(c => c.Stale)],
            Winners = [.. all.SelectMany(c => c.Winners)],
            NewFindings = [.. all.SelectMany(c => c.NewFindings)],
            GoneFindings = [.. all.SelectMany(c => c.GoneFindings)],
            Surroundings = [.. all.SelectMany(c => c.Surroundings)],
            KnowsOthers = all.TrueForAll(c => c.KnowsOthers),
        },
    };
}

/// <summary>A catalog in numbers.</summary>
/// <param name="Entities">How many entities it has.</param>
/// <param name="Relations">The number of relations from them.</param>
/// <param name="Findings">How many findings there are.</param>
/// <param name="Stale">How many entities are stale.</param>
public sealed record CatalogCounts(int Entities, int Relations, int Findings, int Stale)
{
    internal static CatalogCounts Sum(IEnumerable<CatalogCounts> counts) =>
        counts.Aggregate((x, y) => new CatalogCounts(x.Entities + y.Entities, x.Relations + y.Relations, x.Findings + y.Findings, x.Stale + y.Stale));
}
