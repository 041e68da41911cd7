using Automation.Catalog.Artifact;
using Automation.Core.Trees;
using Automation.Git.Repositories;
using Automation.Reporting.Model;

namespace Automation.Jobs.Publishing;

/// <summary>What became of a publish.</summary>
/// <param name="Summary">A summary of the catalog, as it is on the branch now, or would be.</param>
/// <param name="Tip">Where the branch was when the catalog was built; null if there was none.</param>
/// <param name="Entities">Which entities differ.</param>
/// <param name="Changes">The files that differ.</param>
/// <param name="Attempts">How often the catalog was built: once, and again after each lost race.</param>
public sealed record PublishOutcome(CatalogSummary Summary, CommitId? Tip, EntityCounts Entities, IReadOnlyList<TreeChange> Changes, int Attempts)
{
    /// <summary>The commit that was published; null if nothing was.</summary>
    public CommitId? Commit { get; init; }

    /// <summary>The commit message, also in a dry run; null if nothing differs.</summary>
    public string? Message { get; init; }

    /// <summary>What would change in the catalog, what would break and who must act; null if it was published, or where nothing differs.</summary>
    public CatalogChange? Difference { get; init; }

    /// <summary>Whether the catalog differs from the one on the branch.</summary>
    public bool Differs => Changes.Count > 0;
}
