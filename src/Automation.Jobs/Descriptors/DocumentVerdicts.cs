using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.Descriptors.Validation;
using Automation.Reporting.Model;

namespace Automation.Jobs.Descriptors;

/// <summary>Turns a validated file into the lines that <c>validate</c> writes.</summary>
internal static class DocumentVerdicts
{
    /// <summary>One verdict per document that is not empty; one for the file if it could not be read, or if it has findings but only empty documents.</summary>
    /// <param name="file">The validated file.</param>
    /// <param name="findings">The findings of the file as they are reported, in the order of the text.</param>
    public static IEnumerable<DocumentVerdict> Of(ValidatedFile file, IReadOnlyList<Finding> findings)
    {
        if (file.Documents.Count == 0)
        {
            return file.Whole.Count == 0 && findings.Count == 0 ? []
                : [new DocumentVerdict(file.Source.Path, 0, 1, null, Valid: file.Whole.Count == 0, FileOk: file.IsOk, findings, [])];
        }

        return file.Documents.Select((document, i) => new DocumentVerdict(
            file.Source.Path,
            document.Document,
            document.Line,
            document.Descriptor is { } descriptor ? SecretShape.Cover(descriptor.Ref.ToString()) : null,
            document.IsValid,
            file.IsOk,
            Within(findings, i == 0 ? 1 : document.Line, i + 1 < file.Documents.Count ? file.Documents[i + 1].Line : int.MaxValue),
            [.. document.Relations.Select(r => new RelationLine(SecretShape.Cover(r.Source.ToString()), r.Type, SecretShape.Cover(r.Target.ToString())))]));
    }

    // Text between two documents belongs to the first of them.
    private static List<Finding> Within(IReadOnlyList<Finding> findings, int firstLine, int lineAfter) =>
        [.. findings.Where(f => f.Span.Start.Line >= firstLine && f.Span.Start.Line < lineAfter)];
}
