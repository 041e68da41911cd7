using Automation.Catalog.Artifact;
using Automation.Catalog.Ingestion;
using Automation.Core.Trees;

namespace Automation.Catalog.Stitching;

/// <summary>What a catalog is stitched from.</summary>
/// <param name="Previous">The catalog as it was; empty for the first one.</param>
/// <param name="Readings">What reading the sources gave. A source that is declared and not among them was not looked at.</param>
/// <param name="Settings">What decides besides.</param>
public sealed record StitchInput(ArtifactReader Previous, IReadOnlyList<SourceReading> Readings, StitchSettings Settings)
{
    /// <summary>
    /// Reads a descriptor once more, of a source that need not have changed: the definition that waited behind one that went. Null where it
    /// cannot be read.
    /// </summary>
    public Func<string, string, FileReading?> Reread { get; init; } = (_, _) => null;
}

/// <summary>What stitching gave.</summary>
/// <param name="Summary">The catalog in short.</param>
/// <param name="Changes">What has to be written, in ordinal path order.</param>
public sealed record StitchOutcome(CatalogSummary Summary, IReadOnlyList<TreeChange> Changes);
