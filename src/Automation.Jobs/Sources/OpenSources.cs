namespace Automation.Jobs.Sources;

/// <summary>Sources that are being read.</summary>
/// <param name="All">The sources in order.</param>
public sealed record OpenSources(IReadOnlyList<CatalogSource> All) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var source in All)
        {
            source.Dispose();
        }
    }
}
