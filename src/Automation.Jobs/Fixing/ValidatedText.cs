using Automation.Core.Findings;

namespace Automation.Jobs.Fixing;

/// <summary>The findings and documents of one version of a file's text.</summary>
/// <param name="Findings">The findings, as they are reported.</param>
/// <param name="Documents">The documents in order; none if the file has no such parts.</param>
internal sealed record ValidatedText(IReadOnlyList<Finding> Findings, IReadOnlyList<TextDocument> Documents)
{
    private readonly Lazy<Dictionary<string, int>> _counts = new(() => Count(Findings, Documents));

    /// <summary>Whether no document is worse than in an earlier text, and none was added or removed.</summary>
    public bool IsAtLeastAsValidAs(ValidatedText earlier)
    {
        var isAsValid = Documents.Count == earlier.Documents.Count;
        for (var i = 0; i < Documents.Count && isAsValid; i++)
        {
            isAsValid = Documents[i].State >= earlier.Documents[i].State;
        }

        return isAsValid;
    }

    public bool HasNoErrorBeside(ValidatedText earlier) =>
        Findings.All(f => !IsError(f) || KeyOf(f, Documents) is var key && _counts.Value[key] <= earlier._counts.Value.GetValueOrDefault(key));

    /// <summary>Whether findings of an earlier text are resolved.</summary>
    public bool IsWithout(IReadOnlyList<Finding> findings, ValidatedText earlier) => Count(findings, earlier.Documents)
        .All(gone => _counts.Value.GetValueOrDefault(gone.Key) <= earlier._counts.Value.GetValueOrDefault(gone.Key) - gone.Value);

    /// <summary>The part of the file that a finding is about: a document, or a line of a file that has none.</summary>
    public int PartOf(Finding finding) => Documents.Count == 0 ? finding.Span.Start.Line : DocumentOf(finding, Documents);

    private static bool IsError(Finding finding) => finding.Severity == Severity.Error || finding.Rule.Consequence != Consequence.Accepted;

    // Simple loops and string keys, because every file with a fix comes here and generic types of our own would have to be compiled in each run.
    private static Dictionary<string, int> Count(IReadOnlyList<Finding> findings, IReadOnlyList<TextDocument> documents)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var finding in findings)
        {
            var key = KeyOf(finding, documents);
            counts[key] = counts.GetValueOrDefault(key) + 1;
        }

        return counts;
    }

    // A place in a document identifies a finding better than a message that can change with the text; without a place, the message is used. The subject can
    // be what a fix edits: the pattern of a line.
    private static string KeyOf(Finding finding, IReadOnlyList<TextDocument> documents) =>
        $"{DocumentOf(finding, documents)} {finding.Rule.Id} {(finding.Pointer.Length > 0 ? finding.Pointer : finding.Identity ?? finding.Message)}";

    private static int DocumentOf(Finding finding, IReadOnlyList<TextDocument> documents)
    {
        var (first, after) = (0, documents.Count);
        while (first + 1 < after)
        {
            var middle = (first + after) / 2;
            (first, after) = documents[middle].Line <= finding.Span.Start.Line ? (middle, after) : (first, middle);
        }

        return first;
    }
}

/// <param name="Line">The line it begins on.</param>
/// <param name="State">How valid it is.</param>
internal sealed record TextDocument(int Line, DocumentState State);

/// <summary>How valid a document is, the worst first.</summary>
internal enum DocumentState
{
    /// <summary>Backstage rejects the whole file because of the document.</summary>
    RejectsFile,

    /// <summary>Backstage rejects the document.</summary>
    Invalid,

    /// <summary>Backstage accepts the document.</summary>
    Valid,
}
