namespace Automation.Core.Trees;

/// <summary>A file of a tree that is to be written, or removed.</summary>
/// <param name="Path">The path from the root, with <c>/</c>.</param>
/// <param name="Content">The new content, of a link its target; null if it is deleted.</param>
public sealed record TreeChange(string Path, ReadOnlyMemory<byte>? Content)
{
    /// <summary>Whether it is a symbolic link. Only <c>FolderWriter</c> writes links.</summary>
    public bool IsLink { get; init; }

    /// <summary>The file's permission bits; null for those of an ordinary file. Only <c>FolderWriter</c> sets them.</summary>
    public UnixFileMode? Mode { get; init; }
}
