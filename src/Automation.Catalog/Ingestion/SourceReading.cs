using Automation.Catalog.Artifact;

namespace Automation.Catalog.Ingestion;

/// <summary>What reading a source gave.</summary>
public abstract record SourceReading
{
    private SourceReading(SourceIdentity source) => Source = source;

    public SourceIdentity Source { get; }

    public sealed record Unchanged(SourceIdentity Source) : SourceReading(Source);

    /// <summary>It was read.</summary>
    /// <param name="Commit">Its commit; null if it has none.</param>
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

        /// <summary>Whether Locations of other sources lead to other files by now, and it could not be read with these.</summary>
        public bool IsBehind { get; init; }
    }

    /// <summary>It was not read; Locations of other sources refer to other files of it than before, and it could not be read with these.</summary>
    public sealed record Behind(SourceIdentity Source) : SourceReading(Source);

    /// <summary>It could not be read, or only in part.</summary>
    /// <param name="Reason">Why, in words for people.</param>
    public sealed record Unreadable(SourceIdentity Source, string Reason) : SourceReading(Source);
}

/// <summary>A source as recorded in the artifact.</summary>
/// <param name="Name">Its name, which is part of every provenance.</param>
/// <param name="Kind">What it is: <c>directory</c>, <c>git</c>, or the name of a provider.</param>
/// <param name="Repository">The repository as <c>HOST/OWNER/NAME</c>; null if it is not known.</param>
/// <param name="Settings">A digest of how it is read; if it differs from the last one, the source is read again.</param>
/// <param name="Folder">The folder of the repository that it consists of; empty for all of it.</param>
public sealed record SourceIdentity(string Name, string Kind, string? Repository = null, string Settings = "", string Folder = "")
{
    /// <summary>The branch of a repository that names no other.</summary>
    public const string DefaultBranch = "main";

    /// <summary>The branch that URLs of its files name.</summary>
    public string Branch { get; init; } = DefaultBranch;

    /// <summary>GitHub's number of the repository; null if it is not known.</summary>
    public long? RepositoryId { get; init; }

    /// <summary>Whether its Users and Groups are taken.</summary>
    public bool TakesPeople { get; init; } = true;
}
