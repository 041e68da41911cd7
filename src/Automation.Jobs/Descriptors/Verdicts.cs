using Automation.Catalog.Judging;
using Automation.Core.Findings;
using Automation.Reporting;

namespace Automation.Jobs.Descriptors;

/// <summary>Turns judgements into the lines that <c>validate</c> writes.</summary>
internal static class Verdicts
{
    /// <summary>One verdict per document that is not empty; one for the file where it could not be read at all.</summary>
    /// <param name="file">The judged file.</param>
    /// <param name="adjust">The findings as they are reported: severities, suppressions.</param>
    public static IEnumerable<DocumentVerdict> Of(FileJudgement file, Func<IReadOnlyList<Finding>, IReadOnlyList<Finding>> adjust)
    {
        if (file.Whole.Count > 0)
        {
            yield return new DocumentVerdict(file.Source.Path, 0, 1, null, Valid: false, FileOk: false, adjust(file.Whole), []);
        }

        foreach (var document in file.Documents)
        {
            yield return new DocumentVerdict(
                file.Source.Path,
                document.Document,
                document.Line,
                document.Descriptor?.Ref.ToString(),
                document.IsValid,
                file.IsOk,
                adjust(document.Findings),
                [.. document.Relations.Select(r => new RelationLine(r.Source.ToString(), r.Type, r.Target.ToString()))]);
        }
    }
}
