using Automation.Core.Findings;
using Automation.Core.Text;

namespace Automation.Catalog.Judging;

/// <summary>What is to be said about one file.</summary>
/// <param name="Source">The file's text.</param>
/// <param name="Documents">Its documents that are not empty, in order.</param>
/// <param name="Whole">What concerns the file as a whole: it could not be read.</param>
public sealed record FileJudgement(SourceText Source, IReadOnlyList<DocumentJudgement> Documents, IReadOnlyList<Finding> Whole)
{
    /// <summary>The file that this one is a symbolic link to, from the root of the repository; null where it is none. Nothing is written through a link, so that it is offered no fix.</summary>
    public string? LinkTarget { get; init; }

    /// <summary>Whether every document parses and has a sound envelope; else Backstage stores nothing from the file.</summary>
    public bool IsOk { get; } = Whole.Count == 0 && Documents.All(d => !d.RejectsFile);
}
