using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.Reporting;

namespace Automation.Jobs.Fixing;

/// <summary>The fixes of a report that need no judgement, and what the files read with them applied.</summary>
public static class Fixes
{
    /// <summary>Whether there is one.</summary>
    public static bool Any(Report report) => report.Findings.Any(IsMechanical);

    /// <summary>The findings that have one, by file, in the order in which they are to be tried.</summary>
    public static ILookup<string, Finding> ByFile(Report report) => report.Findings.Where(IsMechanical).ToLookup(f => f.File, StringComparer.Ordinal);

    /// <summary>
    /// Applies fixes to a file; null where the file is not what was judged any more, or is not UTF-8 throughout. Where two touch the same place the first
    /// wins, and the other is found again.
    /// </summary>
    /// <param name="findings">The findings.</param>
    /// <param name="source">The file as it is now.</param>
    /// <param name="judged">The file as it was judged, with secrets covered.</param>
    public static FixedFile? Apply(IEnumerable<Finding> findings, SourceText source, SourceText judged)
    {
        // Whoever saved the file since it was judged keeps what they wrote.
        if (source.Covered().Content != judged.Content || !source.IsExact)
        {
            return null;
        }

        var (text, applied) = TextEdit.Apply(source.Content, findings.SelectMany(f => f.Fix!.Edits).Select(e => e.Edit));
        return new FixedFile(source.Encode(text), applied.Count);
    }

    private static bool IsMechanical(Finding finding) => finding is { Fix: not null, PreExisting: false };
}

/// <summary>A file with fixes applied.</summary>
/// <param name="Content">Its new content.</param>
/// <param name="Edits">How many edits were made.</param>
public sealed record FixedFile(byte[] Content, int Edits);
