using Automation.Core.Trees;

namespace Automation.Git.Repositories;

/// <summary>A file that differs between two commits.</summary>
/// <param name="Path">Its path from the root.</param>
/// <param name="Now">What stands there in the second commit, its size left at 0; null where no file does.</param>
public sealed record FileDifference(string Path, FileEntry? Now);
