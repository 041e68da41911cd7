using Automation.Core.Trees;

namespace Automation.Jobs.Ownership;

/// <summary>What a change is compared with.</summary>
/// <param name="Tip">The current base branch: its CODEOWNERS applies until the change is merged.</param>
/// <param name="MergeBase">The commit that the change started from: differences from it belong to the change.</param>
/// <param name="Paths">The paths that the change adds, edits and deletes; both paths of a renamed file.</param>
public sealed record ChangedSides(FileTree Tip, FileTree MergeBase, IReadOnlyCollection<string> Paths);
