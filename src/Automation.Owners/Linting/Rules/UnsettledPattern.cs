using Automation.Core.Findings;

namespace Automation.Owners.Linting.Rules;

/// <summary>Patterns of which documentation does not say what they match.</summary>
internal static class UnsettledPattern
{
    public static readonly Rule Rule = new("owners/unsettled-pattern", Severity.Warning, Responsible.ApplicationTeam, "Write a pattern whose meaning is documented.")
    {
        Why = "GitHub's documentation leaves open what such a pattern matches, and programs that read CODEOWNERS disagree. What it owns here is our best reading, and may not be GitHub's.",
        Bad = "docs//api/ @acme/docs",
        Good = "docs/api/ @acme/docs",
        Source = "GitHub Docs, \"About code owners\", say nothing about it",
    };

    public static void Check(LintContext context, LintFindings findings)
    {
        foreach (var rule in context.File.Rules.Where(r => r.Pattern.Doubt is not null))
        {
            findings.Add(Rule, rule.Start, rule.End, () => $"{Quoted.Of(rule.Pattern.Text)} {rule.Pattern.Doubt}: it is not documented what that matches. Write it another way.");
        }
    }
}
