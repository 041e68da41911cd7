namespace Automation.Core.Trees;

/// <summary>A file of a tree that is to be written, or removed.</summary>
/// <param name="Path">The path from the root, with <c>/</c>.</param>
/// <param name="Content">Its new content; null if it is deleted.</param>
public sealed record TreeChange(string Path, ReadOnlyMemory<byte>? Content);
