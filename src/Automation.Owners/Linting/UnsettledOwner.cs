using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.Owners.Naming;

namespace Automation.Owners.Linting;

/// <summary>Owners whose form is not documented.</summary>
internal static class UnsettledOwner
{
    public static readonly Rule Rule = new(
        "owners/unsettled-owner", Severity.Warning, Responsible.ApplicationTeam, "Use users, teams or e-mail addresses as owners.")
    {
        Detects = "An owner of another form, such as an app, that GitHub does not document and does not report as invalid.",
        Why = "GitHub does not document that it asks such an owner for review.",
        Bad = "package.json app/renovate",
        Good = "package.json @acme/build",
        Sources = [RuleSource.CodeOwners("CODEOWNERS syntax", "codeowners-syntax")],
    };

    public static void Check(LintContext context, LintFindings findings)
    {
        foreach (var owner in context.File.Rules.SelectMany(r => r.Owners).Where(o => o.Form == OwnerForm.Unsettled && MissingSpace.Several(o.Text) is null))
        {
            findings.Add(
                Rule,
                owner.Start,
                owner.End,
                () =>
                    $"{Quoted.Of(owner.Text)} is not a user, team or e-mail address. GitHub does not document whether it skips the line. Use a user, a team "
                    + "or an address.");
        }
    }
}
