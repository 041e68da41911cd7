using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.Owners.Naming;

namespace Automation.Owners.Linting;

/// <summary>Owners that do not exist on GitHub, are not visible, or have no write access: GitHub skips them.</summary>
internal static class NotOnGitHub
{
    public static readonly Rule Unknown = new(
        "owners/unknown-owner", Severity.Error, Responsible.ApplicationTeam, "Use owners that exist on GitHub and are visible.")
    {
        Detects = "An owner that GitHub reports as \"Unknown owner\": a deleted or renamed team, a secret team, a team of another organisation, or a "
            + "user that does not exist. Only the App can check this, with `members: read`. Each owner is reported once, at its first line.",
        Why = "GitHub silently skips such an owner and requests no other review instead.",
        FixDetails = "Correct the name, or make the team visible.",
        Bad = "/billing/ @acme/biling",
        Good = "/billing/ @acme/billing",
        Sources = [RuleSource.CodeOwners(), RuleSource.CodeOwnersErrors],
    };

    public static readonly Rule CannotWrite = new(
        "owners/cannot-write", Severity.Error, Responsible.ApplicationTeam, "Give the owner write access to the repository.")
    {
        Detects = "A user or team that exists and cannot write to the repository. Only the App can check this, with `members: read`. Each owner is "
            + "reported once, at its first line.",
        Why = "GitHub asks only owners with write access for review; a team needs the access itself. It silently skips other owners.",
        FixDetails = "For a team, set the role *Write* in the settings of the repository. Or use an owner that has write access.",
        Bad = "/billing/ @acme/auditors",
        Good = "/billing/ @acme/billing",
        Sources = [RuleSource.CodeOwners(), RuleSource.CodeOwnersErrors],
    };

    public static void Check(LintContext context, LintFindings findings)
    {
        if (context.Input.StandingOf is not { } standingOf || !context.IsGitHub)
        {
            return;
        }

        foreach (var places in context.File.Rules.SelectMany(r => r.Owners).GroupBy(o => o.Text, Owner.Comparer))
        {
            var (owner, others) = (places.First(), places.Count() - 1);
            if (standingOf(owner) is { } standing and not OwnerStanding.Writes)
            {
                findings.Add(
                    standing == OwnerStanding.CannotWrite ? CannotWrite : Unknown,
                    owner.Start,
                    owner.End,
                    () =>
                        $"{Problem(owner, standing)} GitHub skips "
                        + $"it{(others == 0 ? "" : $", here and in {others:N0} more {(others == 1 ? "place" : "places")}")}.",
                    f => f with { Identity = owner.Text.ToLowerInvariant() });
            }
        }
    }

    private static string Problem(Owner owner, OwnerStanding standing) => standing switch
    {
        OwnerStanding.CannotWrite => $"{Quoted.Of(owner.Text)} has no write access to this repository.",
        OwnerStanding.Secret => $"{Quoted.Of(owner.Text)} is a secret team, which only its members can see: make it visible, or use another owner.",
        OwnerStanding.Elsewhere => $"{Quoted.Of(owner.Text)} is a team of an organisation other than this repository's.",
        _ => $"GitHub has no {(owner.Form == OwnerForm.Team ? "team" : "user")} {Quoted.Of(owner.Text)}.",
    };
}
