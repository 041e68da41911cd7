namespace Automation.Catalog.Artifact;

/// <summary>What the catalog was built from: one source, at the state it was last read in.</summary>
/// <param name="Name">The name that the configuration, or the command line, gives it.</param>
/// <param name="Kind">What it is: <c>directory</c>, <c>git</c>, or the name of a provider.</param>
public sealed record SourceRecord(string Name, string Kind)
{
    /// <summary>The commit; null if it has none.</summary>
    public string? Commit { get; init; }

    /// <summary>The repository as <c>HOST/OWNER/NAME</c>; null if it is not known.</summary>
    public string? Repository { get; init; }

    /// <summary>GitHub's number of the repository; null if it is not known. It grows with the age of a repository and survives renames.</summary>
    public long? RepositoryId { get; init; }

    /// <summary>The folder of the repository that it consists of; empty for all of it.</summary>
    public string Folder { get; init; } = "";

    /// <summary>The branch of the repository that it is read at.</summary>
    public string Branch { get; init; } = SourceIdentity.DefaultBranch;

    /// <summary>
    /// What Locations of other sources lead to in it and it would not take in by itself: paths and patterns, each with the number of Locations that lead
    /// there, one to the other.
    /// </summary>
    public IReadOnlyDictionary<string, int> Wanted { get; init; } = new Dictionary<string, int>();

    /// <summary>
    /// Whether something in it should have been read and could not be: a new target of Locations of other sources, or a waiting definition. It is read
    /// again in the next build.
    /// </summary>
    public bool IsBehind { get; init; }

    /// <summary>Whether its Users and Groups are taken.</summary>
    public bool TakesPeople { get; init; } = true;

    /// <summary>A name for how it was read.</summary>
    public string Settings { get; init; } = "";

    /// <summary>How many definitions come from it.</summary>
    public int Entities { get; init; }

    /// <summary>Its files with Location entities, in ordinal order: they lead to other files.</summary>
    public IReadOnlyList<string> Locations { get; init; } = [];

    /// <summary>
    /// Its files with Templates that fetch something from it, in ordinal order: they decide which other files are skeletons. Such a file need not be a
    /// descriptor.
    /// </summary>
    public IReadOnlyList<string> Templates { get; init; } = [];

    /// <summary>Why it could not be read; null if it was.</summary>
    public Staleness? Stale { get; init; }

    /// <summary>Whether the removal of some of its entities waits for a confirmation.</summary>
    public bool RemovalWaits { get; init; }

    /// <summary>Whether it is no longer declared, and kept only until its removal is confirmed.</summary>
    public bool IsUndeclared { get; init; }

    /// <summary>The page of a file of it on its forge, at the branch that it is read at; null if its repository is not known.</summary>
    /// <param name="file">The file, from the root of the source; empty for the source as a whole.</param>
    public string? PageOf(string file) =>
        Repository is null ? null
        : file.Length == 0 ? $"https://{Repository}"
        : $"https://{Repository}/blob/{Escaped(Branch)}/{(Folder.Length == 0 ? "" : $"{Escaped(Folder.Trim('/'))}/")}{Escaped(file)}";

    private static string Escaped(string path) => string.Join('/', path.Split('/').Select(Uri.EscapeDataString));

    /// <summary>Whether its record is equal to the source.</summary>
    public bool IsSettled => Stale is null && !RemovalWaits && !IsUndeclared && !IsBehind;
}

/// <summary>A file of a source that the catalog was built from.</summary>
/// <param name="Path">The path from the root of the source.</param>
/// <param name="Blob">The blob id of its content.</param>
public sealed record FileRecord(string Source, string Path, string Blob)
{
    /// <summary>The refs it defines, each once, in ordinal order.</summary>
    public IReadOnlyList<string> Entities { get; init; } = [];

    /// <summary>The files it reads by placeholders, and their blob ids; a file that is not there has an empty one.</summary>
    public IReadOnlyDictionary<string, string> Reads { get; init; } = new Dictionary<string, string>();

    /// <summary>The descriptors that read this file, in ordinal order. A file need not be a descriptor itself.</summary>
    public IReadOnlyList<string> ReadBy { get; init; } = [];

    /// <summary>What its Location entities lead to: paths and patterns from the root of the source, in order.</summary>
    public IReadOnlyList<string> Targets { get; init; } = [];

    /// <summary>What its Location entities lead to by URL, in order.</summary>
    public IReadOnlyList<FileLink> Links { get; init; } = [];

    /// <summary>How many Locations lead to it, one to the other, from a file that the patterns of its source take in; 0 for such a file.</summary>
    public int Steps { get; init; }

    /// <summary>Whether it is a descriptor, and not only read by some.</summary>
    public bool IsDescriptor { get; init; } = true;

    /// <summary>
    /// Whether it is a template skeleton (<see cref="Descriptors.Discovery.Skeleton"/>): it defines nothing, besides what it defined last when it was a
    /// descriptor.
    /// </summary>
    public bool IsSkeleton { get; init; }

    /// <summary>What it is kept under.</summary>
    public string Key => KeyOf(Source, Path);

    /// <summary>What a file is kept under.</summary>
    public static string KeyOf(string source, string path) => $"{source}//{path}";
}
