using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.Reporting.Model;

namespace Automation.Jobs.Fixing;

/// <summary>The fixes that a report offers, and the text of the files after them. Each was verified, and those of one file also together.</summary>
public static class Fixes
{
    public static bool Any(Report report) => report.Findings.Any(IsApplied);

    /// <summary>The findings with a fix, by file, in the order in which the fixes are applied.</summary>
    public static ILookup<string, Finding> ByFile(Report report) => report.Findings.Where(IsApplied).ToLookup(f => f.File, StringComparer.Ordinal);

    /// <summary>Applies fixes to a file; null if the file changed after it was validated, or is not valid UTF-8.</summary>
    /// <param name="source">The file as it is now.</param>
    /// <param name="validated">The file as it was validated, with secrets covered.</param>
    public static FixedFile? Apply(IEnumerable<Finding> findings, SourceText source, SourceText validated)
    {
        // A file that was saved in the meantime is not overwritten.
        if (source.Covered().Content != validated.Content || !source.IsExact)
        {
            return null;
        }

        var plan = FixPlan.Of(findings);
        return new FixedFile(source.Encode(plan.ApplyTo(source.Content)), plan.Edits);
    }

    private static bool IsApplied(Finding finding) => finding is { Fix: not null, PreExisting: false };
}

/// <summary>A file with fixes applied.</summary>
/// <param name="Content">The new content.</param>
/// <param name="Edits">The edits that were made.</param>
public sealed record FixedFile(byte[] Content, IReadOnlyList<TextEdit> Edits);
