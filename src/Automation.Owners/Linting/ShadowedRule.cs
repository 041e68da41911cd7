using Automation.Core.Findings;
using Automation.Owners.Linting.Containment;
using Automation.Owners.Reading;

namespace Automation.Owners.Linting;

/// <summary>Lines that can never decide anything, because later lines take all that they match.</summary>
internal static class ShadowedRule
{
    public static readonly Rule Rule = new("owners/shadowed-rule", Severity.Warning, Responsible.ApplicationTeam, "Put general patterns before specific ones.")
    {
        Detects = "A line whose files are all matched by later lines. It is reported if the patterns alone prove it, or if the files of the repository "
            + "are available and later lines match each file that the line matches. In a file of GitLab, each section is checked separately.",
        Why = "The last line that matches a file decides alone, so the owners of this line own nothing.",
        Bad = "/api/ @acme/api\n* @acme/platform",
        Good = "* @acme/platform\n/api/ @acme/api",
        Sources = [RuleSource.CodeOwners("CODEOWNERS syntax", "codeowners-syntax")],
    };

    /// <summary>Reports the lines of which the patterns alone show it, whatever files there are, and adds them to those known to decide nothing.</summary>
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
            Report(context, findings, rule, by, () => $"{Quoted.Of(rule.Pattern.Text)} never decides anything: line {by.Line} ({Quoted.Of(by.Pattern.Text)}) comes later and takes all that it matches. Put it below that line, or remove it.");
        }

        return idle;
    }

    /// <summary>Reports the lines of which the files show it.</summary>
    public static void ByFiles(LintContext context, FileOutcome outcome, LintFindings findings)
    {
        foreach (var (rule, taker) in outcome.Taken)
        {
            var others = taker.OtherLines ? "later lines take every file that it matches, such as " : "every file that it matches is taken by a later line, such as ";
            Report(context, findings, rule, taker.By, () => $"{Quoted.Of(rule.Pattern.Text)} decides about no file: {others}{Quoted.Of(taker.Example)} by line {taker.By.Line} ({Quoted.Of(taker.By.Pattern.Text)}). Put it below, or remove it.");
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
            Related = Edits.PlaceOf(context.Source, by, by.Owners.Count == 0 ? "this line decides instead, and names no owner" : "this line decides instead"),
        });
}
