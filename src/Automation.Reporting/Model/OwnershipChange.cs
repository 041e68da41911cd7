namespace Automation.Reporting.Model;

/// <summary>The effect of a change on owners: whose files it touches, and which files get different owners.</summary>
public sealed record OwnershipChange(TouchedFiles Touched, HandoverSummary Handovers);

/// <summary>The files a change touches, by their owners in the base branch's CODEOWNERS, which the forge enforces until the change is merged.</summary>
/// <param name="Codeowners">The base branch's file.</param>
/// <param name="Files">How many paths the change adds, edits or deletes; a renamed file has two.</param>
/// <param name="Groups">The paths by their owners, most first; those without an owner last.</param>
public sealed record TouchedFiles(CodeownersSource Codeowners, int Files, IReadOnlyList<TouchedGroup> Groups);

/// <param name="Owners">The owners, as the line names them; empty if the paths have no owner.</param>
/// <param name="Paths">The paths, in order.</param>
public sealed record TouchedGroup(IReadOnlyList<string> Owners, IReadOnlyList<TouchedPath> Paths);

/// <param name="Line">The line that decides its owners; null if none does.</param>
public sealed record TouchedPath(string Path, int? Line);

/// <summary>The files whose owners differ because CODEOWNERS changes.</summary>
/// <param name="Before">The file at the point the change started from.</param>
/// <param name="After">The file after the change.</param>
/// <param name="IsEdited">Whether the change edits, moves, adds or removes it.</param>
/// <param name="Files">How many files get different owners.</param>
/// <param name="All">The total number of files.</param>
/// <param name="Groups">The files by former and new owners, most first.</param>
public sealed record HandoverSummary(CodeownersSource Before, CodeownersSource After, bool IsEdited, int Files, int All, IReadOnlyList<Handover> Groups);

/// <summary>Files with the same change of owners.</summary>
/// <param name="From">The owners before; can be empty.</param>
/// <param name="To">The owners after; can be empty.</param>
/// <param name="Examples">The first of them in path order.</param>
public sealed record Handover(IReadOnlyList<string> From, IReadOnlyList<string> To, int Files, IReadOnlyList<HandoverExample> Examples);

/// <summary>A file that gets different owners.</summary>
/// <param name="FromLine">The line that decided before; null if none did.</param>
/// <param name="ToLine">The line that decides after; null if none does.</param>
public sealed record HandoverExample(string Path, int? FromLine, int? ToLine);
