using Automation.Core.Findings;
using Automation.Core.Text;

namespace Automation.Owners.Linting;

/// <summary>Patterns whose meaning is not documented.</summary>
internal static class UnsettledPattern
{
    public static readonly Rule Rule = new(
        "owners/unsettled-pattern", Severity.Warning, Responsible.ApplicationTeam, "Write a pattern whose meaning is documented.")
    {
        Detects = "A pattern such as `docs//api/` whose meaning GitHub does not document.",
        Why = "Programs that read CODEOWNERS disagree about it. What the line owns here may differ from what it owns on GitHub.",
        Bad = "docs//api/ @acme/docs",
        Good = "docs/api/ @acme/docs",
        Sources = [RuleSource.CodeOwners("CODEOWNERS syntax", "codeowners-syntax")],
    };

    public static void Check(LintContext context, LintFindings findings)
    {
        foreach (var rule in context.File.Rules.Where(r => r.Pattern.Doubt is not null))
        {
            findings.Add(
                Rule,
                rule.Start,
                rule.End,
                () => $"{Quoted.Of(rule.Pattern.Text)} {rule.Pattern.Doubt}: GitHub does not document what that matches. Write the pattern in another way.");
        }
    }
}
