using Automation.Core.Findings;

namespace Automation.Reporting.Model;

/// <summary>Who owns the files of a repository, ready to be written. Paths are from its root.</summary>
/// <param name="Codeowners">The file that says so.</param>
/// <param name="Files">How many files there are, by what it says about them.</param>
public sealed record OwnershipReport(CodeownersSource Codeowners, FileCounts Files)
{
    /// <summary>Every owner of a file, the one with the most files first; a file with two owners counts for each.</summary>
    public IReadOnlyList<OwnerShare> Owners { get; init; } = [];

    /// <summary>The folders, down to the depth that was asked for, in path order; each counts everything below it.</summary>
    public IReadOnlyList<FolderCoverage> Folders { get; init; } = [];

    /// <summary>Every file that nobody owns, in path order.</summary>
    public IReadOnlyList<FileWithoutOwner> WithoutOwner { get; init; } = [];

    /// <summary>What the change does; null where nothing was compared.</summary>
    public OwnershipChange? Change { get; init; }

    /// <summary>What is missing from the report, and why.</summary>
    public IReadOnlyList<NotChecked> NotChecked { get; init; } = [];
}

/// <summary>How many files are owned, unowned on purpose (the line that decides names nobody), and unmatched (no line decides).</summary>
public readonly record struct FileCounts(int Owned, int Unowned, int Unmatched)
{
    /// <summary>All of them.</summary>
    public int All => Owned + Unowned + Unmatched;

    /// <summary>Those that nobody owns.</summary>
    public int WithoutOwner => Unowned + Unmatched;
}

/// <summary>How many files somebody owns.</summary>
public sealed record OwnerShare(string Owner, int Files);

/// <summary>Who owns what lies in a folder.</summary>
/// <param name="Path">The folder, without a slash at its end.</param>
/// <param name="Depth">How deep it lies; 1 in the root.</param>
/// <param name="Files">Everything below it, by what CODEOWNERS says.</param>
/// <param name="Principal">The owners of most of it, at most three.</param>
/// <param name="Owners">How many owners it has.</param>
public sealed record FolderCoverage(string Path, int Depth, FileCounts Files, IReadOnlyList<OwnerShare> Principal, int Owners);

/// <summary>A file that nobody owns.</summary>
/// <param name="Path">The file.</param>
/// <param name="Line">The line that decides so by naming nobody; null where no line matches.</param>
public sealed record FileWithoutOwner(string Path, int? Line);
