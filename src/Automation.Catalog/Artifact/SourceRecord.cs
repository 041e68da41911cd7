namespace Automation.Catalog.Artifact;

/// <summary>A source that the catalog was built from, as it was when last read.</summary>
/// <param name="Name">The name from the configuration or the command line.</param>
/// <param name="Kind">What it is: <c>directory</c>, <c>git</c>, or the name of a provider.</param>
public sealed record SourceRecord(string Name, string Kind)
{
    /// <summary>The commit; null if it has none.</summary>
    public string? Commit { get; init; }

    /// <summary>The repository as <c>HOST/OWNER/NAME</c>; null if it is not known.</summary>
    public string? Repository { get; init; }

    /// <summary>GitHub's number of the repository; null if it is not known. It grows with the age of a repository and survives renames.</summary>
    public long? RepositoryId { get; init; }

    /// <summary>The folder of the repository that the source consists of; empty for the whole repository.</summary>
    public string Folder { get; init; } = "";

    /// <summary>The branch of the repository that is read.</summary>
    public string Branch { get; init; } = SourceIdentity.DefaultBranch;

    /// <summary>
    /// Files that only Locations of other sources include: paths and patterns, each with the number of Locations that lead
    /// there, one to the other.
    /// </summary>
    public IReadOnlyDictionary<string, int> Wanted { get; init; } = new Dictionary<string, int>();

    /// <summary>
    /// Whether something in it could not be read although it is needed: a new target of Locations of other sources, or a waiting definition. It is read
    /// again in the next build.
    /// </summary>
    public bool IsBehind { get; init; }

    /// <summary>Whether its Users and Groups are used.</summary>
    public bool TakesPeople { get; init; } = true;

    /// <summary>Whether everybody on the internet can read it.</summary>
    public bool IsPublic { get; init; }

    /// <summary>A digest of the settings that it was read with.</summary>
    public string Settings { get; init; } = "";

    public int Entities { get; init; }

    /// <summary>The files with Location entities, in ordinal order.</summary>
    public IReadOnlyList<string> Locations { get; init; } = [];

    /// <summary>
    /// Its files with Templates that fetch something from it, in ordinal order: they decide which other files are skeletons. Such a file need not be a
    /// descriptor.
    /// </summary>
    public IReadOnlyList<string> Templates { get; init; } = [];

    /// <summary>Why it could not be read; null if it could.</summary>
    public Staleness? Stale { get; init; }

    /// <summary>Whether the removal of some of its entities waits for a confirmation.</summary>
    public bool RemovalWaits { get; init; }

    /// <summary>Whether it is no longer declared, and is kept only until its removal is confirmed.</summary>
    public bool IsUndeclared { get; init; }

    /// <summary>The page of one of its files on the forge, at the branch that is read; null if the repository is not known.</summary>
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

    /// <summary>The files that its placeholders read, and their blob ids; an empty id if the file does not exist.</summary>
    public IReadOnlyDictionary<string, string> Reads { get; init; } = new Dictionary<string, string>();

    /// <summary>The descriptors that read this file, in ordinal order. A file need not be a descriptor itself.</summary>
    public IReadOnlyList<string> ReadBy { get; init; } = [];

    /// <summary>The targets of its Location entities: paths and patterns from the root of the source, in order.</summary>
    public IReadOnlyList<string> Targets { get; init; } = [];

    /// <summary>The targets of its Location entities that are URLs, in order.</summary>
    public IReadOnlyList<FileLink> Links { get; init; } = [];

    /// <summary>The depth of Locations that lead to it from a file that the patterns of its source include; 0 for such a file.</summary>
    public int Steps { get; init; }

    /// <summary>Whether it is a descriptor itself, and not only read by descriptors.</summary>
    public bool IsDescriptor { get; init; } = true;

    /// <summary>
    /// Whether it is a template skeleton (<see cref="Descriptors.Discovery.Skeleton"/>): it defines nothing, except what it defined when it was last a
    /// descriptor.
    /// </summary>
    public bool IsSkeleton { get; init; }

    public string Key => KeyOf(Source, Path);

    public static string KeyOf(string source, string path) => $"{source}//{path}";
}
