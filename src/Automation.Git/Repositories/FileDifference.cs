using Automation.Core.Trees;

namespace Automation.Git.Repositories;

/// <summary>A file that differs between two commits.</summary>
/// <param name="Path">The path from the root.</param>
/// <param name="Now">The entry in the second commit, with size 0; null if there is none.</param>
public sealed record FileDifference(string Path, FileEntry? Now);
