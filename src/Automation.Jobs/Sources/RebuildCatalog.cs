using Automation.Catalog.Artifact;
using Automation.Catalog.Sources;
using Automation.Catalog.Stitching;
using Automation.Core;

namespace Automation.Jobs.Sources;

/// <summary>Reads the sources, stitches, and gives the files of the artifact that differ.</summary>
/// <param name="sources">The sources, in the order in which they are declared.</param>
/// <param name="settings">What decides besides.</param>
public sealed class RebuildCatalog(IReadOnlyList<CatalogSource> sources, StitchSettings settings)
{
    /// <summary>The sources to read; null for all. The records of the others are used, unless their settings changed.</summary>
    public IReadOnlySet<string>? Only { get; init; }

    /// <summary>Rebuilds the catalog.</summary>
    /// <param name="previous">The previous catalog.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public StitchOutcome Run(StoredCatalog previous, CancellationToken cancellationToken)
    {
        var isNew = previous.Summary.Settings != settings.Digest;
        var byName = sources.ToDictionary(s => s.Name, StringComparer.Ordinal);
        var readings = ReadAll(
            [.. sources.Where(s => Only is null || Only.Contains(s.Name) || (isNew && previous.Source(s.Name)?.Settings != s.Settings))],
            s => s.Read(previous, cancellationToken),
            cancellationToken);
        return CatalogStitch.Run(new StitchInput(previous, readings, settings)
        {
            FilesOf = source => byName.GetValueOrDefault(source)?.Files,
            ReadWanted = wanted => ReadAll(wanted, w => byName[w.Source].ReadWanted(w.Files, previous, cancellationToken), cancellationToken),
            Reread = (source, path) => byName.GetValueOrDefault(source)?.Reread(path, previous, cancellationToken),
        });
    }

    // Most sources are small: they are read in parallel. A single large one uses all processors.
    private static SourceReading[] ReadAll<T>(IReadOnlyList<T> sources, Func<T, SourceReading> read, CancellationToken cancellationToken)
    {
        var readings = new SourceReading[sources.Count];
        SideBySide.For(sources.Count, 1, i => readings[i] = read(sources[i]), cancellationToken);
        return readings;
    }
}
