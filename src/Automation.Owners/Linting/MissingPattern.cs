using Automation.Core.Findings;
using Automation.Core.Text;

namespace Automation.Owners.Linting;

/// <summary>Lines that begin with an owner, which is then read as a path.</summary>
internal static class MissingPattern
{
    public static readonly Rule Rule = new("owners/missing-pattern", Severity.Warning, Responsible.ApplicationTeam, "Start each line with a pattern.")
    {
        Detects = "A line that starts with an owner.",
        Why = "GitHub reads the first word of a line as its pattern: the line matches no file, and the owner is never asked for review. GitHub "
            + "does not report it.",
        FixDetails = "Start the line with `*` if the owner owns everything.",
        Bad = "@acme/maintainers",
        Good = "* @acme/maintainers",
        Sources = [RuleSource.CodeOwners("CODEOWNERS syntax", "codeowners-syntax")],
    };

    public static void Check(LintContext context, MisreadLines misread, LintFindings findings)
    {
        foreach (var rule in misread.WithoutPattern)
        {
            findings.Add(
                Rule,
                rule.Start,
                rule.End,
                () =>
                    $"The line has no pattern: its owner {Quoted.Of(rule.Pattern.Text)} is read as a path. Write a pattern before it, for example "
                    + $"{Quoted.Of(Example(rule))}.",
                f => f with { Subject = Quoted.Cut(rule.Pattern.Text), Identity = "" });
        }
    }

    private static string Example(Reading.OwnershipRule rule) =>
        string.Join(' ', ["*", GluedOwners.In(rule.Pattern.Text)?.Separated ?? rule.Pattern.Text, .. rule.Owners.Select(o => o.Text)]);
}
