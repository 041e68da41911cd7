using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.Owners.Linting.Containment;
using Automation.Owners.Reading;

namespace Automation.Owners.Linting;

/// <summary>Lines that never decide anything, because later lines match all their files.</summary>
internal static class ShadowedRule
{
    public static readonly Rule Rule = new("owners/shadowed-rule", Severity.Warning, Responsible.ApplicationTeam, "Put general patterns before specific ones.")
    {
        Detects = "A line whose files are all matched by later lines. It is reported if the patterns alone prove it, or if the files of the repository "
            + "are available and later lines match each file that the line matches. In a GitLab file, each section is checked separately.",
        Why = "Only the last line that matches a file applies, so the owners of this line own nothing.",
        Bad = "/api/ @acme/api\n* @acme/platform",
        Good = "* @acme/platform\n/api/ @acme/api",
        Sources = [RuleSource.CodeOwners("CODEOWNERS syntax", "codeowners-syntax")],
    };

    /// <summary>Reports the lines for which the patterns alone prove it, for any files, and adds them to the lines that are known to have no effect.</summary>
    public static IReadOnlySet<int> ByPattern(LintContext context, IReadOnlySet<int> duplicates, LintFindings findings, CancellationToken cancellationToken)
    {
        var idle = new HashSet<int>(duplicates);
        var later = new PatternIndex(context.File.Rules.Count);
        var shadowed = new List<(OwnershipRule Rule, OwnershipRule By)>();
        for (var i = context.File.Rules.Count - 1; i >= 0; i--)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (rule, steps) = (context.File.Rules[i], context.Steps[i]);
            if (!duplicates.Contains(rule.Line) && later.CoverOf(steps, rule.Section) is { } cover)
            {
                shadowed.Add((rule, cover));
                idle.Add(rule.Line);
            }

            later.Add(rule, steps);
        }

        shadowed.Reverse();
        foreach (var (rule, by) in shadowed)
        {
            Report(
                context,
                findings,
                rule,
                by,
                () =>
                    $"{Quoted.Of(rule.Pattern.Text)} has no effect: line {by.Line} ({Quoted.Of(by.Pattern.Text)}) comes later and matches the same files. "
                    + "Move it below that line, or remove it.");
        }

        return idle;
    }

    /// <summary>Reports the lines of which the files show it.</summary>
    public static void ByFiles(LintContext context, FileOutcome outcome, LintFindings findings)
    {
        foreach (var (rule, taker) in outcome.Taken)
        {
            var others = taker.OtherLines
                ? "later lines match every file that it matches, such as "
                : "a later line matches every file that it matches, such as ";
            Report(
                context,
                findings,
                rule,
                taker.By,
                () =>
                    $"{Quoted.Of(rule.Pattern.Text)} has no effect: {others}{Quoted.Of(taker.Example)} on line {taker.By.Line} "
                    + $"({Quoted.Of(taker.By.Pattern.Text)}). Move it below, or remove it.");
        }
    }

    private static void Report(LintContext context, LintFindings findings, OwnershipRule rule, OwnershipRule by, Func<string> message) => findings.Add(
        Rule,
        rule.Start,
        rule.End,
        message,
        f => f with
        {
            Subject = Quoted.Cut(rule.Pattern.Text),
            Identity = Quoted.Cut(by.Pattern.Text),
            Related = Edits.PlaceOf(context.Source, by, by.Owners.Count == 0 ? "this line decides instead, and has no owner" : "this line decides instead"),
        });
}
