using Automation.Catalog.Artifact;
using Automation.Catalog.Diffing;
using Automation.Reporting.Model;

namespace Automation.Jobs.Sources;

/// <summary>What changes from one stitched catalog to another, what breaks by it, and who must act.</summary>
public static class CompareCatalogs
{
    /// <summary>Compares.</summary>
    /// <param name="before">The one catalog.</param>
    /// <param name="after">The other.</param>
    /// <param name="cancellationToken">Ends the comparison.</param>
    /// <exception cref="ArtifactException">One of them is broken.</exception>
    public static CatalogChange Run(StoredCatalog before, StoredCatalog after, CancellationToken cancellationToken) =>
        new CatalogChangeOf(after.Source).Diff(CatalogComparison.Run(before, after, cancellationToken));
}
