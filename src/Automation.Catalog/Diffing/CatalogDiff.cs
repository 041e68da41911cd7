using Automation.Catalog.Artifact;
using Automation.Descriptors.Relations;

namespace Automation.Catalog.Diffing;

/// <summary>The differences between two catalogs. Every list is in ordinal order of refs, unless noted otherwise.</summary>
/// <param name="Before">A summary of the first catalog.</param>
public sealed record CatalogDiff(CatalogSummary Before, CatalogSummary After)
{
    public IReadOnlyList<NamedEntity> Added { get; init; } = [];

    public IReadOnlyList<NamedEntity> Removed { get; init; } = [];

    /// <summary>The removed and added entities that are renames.</summary>
    public IReadOnlyList<RenamedEntity> Renamed { get; init; } = [];

    /// <summary>Entities with other content, or in another file.</summary>
    public IReadOnlyList<ChangedEntity> Changed { get; init; } = [];

    /// <summary>Relations that are added, removed, broken or repaired.</summary>
    public IReadOnlyList<RelationChange> Relations { get; init; } = [];

    public IReadOnlyList<OwnerMove> Owners { get; init; } = [];

    /// <summary>The removed entities that have dependents, and these dependents; those with the most dependents first.</summary>
    public IReadOnlyList<RemovalImpact> Impacts { get; init; } = [];

    /// <summary>Entities that became stale, are no longer stale, or are stale for a different reason.</summary>
    public IReadOnlyList<StaleChange> Stale { get; init; } = [];

    public IReadOnlyList<WinnerChange> Winners { get; init; } = [];

    /// <summary>The new findings, most severe first.</summary>
    public IReadOnlyList<RecordedFinding> NewFindings { get; init; } = [];

    /// <summary>The resolved findings, most severe first.</summary>
    public IReadOnlyList<RecordedFinding> GoneFindings { get; init; } = [];

    /// <summary>Some unchanged relations of entities that were added, removed or changed: the context in a diagram of the change.</summary>
    public IReadOnlyList<Relation> Surroundings { get; init; } = [];

    /// <summary>Whether there is no visible difference.</summary>
    public bool IsEmpty =>
        Added.Count + Removed.Count + Changed.Count + Relations.Count + Owners.Count + Stale.Count
            + Winners.Count + NewFindings.Count + GoneFindings.Count == 0;
}
