using Automation.Core.Trees;

namespace Automation.Jobs.Ownership;

/// <summary>What a change is compared with.</summary>
/// <param name="Tip">The base branch as it is now: its CODEOWNERS is enforced until the change is in.</param>
/// <param name="MergeBase">The point the change started from: what differs from it is the change's own doing.</param>
/// <param name="Paths">The paths that the change adds, edits and deletes; of a renamed file, both.</param>
public sealed record ChangedSides(FileTree Tip, FileTree MergeBase, IReadOnlyCollection<string> Paths);
