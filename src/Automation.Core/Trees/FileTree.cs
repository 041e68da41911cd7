namespace Automation.Core.Trees;

/// <summary>The files of one repository at one revision. Paths are relative to the root, with <c>/</c>, compared ordinally.</summary>
/// <remarks>Links are listed but not followed: what a link points to is not part of the tree. <see cref="FollowedLinks"/> follows them.</remarks>
public abstract class FileTree
{
    /// <summary>Every file and link of the tree, in ordinal path order. Submodules and <c>.git</c> are left out.</summary>
    public abstract IEnumerable<FileEntry> List(CancellationToken cancellationToken = default);

    /// <summary>The part of <see cref="List"/> below a folder. Where the tree can, it reads only that part. An empty folder means the root.</summary>
    public virtual IEnumerable<FileEntry> ListBelow(string folder, CancellationToken cancellationToken = default) =>
        List(cancellationToken).Where(e => RepositoryPath.Within(folder, e.Path) is not null);

    /// <summary>
    /// The path of every entry that git tracks, in ordinal order: unlike <see cref="List"/>, submodules too, one path each, and committed <c>node_modules</c>.
    /// In a working tree also the files that are about to be tracked: those that git does not ignore. These are the paths that CODEOWNERS applies to.
    /// </summary>
    public virtual IReadOnlyList<string> Tracked(CancellationToken cancellationToken = default) =>
        [.. List(cancellationToken).Where(e => e.Kind != FileKind.Other).Select(e => e.Path)];

    /// <summary>The entry at <paramref name="path"/>, or null if there is none. A path that leaves the root finds nothing.</summary>
    public abstract FileEntry? Find(string path);

    /// <summary>Reads a file, at most <paramref name="limit"/> bytes of it.</summary>
    public abstract FileContent Read(string path, long limit, CancellationToken cancellationToken = default);

    /// <summary>Whether the file at <paramref name="path"/> has exactly this content.</summary>
    public bool Holds(string path, ReadOnlySpan<byte> content, CancellationToken cancellationToken = default) =>
        Read(path, content.Length, cancellationToken) is FileContent.Whole { Bytes: var bytes } && bytes.Span.SequenceEqual(content);

    /// <summary>The folders the last <see cref="List"/> could not read, in ordinal path order: their content was not checked.</summary>
    public virtual IReadOnlyList<UnreadableFolder> Unreadable => [];

    /// <summary>
    /// The folders that the last <see cref="List"/> found to be working trees of other repositories, submodules among them, in ordinal path order.
    /// </summary>
    public virtual IReadOnlyList<string> Repositories => [];

    /// <summary>The text of the symbolic link at <paramref name="path"/>, as it is written; null if there is no link, or it cannot be read.</summary>
    public virtual string? LinkText(string path, CancellationToken cancellationToken = default) => null;

    /// <summary>The permission bits of a file; those of an ordinary file where the tree does not know them.</summary>
    public virtual UnixFileMode Mode(string path) => UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    /// <summary>
    /// All folders below a folder, including empty ones, by their paths from it; nothing if the tree cannot have empty folders, like git's.
    /// </summary>
    public virtual IEnumerable<string> Folders(string below, CancellationToken cancellationToken = default) => [];

    /// <summary>Whether there is a folder or file at <paramref name="path"/>.</summary>
    public virtual bool Contains(string path) => Find(path) is not null;
}

/// <param name="Path">The path from the root.</param>
/// <param name="Size">The size in bytes; of a link that of its text, if that is known without reading it; 0 for anything else.</param>
public sealed record FileEntry(string Path, FileKind Kind, long Size)
{
    /// <summary>Git's id of the file's content (<see cref="Trees.BlobId"/>), if it is known without reading the file; otherwise null.</summary>
    public string? BlobId { get; init; }

    /// <summary>Whether git marks the file as a program, if that is known without reading it.</summary>
    public bool IsExecutable { get; init; }
}

/// <summary>The kind of an entry of a tree.</summary>
public enum FileKind
{
    /// <summary>An ordinary file.</summary>
    File,

    /// <summary>A folder; only <see cref="FileTree.Find"/> returns one.</summary>
    Folder,

    /// <summary>A symbolic link that is not followed.</summary>
    Link,

    /// <summary>A socket, a device or a pipe. Never opened.</summary>
    Other,
}

/// <summary>The outcome of reading a file.</summary>
public abstract record FileContent
{
    private FileContent()
    {
    }

    /// <summary>The path that a symbolic link was followed to, or would have been; null if there is no link, or if it leads out of the tree.</summary>
    public string? LinkTarget { get; init; }

    public sealed record Whole(ReadOnlyMemory<byte> Bytes) : FileContent;

    /// <summary>The path does not exist.</summary>
    public sealed record Missing : FileContent;

    /// <summary>The file is larger than the limit.</summary>
    public sealed record TooLarge(long Size) : FileContent;

    /// <summary>The file exists, but cannot be read.</summary>
    /// <param name="Reason">The human-readable reason.</param>
    public sealed record Unreadable(string Reason) : FileContent;
}
