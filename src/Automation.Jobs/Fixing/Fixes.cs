using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.Reporting.Model;

namespace Automation.Jobs.Fixing;

/// <summary>The fixes that a report offers, and what the files read with them applied. Each was verified, and those of one file together.</summary>
public static class Fixes
{
    /// <summary>Whether there is one.</summary>
    public static bool Any(Report report) => report.Findings.Any(IsApplied);

    /// <summary>The findings that have one, by file, in the order in which they are applied.</summary>
    public static ILookup<string, Finding> ByFile(Report report) => report.Findings.Where(IsApplied).ToLookup(f => f.File, StringComparer.Ordinal);

    /// <summary>Applies fixes to a file; null where the file is not what was validated any more, or is not UTF-8 throughout.</summary>
    /// <param name="findings">The findings.</param>
    /// <param name="source">The file as it is now.</param>
    /// <param name="validated">The file as it was validated, with secrets covered.</param>
    public static FixedFile? Apply(IEnumerable<Finding> findings, SourceText source, SourceText validated)
    {
        // Whoever saved the file in between keeps what they wrote.
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
/// <param name="Content">Its new content.</param>
/// <param name="Edits">The edits that were made.</param>
public sealed record FixedFile(byte[] Content, IReadOnlyList<TextEdit> Edits);
