using Automation.Catalog.Artifact;
using Automation.Catalog.Sources;
using Automation.Core.Trees;

namespace Automation.Catalog.Stitching;

/// <summary>What a catalog is stitched from.</summary>
/// <param name="Previous">The previous catalog; empty for the first one.</param>
/// <param name="Readings">The results of reading the sources. A declared source that is not among them was not read.</param>
/// <param name="Settings">What decides besides.</param>
public sealed record StitchInput(StoredCatalog Previous, IReadOnlyList<SourceReading> Readings, StitchSettings Settings)
{
    /// <summary>
    /// Reads a descriptor once more, of a source that need not have changed: the definition that waited behind one that went. Null if it
    /// cannot be read.
    /// </summary>
    public Func<string, string, FileReading?> Reread { get; init; } = (_, _) => null;

    /// <summary>Which files a source includes and excludes; null if it is not available.</summary>
    public Func<string, SourceFiles?> FilesOf { get; init; } = _ => null;

    /// <summary>Reads sources as they were in their last reading, with the files that Locations of others lead to; in the requested order.</summary>
    public Func<IReadOnlyList<WantedFiles>, IReadOnlyList<SourceReading>> ReadWanted { get; init; } = _ => [];
}

/// <summary>What Locations of other sources lead to.</summary>
/// <param name="Source">The source that they lead into.</param>
/// <param name="Files">As in <see cref="SourceRecord.Wanted"/>.</param>
public sealed record WantedFiles(string Source, IReadOnlyDictionary<string, int> Files);

/// <summary>What stitching gave.</summary>
/// <param name="Summary">The catalog in short.</param>
/// <param name="Changes">What has to be written, in ordinal path order.</param>
public sealed record StitchOutcome(CatalogSummary Summary, IReadOnlyList<TreeChange> Changes);
