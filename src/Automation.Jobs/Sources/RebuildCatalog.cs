using Automation.Catalog.Artifact;
using Automation.Catalog.Sources;
using Automation.Catalog.Stitching;
using Automation.Core;

namespace Automation.Jobs.Sources;

/// <summary>Reads the sources, stitches the catalog, and returns the files of the artifact that differ.</summary>
/// <param name="sources">The sources, in the order in which they are declared.</param>
/// <param name="settings">The settings of the catalog.</param>
public sealed class RebuildCatalog(IReadOnlyList<CatalogSource> sources, StitchSettings settings)
{
    /// <summary>The sources to read; null for all. The records of the others are used, unless their settings changed.</summary>
    public IReadOnlySet<string>? Only { get; init; }

    /// <param name="previous">The previous catalog.</param>
    public StitchOutcome Run(StoredCatalog previous, CancellationToken cancellationToken)
    {
        var isNew = previous.Summary.Settings != settings.Digest;
        var opened = new OpenedSources(sources, previous, cancellationToken);
        var readings = opened.Read(s => Only is null || Only.Contains(s.Name) || (isNew && previous.Source(s.Name)?.Settings != s.Settings));
        return CatalogStitch.Run(new StitchInput(previous, readings, settings, opened));
    }

    private sealed class OpenedSources(IReadOnlyList<CatalogSource> sources, StoredCatalog previous, CancellationToken cancellationToken) : IReadableSources
    {
        private readonly Dictionary<string, CatalogSource> _byName = sources.ToDictionary(s => s.Name, StringComparer.Ordinal);

        public SourceReading[] Read(Func<CatalogSource, bool> isRead) => ReadAll([.. sources.Where(isRead)], s => s.Read(previous, cancellationToken));

        public SourceFiles? FilesOf(string source) => _byName.GetValueOrDefault(source)?.Files;

        public IReadOnlyList<SourceReading> ReadWanted(IReadOnlyList<WantedFiles> wanted) =>
            ReadAll(wanted, w => _byName[w.Source].ReadWanted(w.Files, previous, cancellationToken));

        public FileReading? Reread(string source, string path) => _byName.GetValueOrDefault(source)?.Reread(path, previous, cancellationToken);

        // Most sources are small: they are read in parallel. A single large one uses all processors.
        private SourceReading[] ReadAll<T>(IReadOnlyList<T> wanted, Func<T, SourceReading> read)
        {
            var readings = new SourceReading[wanted.Count];
            SideBySide.For(wanted.Count, 1, i => readings[i] = read(wanted[i]), cancellationToken);
            return readings;
        }
    }
}
