using Automation.Catalog.Artifact;
using Automation.Core;

namespace Automation.Jobs.Portal.Content;

/// <summary>An entity that the catalog had once. Its page stays, so that links to it still lead somewhere.</summary>
/// <param name="Ref">Its ref.</param>
/// <param name="Source">The source that it came from.</param>
/// <param name="Repository">The repository that it came from, as <c>HOST/OWNER/NAME</c>; null if it was not known.</param>
/// <param name="Commit">The commit of the catalog that removed it.</param>
public sealed record RemovedEntity(EntityRef Ref, string Source, string? Repository, CatalogCommit Commit)
{
    /// <summary>The entity that has its place in the same file; null if there is none.</summary>
    public EntityRef? RenamedTo { get; init; }

    /// <summary>Whether the catalog still has its source; otherwise it cannot be checked who may see it.</summary>
    public bool HasSource { get; init; } = true;

    internal bool IsFrom(IReadOnlySet<SourceRecord> hidden) =>
        !HasSource || hidden.Any(
            s => s.Name == Source || (Repository is not null && string.Equals(s.Repository, Repository, StringComparison.OrdinalIgnoreCase)));
}
