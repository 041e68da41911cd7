using Automation.Catalog.Artifact;
using Automation.Catalog.Sources;
using Automation.Core.Trees;

namespace Automation.Catalog.Stitching;

/// <param name="Previous">The previous catalog; empty for the first one.</param>
/// <param name="Readings">The results of reading the sources. A declared source that is not among them was not read.</param>
/// <param name="Settings">The settings of the catalog.</param>
/// <param name="Sources">Reads more of the sources than is in <paramref name="Readings"/>.</param>
public sealed record StitchInput(StoredCatalog Previous, IReadOnlyList<SourceReading> Readings, StitchSettings Settings, IReadableSources Sources);

/// <summary>The sources of a catalog, which stitching reads again if one needs files of another.</summary>
public interface IReadableSources
{
    /// <summary>Which files a source includes and excludes; null if it is not available.</summary>
    SourceFiles? FilesOf(string source);

    /// <summary>Reads sources as they were in their last reading, with the files that Locations of other sources refer to; in the requested order.</summary>
    IReadOnlyList<SourceReading> ReadWanted(IReadOnlyList<WantedFiles> wanted);

    /// <summary>
    /// Reads a descriptor again, of a source that need not have changed: a definition that waited behind one that was removed. Null if it cannot be read.
    /// </summary>
    FileReading? Reread(string source, string path);
}

/// <summary>Files that Locations of other sources refer to.</summary>
/// <param name="Source">The source of the files.</param>
/// <param name="Files">As in <see cref="SourceRecord.Wanted"/>.</param>
public sealed record WantedFiles(string Source, IReadOnlyDictionary<string, int> Files);

/// <summary>The result of stitching.</summary>
/// <param name="Summary">A summary of the catalog.</param>
/// <param name="Changes">The changes to write, in ordinal path order.</param>
public sealed record StitchOutcome(CatalogSummary Summary, IReadOnlyList<TreeChange> Changes);
