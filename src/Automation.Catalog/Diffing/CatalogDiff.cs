using Automation.Catalog.Artifact;
using Automation.Descriptors.Relations;

namespace Automation.Catalog.Diffing;

/// <summary>What is different in one catalog from another. Every list is in ordinal order of refs, unless it says otherwise.</summary>
/// <param name="Before">The one catalog in short.</param>
/// <param name="After">The other.</param>
public sealed record CatalogDiff(CatalogSummary Before, CatalogSummary After)
{
    /// <summary>Entities that came to exist.</summary>
    public IReadOnlyList<NamedEntity> Added { get; init; } = [];

    /// <summary>Entities that exist no more.</summary>
    public IReadOnlyList<NamedEntity> Removed { get; init; } = [];

    /// <summary>Which of the removed and added entities are the same one under another name.</summary>
    public IReadOnlyList<RenamedEntity> Renamed { get; init; } = [];

    /// <summary>Entities with other content, or in another file.</summary>
    public IReadOnlyList<ChangedEntity> Changed { get; init; } = [];

    /// <summary>Relations that appear, end, break or are repaired.</summary>
    public IReadOnlyList<RelationChange> Relations { get; init; } = [];

    /// <summary>Entities that have another owner.</summary>
    public IReadOnlyList<OwnerMove> Owners { get; init; } = [];

    /// <summary>For each entity that is removed and not without dependents, who they are; those with the most dependents first.</summary>
    public IReadOnlyList<RemovalImpact> Impacts { get; init; } = [];

    /// <summary>Entities that became stale, are no longer stale, or are stale for another reason.</summary>
    public IReadOnlyList<StaleChange> Stale { get; init; } = [];

    /// <summary>Refs of which another definition counts than before.</summary>
    public IReadOnlyList<WinnerChange> Winners { get; init; } = [];

    /// <summary>The new findings, most severe first.</summary>
    public IReadOnlyList<RecordedFinding> NewFindings { get; init; } = [];

    /// <summary>The resolved findings, most severe first.</summary>
    public IReadOnlyList<RecordedFinding> GoneFindings { get; init; } = [];

    /// <summary>Some of the relations that stay, of entities that were added, removed or changed: what a picture of the change shows around it.</summary>
    public IReadOnlyList<Relation> Surroundings { get; init; } = [];

    /// <summary>Whether there is no visible difference.</summary>
    public bool IsEmpty =>
        Added.Count + Removed.Count + Changed.Count + Relations.Count + Owners.Count + Stale.Count
            + Winners.Count + NewFindings.Count + GoneFindings.Count == 0;
}
