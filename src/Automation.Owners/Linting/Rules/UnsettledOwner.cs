using Automation.Core.Findings;
using Automation.Owners.Naming;

namespace Automation.Owners.Linting.Rules;

/// <summary>Owners of which documentation does not say whether they are any.</summary>
internal static class UnsettledOwner
{
    public static readonly Rule Rule = new("owners/unsettled-owner", Severity.Warning, Responsible.ApplicationTeam, "Name owners that GitHub documents.")
    {
        Why = "GitHub documents users, teams and e-mail addresses. People write other things, such as apps, and GitHub does not call all of them invalid; it is not known to ask any of them for a review.",
        Bad = "package.json app/renovate",
        Good = "package.json @acme/build",
        Source = "GitHub Docs, \"About code owners\", say nothing about it",
    };

    public static void Check(LintContext context, LintFindings findings)
    {
        foreach (var owner in context.File.Rules.SelectMany(r => r.Owners).Where(o => o.Form == OwnerForm.Unsettled && MissingSpace.Several(o.Text) is null))
        {
            findings.Add(Rule, owner.Start, owner.End, () => $"{Quoted.Of(owner.Text)} is no user, team or e-mail address. It is not documented whether GitHub skips the line for it.");
        }
    }
}
