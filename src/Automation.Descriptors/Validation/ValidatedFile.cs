using Automation.Core.Findings;
using Automation.Core.Text;

namespace Automation.Descriptors.Validation;

/// <summary>The result of validating one file.</summary>
/// <param name="Source">The file's text.</param>
/// <param name="Documents">The documents that are not empty, in order.</param>
/// <param name="Whole">Findings about the file as a whole, such as that it could not be read.</param>
public sealed record ValidatedFile(SourceText Source, IReadOnlyList<ValidatedDocument> Documents, IReadOnlyList<Finding> Whole)
{
    /// <summary>Validates the same file with another text; null if nothing may be written to the file, or it could not be read.</summary>
    public Func<SourceText, CancellationToken, ValidatedFile>? Again { get; init; }

    /// <summary>
    /// The file that this one is a symbolic link to, from the root of the repository; null if it is not a link. Nothing is written through a link.
    /// </summary>
    public string? LinkTarget { get; init; }

    /// <summary>Whether every document parses and has a valid envelope; otherwise Backstage stores nothing from the file.</summary>
    public bool IsOk { get; } = Whole.Count == 0 && Documents.All(d => !d.RejectsFile);
}
