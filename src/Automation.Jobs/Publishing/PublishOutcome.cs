using Automation.Catalog.Artifact;
using Automation.Core.Trees;
using Automation.Git.Repositories;
using Automation.Reporting.Model;

namespace Automation.Jobs.Publishing;

/// <summary>What became of a publish.</summary>
/// <param name="Summary">The catalog in short, as it is on the branch now, or would be.</param>
/// <param name="Tip">Where the branch was when the catalog was built; null where there was none.</param>
/// <param name="Entities">Which entities differ.</param>
/// <param name="Changes">The files that differ.</param>
/// <param name="Attempts">How often the catalog was built: once, and again after each lost race.</param>
public sealed record PublishOutcome(CatalogSummary Summary, CommitId? Tip, EntityCounts Entities, IReadOnlyList<TreeChange> Changes, int Attempts)
{
    /// <summary>The commit that was published; null where nothing was.</summary>
    public CommitId? Commit { get; init; }

    /// <summary>What its commit says, or would say; null where nothing differs.</summary>
    public string? Message { get; init; }

    /// <summary>What would change in the catalog, what would break and who must act; null where it was published, or where nothing differs.</summary>
    public CatalogChange? Difference { get; init; }

    /// <summary>Whether the catalog differs from the one on the branch.</summary>
    public bool Differs => Changes.Count > 0;
}
