using Automation.Catalog.Artifact;
using Automation.Catalog.Ingestion;

namespace Automation.Jobs.Catalogs;

/// <summary>A source of the catalog: something that can be read, and says what changed since the catalog was built.</summary>
public abstract class CatalogSource : IDisposable
{
    /// <summary>The source as the artifact knows it.</summary>
    public abstract SourceIdentity Identity { get; }

    /// <summary>Reads it.</summary>
    /// <param name="previous">What the catalog was built from.</param>
    /// <param name="isAnew">Whether what did not change is read all the same, because it is read in another way than the last time.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public abstract SourceReading Read(ArtifactReader previous, bool isAnew, CancellationToken cancellationToken);

    /// <summary>Reads one of its files once more, as it was in the last reading; null where that cannot be.</summary>
    public abstract FileReading? Reread(string path, CancellationToken cancellationToken);

    /// <inheritdoc/>
    public virtual void Dispose() => GC.SuppressFinalize(this);
}
