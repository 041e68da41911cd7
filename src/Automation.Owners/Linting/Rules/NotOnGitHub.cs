using Automation.Core.Findings;
using Automation.Owners.Naming;

namespace Automation.Owners.Linting.Rules;

/// <summary>Owners that GitHub has not, does not show, or does not let write: it passes over all of them.</summary>
internal static class NotOnGitHub
{
    private const string Origin = "GitHub Docs, \"About code owners\": owners must be visible and have write permissions; REST API, \"List CODEOWNERS errors\" (Unknown owner)";

    public static readonly Rule Unknown = new("owners/unknown-owner", Severity.Error, Responsible.ApplicationTeam, "Name users and teams that GitHub has and shows.")
    {
        Why = "Judged where GitHub can be asked: by the App, with `members: read`. A team that was renamed or deleted, a secret team, a team of another organisation and a user who is gone are passed over by GitHub without a word, and nobody is asked for review in their place. GitHub's list of errors calls this \"Unknown owner\". Each owner is named once, at its first line.",
        Bad = "/billing/ @acme/biling",
        Good = "/billing/ @acme/billing",
        Source = Origin,
    };

    public static readonly Rule CannotWrite = new("owners/cannot-write", Severity.Error, Responsible.ApplicationTeam, "Name owners who may write to the repository.")
    {
        Why = "Judged where GitHub can be asked: by the App, with `members: read`. GitHub asks only owners who may write for a review, themselves and not as members of another team; others are passed over without a word, as somebody who left the organisation. Give the team the role *Write* in the repository's settings, or name who has it. Each owner is named once, at its first line.",
        Bad = "/billing/ @acme/auditors",
        Good = "/billing/ @acme/billing",
        Source = Origin,
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
                    () => $"{Problem(owner, standing)} GitHub passes over it{(others == 0 ? "" : $", here and in {others:N0} more {(others == 1 ? "place" : "places")}")}.",
                    f => f with { Identity = owner.Text.ToLowerInvariant() });
            }
        }
    }

    private static string Problem(Owner owner, OwnerStanding standing) => standing switch
    {
        OwnerStanding.CannotWrite => $"{Quoted.Of(owner.Text)} may not write to this repository.",
        OwnerStanding.Secret => $"{Quoted.Of(owner.Text)} is a secret team, which only its members see: make it visible, or name another.",
        OwnerStanding.Elsewhere => $"{Quoted.Of(owner.Text)} is a team of another organisation than this repository's.",
        _ => $"GitHub has no {(owner.Form == OwnerForm.Team ? "team" : "user")} {Quoted.Of(owner.Text)}.",
    };
}
