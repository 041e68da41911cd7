namespace Automation.Core.Trees;

/// <summary>A folder whose files are missing from a list.</summary>
/// <param name="Path">The folder's path from the root; empty for the root itself.</param>
/// <param name="Reason">The human-readable reason.</param>
public sealed record UnreadableFolder(string Path, string Reason);
