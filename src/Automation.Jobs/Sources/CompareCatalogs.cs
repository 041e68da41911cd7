using Automation.Catalog.Artifact;
using Automation.Catalog.Diffing;
using Automation.Reporting.Model;

namespace Automation.Jobs.Sources;

/// <summary>The changes from one stitched catalog to another, what they break, and who must act.</summary>
public static class CompareCatalogs
{
    /// <param name="before">The first catalog.</param>
    /// <exception cref="ArtifactException">One of the catalogs is damaged.</exception>
    public static CatalogChange Run(StoredCatalog before, StoredCatalog after, CancellationToken cancellationToken) =>
        new CatalogChangeOf(after.Source).Diff(CatalogComparison.Run(before, after, cancellationToken));
}
