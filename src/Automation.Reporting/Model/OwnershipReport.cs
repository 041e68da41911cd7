using Automation.Core.Findings;

namespace Automation.Reporting.Model;

/// <summary>Who owns the files of a repository, ready to be written. Paths are from its root.</summary>
/// <param name="Codeowners">The CODEOWNERS file.</param>
/// <param name="Files">How many files there are, by their owners.</param>
public sealed record OwnershipReport(CodeownersSource Codeowners, FileCounts Files)
{
    /// <summary>Every owner of a file, the one with the most files first; a file with two owners counts for each.</summary>
    public IReadOnlyList<OwnerShare> Owners { get; init; } = [];

    /// <summary>The folders, down to the requested depth, in path order; each counts everything below it.</summary>
    public IReadOnlyList<FolderCoverage> Folders { get; init; } = [];

    /// <summary>Every file without an owner, in path order.</summary>
    public IReadOnlyList<FileWithoutOwner> WithoutOwner { get; init; } = [];

    /// <summary>The effect of the change; null if nothing was compared.</summary>
    public OwnershipChange? Change { get; init; }

    /// <summary>Parts that are missing from the report, with the reason.</summary>
    public IReadOnlyList<NotChecked> NotChecked { get; init; } = [];
}

/// <summary>How many files are owned, unowned (the line that decides has no owner), and unmatched (no line decides).</summary>
public readonly record struct FileCounts(int Owned, int Unowned, int Unmatched)
{
    public int All => Owned + Unowned + Unmatched;

    public int WithoutOwner => Unowned + Unmatched;
}

public sealed record OwnerShare(string Owner, int Files);

/// <param name="Path">The folder, without a slash at its end.</param>
/// <param name="Depth">The depth; 1 in the root.</param>
/// <param name="Files">Everything below it, by its owners.</param>
/// <param name="Principal">The owners of most of its files, at most three.</param>
/// <param name="Owners">How many owners it has.</param>
public sealed record FolderCoverage(string Path, int Depth, FileCounts Files, IReadOnlyList<OwnerShare> Principal, int Owners);

/// <param name="Line">The line without owners that decides; null if no line matches.</param>
public sealed record FileWithoutOwner(string Path, int? Line);
