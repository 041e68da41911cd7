namespace Automation.Core.Trees;

/// <summary>A file of a tree that is to be written, or removed.</summary>
/// <param name="Path">The path from the root, with <c>/</c>.</param>
/// <param name="Content">What it holds from now on; null where it goes.</param>
public sealed record TreeChange(string Path, ReadOnlyMemory<byte>? Content);
