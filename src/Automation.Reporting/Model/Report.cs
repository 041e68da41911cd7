using Automation.Core.Findings;
using Automation.Core.Text;

namespace Automation.Reporting.Model;

/// <summary>The result of a job, ready to be written. Writers format it and decide nothing.</summary>
/// <param name="Title">What was checked, human-readable; followed by <c>4 documents in 3 files</c>.</param>
/// <param name="Findings">Every finding, in file, line, column and rule order.</param>
public sealed record Report(string Title, IReadOnlyList<Finding> Findings)
{
    /// <summary>The lowest severity that makes the run fail; null if none does.</summary>
    public Severity? FailOn { get; init; } = Severity.Error;

    /// <summary>The verdict on each document that is not empty, in file order; only <c>validate</c> writes them out.</summary>
    public IReadOnlyList<DocumentVerdict> Documents { get; init; } = [];

    /// <summary>The result for each manifest, in file order; only <c>gitops validate</c> writes them out.</summary>
    public IReadOnlyList<ManifestVerdict> Manifests { get; init; } = [];

    public int Files { get; init; }

    /// <summary>The comparison of the catalog's owners with CODEOWNERS, in path order.</summary>
    public IReadOnlyList<OwnershipVerdict> Ownership { get; init; } = [];

    /// <summary>Whose files the change touches and which files get different owners; null if not requested.</summary>
    public OwnershipChange? OwnershipChange { get; init; }

    /// <summary>What merging the change does to the catalog of all repositories; null if there is nothing to compare with.</summary>
    public CatalogChange? CatalogChange { get; init; }

    /// <summary>What the change of a GitOps repository deploys; null if it is none, or there is nothing to compare with.</summary>
    public GitOpsDiff? GitOps { get; init; }

    /// <summary>What was not checked, and why.</summary>
    public IReadOnlyList<NotChecked> NotChecked { get; init; } = [];

    /// <summary>The template skeletons among the files, as findings name files: not descriptors, and skipped unless the user named them.</summary>
    public IReadOnlyList<string> Skeletons { get; init; } = [];

    /// <summary>Whether the user named the files, so that skeletons are validated as well.</summary>
    public bool AreFilesNamed { get; init; }

    /// <summary>The texts of the files with findings, by <see cref="Finding.File"/>; a file may be missing.</summary>
    public IReadOnlyDictionary<string, SourceText> Sources { get; init; } = new Dictionary<string, SourceText>();

    /// <summary>How many findings a baseline or an inline suppression kept out of the report.</summary>
    public int Suppressed { get; init; }

    /// <summary>Whether the command that made the report takes <c>--fix</c>.</summary>
    public bool HasFixOption { get; init; }

    /// <summary>The number of edits that <c>--fix</c> wrote, and of changed files; null if nothing was fixed.</summary>
    public FixesApplied? Fixed { get; init; }

    /// <summary>Whether the findings were compared with those of a base, so that <see cref="Finding.PreExisting"/> is meaningful.</summary>
    public bool ComparedWithBase { get; init; }

    /// <summary>Whether there was no descriptor, so that nothing was checked.</summary>
    public bool LacksDescriptor { get; init; }

    /// <summary>Whether the run fails if there is no descriptor.</summary>
    public bool RequiresDescriptor { get; init; }

    /// <summary>The outcome of each repository, where several were checked.</summary>
    public IReadOnlyList<RepositoryOutcome> Repositories { get; init; } = [];

    /// <summary>Whether the finding makes the run fail.</summary>
    public bool Fails(Finding finding) => FailOn is { } least && finding.Severity >= least && !finding.PreExisting;

    /// <summary>Whether part of the change could not be checked, so that the check fails.</summary>
    public bool IsIncomplete => FailOn is not null && NotChecked.Any(n => n.Fails);

    /// <summary>Whether the run fails because there is no descriptor.</summary>
    public bool FailsWithoutDescriptor => LacksDescriptor && RequiresDescriptor && FailOn is not null;

    /// <summary>The number of relations that merging the change breaks.</summary>
    public int BrokenRelations => CatalogChange?.Relations.Count(r => r.Breaks) ?? 0;

    /// <summary>
    /// The one outcome, of findings and of what merging does to the catalog, as GitHub names it: <c>failure</c>, <c>neutral</c> (something to read, nothing
    /// that fails, or nothing that was checked) or <c>success</c>.
    /// </summary>
    public string Conclusion =>
        HasFailed ? "failure"
        : LacksDescriptor || BrokenRelations > 0 || GitOps?.Count(DiffState.Deleted) > 0 || Findings.Any(f => f.Severity > Severity.Info) ? "neutral"
        : "success";

    public bool HasFailed => IsIncomplete || FailsWithoutDescriptor || Findings.Any(Fails);
}

/// <summary>What <c>--fix</c> did.</summary>
public sealed record FixesApplied(int Edits, int Files);

/// <summary>Whether Backstage would accept one document (docs/guide/formats.md; the contract's <c>validate</c>).</summary>
/// <param name="Document">The document's number in its file, from 0, including empty documents.</param>
/// <param name="Line">The line on which its content begins.</param>
/// <param name="Ref">The entity ref, or null if the document has none.</param>
/// <param name="Valid">Whether Backstage would accept the document by itself.</param>
/// <param name="FileOk">Whether every document of the file parses and has a valid envelope.</param>
/// <param name="Findings">The findings of this document.</param>
/// <param name="Relations">The relations it emits, sorted, distinct; empty if it is not valid.</param>
public sealed record DocumentVerdict(
    string File,
    int Document,
    int Line,
    string? Ref,
    bool Valid,
    bool FileOk,
    IReadOnlyList<Finding> Findings,
    IReadOnlyList<RelationLine> Relations);

/// <summary>Whether an entity has the same owner in the catalog and in CODEOWNERS.</summary>
/// <param name="Path">The file that describes the entity, as findings name it.</param>
/// <param name="CatalogOwner">The owner in the catalog, as an entity ref.</param>
/// <param name="Codeowners">The owners of the file in CODEOWNERS, as written there.</param>
/// <param name="Line">The line of CODEOWNERS that decides; null if none does.</param>
/// <param name="Verdict">The outcome as machine formats name it; <see cref="Agree"/> if there is no problem.</param>
/// <param name="PreExisting">Whether the base has the same verdict.</param>
public sealed record OwnershipVerdict(
    string Path,
    string EntityRef,
    string CatalogOwner,
    IReadOnlyList<string> Codeowners,
    int? Line,
    string Verdict,
    bool PreExisting)
{
    /// <summary>The verdict that both owners are the same.</summary>
    public const string Agree = "agree";
}

/// <summary>One relation as it is written: refs in full, lower case.</summary>
public sealed record RelationLine(string Source, string Type, string Target);
