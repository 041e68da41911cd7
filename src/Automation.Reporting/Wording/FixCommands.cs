using Automation.Core.Findings;
using Automation.Reporting.Model;

namespace Automation.Reporting.Wording;

/// <summary>The problems of a change that can be fixed automatically, and the commands for it.</summary>
/// <param name="Count">The number of problems.</param>
/// <param name="Commands">The commands that fix them.</param>
internal sealed record FixCommands(int Count, IReadOnlyList<string> Commands)
{
    /// <param name="hasButton">Whether a button can also fix the configuration and templates, which no command fixes.</param>
    public static FixCommands For(Report report, bool hasButton)
    {
        // If two fixes touch the same place, only one is applied.
        var fixable = report.Findings.Where(f => f is { Fix: not null, PreExisting: false }).GroupBy(f => f.File, StringComparer.Ordinal)
            .SelectMany(f => FixPlan.Of(f).Findings).ToLookup(f => f.Rule.Category is not ("config" or "template"));
        var count = fixable[true].Count() + (hasButton ? fixable[false].Count() : 0);
        return new FixCommands(count, [.. fixable[true].Select(Command).Distinct().OrderDescending()]);
    }

    private static string Command(Finding finding) =>
        finding.File.EndsWith("CODEOWNERS", StringComparison.Ordinal) ? "automation owners lint --fix" : "automation validate --fix";
}
