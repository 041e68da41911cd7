using Automation.Catalog.Artifact;
using Automation.Catalog.Sources;
using Automation.Core.Trees;

namespace Automation.Catalog.Stitching;

/// <summary>What a catalog is stitched from.</summary>
/// <param name="Previous">The catalog as it was; empty for the first one.</param>
/// <param name="Readings">What reading the sources gave. A source that is declared and not among them was not looked at.</param>
/// <param name="Settings">What decides besides.</param>
public sealed record StitchInput(StoredCatalog Previous, IReadOnlyList<SourceReading> Readings, StitchSettings Settings)
{
    /// <summary>
    /// Reads a descriptor once more, of a source that need not have changed: the definition that waited behind one that went. Null where it
    /// cannot be read.
    /// </summary>
    public Func<string, string, FileReading?> Reread { get; init; } = (_, _) => null;

    /// <summary>Which files a source takes in, and which it leaves out, by itself; null where it is not at hand.</summary>
    public Func<string, SourceFiles?> FilesOf { get; init; } = _ => null;

    /// <summary>Reads sources as they were in their last reading, with the files that Locations of others lead to; in the order in which they are asked for.</summary>
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
