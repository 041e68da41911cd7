using Automation.Catalog.Artifact;

namespace Automation.Catalog.Ingestion;

/// <summary>What reading a source gave.</summary>
public abstract record SourceReading
{
    private SourceReading(SourceIdentity source) => Source = source;

    /// <summary>The source.</summary>
    public SourceIdentity Source { get; }

    /// <summary>It says what it said before.</summary>
    public sealed record Unchanged(SourceIdentity Source) : SourceReading(Source);

    /// <summary>It was read.</summary>
    /// <param name="Source">The source.</param>
    /// <param name="Commit">Its commit; null where it has none.</param>
    /// <param name="Files">The descriptors that are new, or not as they were recorded. What is recorded and not among these is as it was.</param>
    /// <param name="Deleted">Recorded descriptors that are gone, or are descriptors no more.</param>
    public sealed record Read(SourceIdentity Source, string? Commit, IReadOnlyList<FileReading> Files, IReadOnlyList<string> Deleted) : SourceReading(Source)
    {
        /// <summary>The files that were read because Locations of other sources lead to them, as in <see cref="SourceRecord.Wanted"/>.</summary>
        public IReadOnlyDictionary<string, int> Wanted { get; init; } = new Dictionary<string, int>();

        /// <summary>The files with Templates that fetch something from the source, as in <see cref="SourceRecord.Templates"/>; null where these are the same as before.</summary>
        public IReadOnlyList<string>? Templates { get; init; }

        /// <summary>Whether Locations of other sources lead to other files by now, and it could not be read with these.</summary>
        public bool IsBehind { get; init; }
    }

    /// <summary>It was not looked at; Locations of other sources lead to other files of it than when it was last read, and it could not be read with these.</summary>
    public sealed record Behind(SourceIdentity Source) : SourceReading(Source);

    /// <summary>It could not be read, or not to its end.</summary>
    /// <param name="Source">The source.</param>
    /// <param name="Reason">Why, in words for people.</param>
    public sealed record Unreadable(SourceIdentity Source, string Reason) : SourceReading(Source);
}

/// <summary>A source as the artifact knows it.</summary>
/// <param name="Name">Its name, which is part of every provenance.</param>
/// <param name="Kind">What it is: <c>directory</c>, <c>git</c>, or the name of a provider.</param>
/// <param name="Repository">The repository as <c>HOST/OWNER/NAME</c>; null where it is not known.</param>
/// <param name="Settings">A name for how it is read; where that is another than the last time, it is read anew.</param>
/// <param name="Folder">The folder of the repository that it consists of; empty for all of it.</param>
public sealed record SourceIdentity(string Name, string Kind, string? Repository = null, string Settings = "", string Folder = "")
{
    /// <summary>The branch of a repository that names no other.</summary>
    public const string DefaultBranch = "main";

    /// <summary>The branch that URLs of its files name.</summary>
    public string Branch { get; init; } = DefaultBranch;

    /// <summary>GitHub's number of the repository; null where it is not known.</summary>
    public long? RepositoryId { get; init; }

    /// <summary>Whether its Users and Groups are taken.</summary>
    public bool TakesPeople { get; init; } = true;
}
