using Automation.Core.Findings;

namespace Automation.Owners.Linting.Rules;

/// <summary>Lines that begin with an owner, which is then read as a path.</summary>
internal static class MissingPattern
{
    public static readonly Rule Rule = new("owners/missing-pattern", Severity.Warning, Responsible.ApplicationTeam, "Begin each line with a pattern.")
    {
        Why = "The first word of a line is its pattern, whatever it looks like: an owner in its place is read as a path, matches no file, and is asked for no review. GitHub does not report it. A line that is about everything begins with `*`.",
        Bad = "@acme/maintainers",
        Good = "* @acme/maintainers",
        Source = "GitHub Docs, \"About code owners\", CODEOWNERS syntax",
    };

    public static void Check(LintContext context, MisreadLines misread, LintFindings findings)
    {
        foreach (var rule in misread.WithoutPattern)
        {
            findings.Add(
                Rule,
                rule.Start,
                rule.End,
                () => $"The line has no pattern: its owner {Quoted.Of(rule.Pattern.Text)} is read as a path. Put a pattern before it, for example {Quoted.Of(Example(rule))}.",
                f => f with { Subject = Quoted.Cut(rule.Pattern.Text), Identity = "" });
        }
    }

    private static string Example(Reading.OwnershipRule rule) =>
        string.Join(' ', ["*", GluedOwners.In(rule.Pattern.Text)?.Separated ?? rule.Pattern.Text, .. rule.Owners.Select(o => o.Text)]);
}
