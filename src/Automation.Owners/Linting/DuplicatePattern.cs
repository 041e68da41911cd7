using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.Owners.Naming;
using Automation.Owners.Reading;

namespace Automation.Owners.Linting;

/// <summary>Duplicate patterns: the first of the two lines has no effect.</summary>
internal static class DuplicatePattern
{
    public static readonly Rule Rule = new(
        "owners/duplicate-pattern", Severity.Warning, Responsible.ApplicationTeam, "Write each pattern once, with all its owners.")
    {
        Detects = "Two lines with the same pattern. `docs/` and `**/docs/` are the same pattern, and so are `/docs/api` and `docs/api`. In a file for "
            + "GitLab, each section is checked separately.",
        Why = "Owners of several lines are not combined: only the last line that matches applies.",
        FixDetails = "Move all owners to one line.",
        Bad = "/api/ @acme/api\n/api/ @acme/security",
        Good = "/api/ @acme/api @acme/security",
        Sources = [RuleSource.CodeOwners("CODEOWNERS syntax", "codeowners-syntax")],
    };

    /// <summary>Reports each line whose pattern an earlier line has; returns the earlier ones, which have no effect.</summary>
    public static IReadOnlySet<int> Check(LintContext context, LintFindings findings)
    {
        var idle = new HashSet<int>();
        var last = new Dictionary<(int Section, string Key), OwnershipRule>();
        for (var i = 0; i < context.File.Rules.Count; i++)
        {
            var rule = context.File.Rules[i];
            if (rule.Pattern.IsExclusion)
            {
                continue;
            }

            // If the meaning of a pattern is not documented, only the same text is a duplicate.
            var key = (rule.Section, context.Steps[i]?.Key() ?? rule.Pattern.Text);
            if (last.TryGetValue(key, out var earlier))
            {
                idle.Add(earlier.Line);
                Report(context, findings, earlier, rule);
            }

            last[key] = rule;
        }

        return idle;
    }

    private static void Report(LintContext context, LintFindings findings, OwnershipRule earlier, OwnershipRule rule)
    {
        var same = earlier.Owners.Count == rule.Owners.Count
            && earlier.Owners.Select(o => o.Text).ToHashSet(Owner.Comparer).SetEquals(rule.Owners.Select(o => o.Text));
        findings.Add(Rule, rule.Start, rule.End, Message, With);

        string Message()
        {
            var what = earlier.Pattern.Text == rule.Pattern.Text
                ? $"{Quoted.Of(rule.Pattern.Text)} is already on line {earlier.Line}"
                : $"{Quoted.Of(rule.Pattern.Text)} matches the same files as {Quoted.Of(earlier.Pattern.Text)} on line {earlier.Line}";
            return same
                ? $"{what}, with the same owners. One of the two lines is enough."
                : $"{what}. The owners of two lines are not combined: only this line counts. Write all owners on it, and remove line {earlier.Line}.";
        }

        Finding With(Finding finding) => finding with
        {
            Subject = Quoted.Cut(rule.Pattern.Text),
            Identity = Quoted.Cut(earlier.Pattern.Text),
            Related = Edits.PlaceOf(context.Source, earlier, "the line that this one replaces"),
            Fix = same && !HasComment(context, earlier) ? Edits.RemoveLine(context.Source, $"Remove line {earlier.Line}", earlier.Line) : null,
        };
    }

    private static bool HasComment(LintContext context, OwnershipRule rule)
    {
        var end = rule.Owners is [.., var last] && last.Start > rule.End ? last.End : rule.End;
        var line = context.Source.Line(rule.Line);
        return !line[Math.Min(line.Length, context.Source.PositionAt(end).Column - 1)..].IsWhiteSpace();
    }
}
