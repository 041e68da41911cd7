using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.Owners.Naming;

namespace Automation.Owners.Linting;

/// <summary>Owners without a group or user in the catalog.</summary>
internal static class NotInCatalog
{
    public static readonly Rule Rule = new("owners/not-in-catalog", Severity.Warning, Responsible.ApplicationTeam, "Use owners that exist in the catalog.")
    {
        Detects = "An owner without a Group or User in the catalog. Checked only with a catalog. Each owner is reported once, at its first line.",
        Why = "A team that was renamed or dissolved stays in CODEOWNERS, and GitHub silently skips it.",
        FixDetails = "Correct the name, or add the team to the catalog.",
        Bad = "/billing/ @acme/biling",
        Good = "/billing/ @acme/billing",
        Sources = [RuleSource.Guide("CODEOWNERS", "owners.md")],
    };

    public static void Check(LintContext context, LintFindings findings)
    {
        if (context.Input.IsInCatalog is not { } isInCatalog)
        {
            return;
        }

        var owners = context.File.Rules.SelectMany(r => r.Owners)
            .Where(o => o.Form is OwnerForm.User or OwnerForm.Team or OwnerForm.Email)
            .GroupBy(o => o.Text, Owner.Comparer);
        foreach (var places in owners)
        {
            var owner = places.First();
            if (!isInCatalog(owner))
            {
                var others = places.Count() - 1;
                findings.Add(
                    Rule,
                    owner.Start,
                    owner.End,
                    () =>
                        $"The catalog has no {(owner.Form == OwnerForm.Team ? "group" : "user")} for "
                        + $"{Quoted.Of(owner.Text)}{(others == 0 ? "" : $", which is used in {others:N0} more {(others == 1 ? "place" : "places")}")}.",
                    f => f with { Identity = owner.Text.ToLowerInvariant() });
            }
        }
    }
}
