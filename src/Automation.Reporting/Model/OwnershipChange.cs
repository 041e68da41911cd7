namespace Automation.Reporting.Model;

/// <summary>What a change means to owners: whose files it touches, and which files change hands.</summary>
public sealed record OwnershipChange(TouchedFiles Touched, HandoverSummary Handovers);

/// <summary>The files a change touches, by who owns them under the base branch's CODEOWNERS, which is what the forge enforces until the change is in.</summary>
/// <param name="Codeowners">The base branch's file.</param>
/// <param name="Files">How many paths the change adds, edits or deletes; a renamed file has two.</param>
/// <param name="Groups">The paths by their owners, most first; those that nobody owns last.</param>
public sealed record TouchedFiles(CodeownersSource Codeowners, int Files, IReadOnlyList<TouchedGroup> Groups);

/// <summary>Paths that have the same owners.</summary>
/// <param name="Owners">The owners, as the line names them; none where nobody owns the paths.</param>
/// <param name="Paths">The paths, in order.</param>
public sealed record TouchedGroup(IReadOnlyList<string> Owners, IReadOnlyList<TouchedPath> Paths);

/// <summary>A path that the change touches.</summary>
/// <param name="Path">The path.</param>
/// <param name="Line">The line that decides who owns it; null where none does.</param>
public sealed record TouchedPath(string Path, int? Line);

/// <summary>Which of all files have other owners because CODEOWNERS changes.</summary>
/// <param name="Before">The file at the point the change started from.</param>
/// <param name="After">The file after the change.</param>
/// <param name="IsEdited">Whether the change edits, moves, adds or removes it.</param>
/// <param name="Files">How many files change hands.</param>
/// <param name="All">Of how many.</param>
/// <param name="Groups">The files by who had and who gets them, most first.</param>
public sealed record HandoverSummary(CodeownersSource Before, CodeownersSource After, bool IsEdited, int Files, int All, IReadOnlyList<Handover> Groups);

/// <summary>Files that go from the same owners to the same owners.</summary>
/// <param name="From">Who had them; nobody where there are none.</param>
/// <param name="To">Who gets them; nobody where there are none.</param>
/// <param name="Files">How many.</param>
/// <param name="Examples">The first of them in path order.</param>
public sealed record Handover(IReadOnlyList<string> From, IReadOnlyList<string> To, int Files, IReadOnlyList<HandoverExample> Examples);

/// <summary>A file that changes hands.</summary>
/// <param name="Path">The file.</param>
/// <param name="FromLine">The line that decided before; null where none did.</param>
/// <param name="ToLine">The line that decides after; null where none does.</param>
public sealed record HandoverExample(string Path, int? FromLine, int? ToLine);
