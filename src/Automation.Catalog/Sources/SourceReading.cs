using Automation.Catalog.Artifact;

namespace Automation.Catalog.Sources;

/// <summary>The result of reading a source.</summary>
public abstract record SourceReading
{
    private SourceReading(SourceIdentity source) => Source = source;

    public SourceIdentity Source { get; }

    public sealed record Unchanged(SourceIdentity Source) : SourceReading(Source);

    /// <param name="Commit">The commit; null if it has none.</param>
    /// <param name="Files">The new and changed descriptors. Recorded ones that are not among these are unchanged.</param>
    /// <param name="Deleted">Recorded descriptors that were deleted or are no longer descriptors.</param>
    public sealed record Read(SourceIdentity Source, string? Commit, IReadOnlyList<FileReading> Files, IReadOnlyList<string> Deleted) : SourceReading(Source)
    {
        /// <summary>The files that were read because Locations of other sources lead to them, as in <see cref="SourceRecord.Wanted"/>.</summary>
        public IReadOnlyDictionary<string, int> Wanted { get; init; } = new Dictionary<string, int>();

        /// <summary>
        /// The files with Templates that fetch something from the source, as in <see cref="SourceRecord.Templates"/>; null if these are the same as before.
        /// </summary>
        public IReadOnlyList<string>? Templates { get; init; }

        /// <summary>Whether Locations of other sources refer to different files now, and the source could not be read with these.</summary>
        public bool IsBehind { get; init; }
    }

    /// <summary>It was not read. Locations of other sources refer to different files of it than before, and it could not be read with these.</summary>
    public sealed record Behind(SourceIdentity Source) : SourceReading(Source);

    /// <summary>The source could not be read, or only in part.</summary>
    /// <param name="Reason">The human-readable reason.</param>
    public sealed record Unreadable(SourceIdentity Source, string Reason) : SourceReading(Source);
}
