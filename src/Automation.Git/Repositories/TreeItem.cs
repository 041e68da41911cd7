using Automation.Core.Trees;
using LibGit2Sharp;

namespace Automation.Git.Repositories;

/// <summary>The kind of an entry of a commit's tree.</summary>
internal static class TreeItem
{
    /// <summary>The kind of <paramref name="entry"/>, which is not a submodule.</summary>
    public static FileKind KindOf(TreeEntry entry) => entry.Mode switch
    {
        Mode.Directory => FileKind.Folder,
        Mode.SymbolicLink => FileKind.Link,
        _ => FileKind.File,
    };

    /// <summary>The entry as a tree lists it at <paramref name="path"/>.</summary>
    public static FileEntry EntryOf(Repository repository, TreeEntry entry, string path) =>
        KindOf(entry) is var kind && kind == FileKind.File
            ? new FileEntry(path, kind, SizeOf(repository, entry)) { BlobId = entry.Target.Sha, IsExecutable = entry.Mode == Mode.ExecutableFile }
            : new FileEntry(path, kind, 0);

    /// <summary>Whether this clone has the object of <paramref name="entry"/>. A clone with a filter does not have everything.</summary>
    public static bool IsHere(Repository repository, TreeEntry entry) => repository.ObjectDatabase.Contains(entry.Target.Id);

    /// <summary>The size of a file, read from the object's header; 0 for anything else, and for a file that is not in this clone.</summary>
    public static long SizeOf(Repository repository, TreeEntry entry) =>
        KindOf(entry) == FileKind.File && IsHere(repository, entry) ? repository.ObjectDatabase.RetrieveObjectMetadata(entry.Target.Id).Size : 0;
}
