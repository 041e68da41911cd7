using Automation.Core.Findings;

namespace Automation.Jobs.Rules;

/// <summary>Rules for comments that accept findings.</summary>
internal static class SuppressionRules
{
    public const string Room = "suppression";

    public static readonly Rule NewAcceptance = New("suppression/new-acceptance", Severity.Info, "Review the findings that the change accepts.") with
    {
        Detects = "A new comment that accepts a finding of a rule which authors may accept themselves (`pull-requests.accept` of the organisation's "
            + "configuration).",
        Why = "Reviewers should see what a change accepts.",
        Bad = "owner: migration-office",
        Good = "owner: migration-office # automation: accept reference/unknown-owner (the group arrives with the merger in May)",
    };

    public static readonly Rule NoReason = New("suppression/no-reason", Severity.Error, "Add the reason for accepting the finding.") with
    {
        Detects = "A comment that accepts a finding without a reason.",
        Why = "Later readers need to know whether the exception is still valid. The finding itself is accepted.",
        FixDetails = "Write the reason in parentheses after the rule. If your organisation does not want reasons, set this rule to `off`.",
        Bad = "owner: migration-office # automation: accept reference/unknown-owner",
        Good = "owner: migration-office # automation: accept reference/unknown-owner (the group arrives with the merger in May)",
    };

    public static readonly Rule NotInForce = New("suppression/not-in-force", Severity.Info, "Fix the finding, or merge the comment first.") with
    {
        Detects = "A comment that accepts a finding and is not on the base branch yet.",
        Why = "A change must not accept its own errors, so the finding is reported until the comment is merged.",
        FixDetails = "The organisation's configuration can let authors accept a rule in their own pull request (`pull-requests.accept`), unless Backstage "
            + "rejects documents that break it.",
        Bad = "owner: migration-office # automation: accept reference/unknown-owner (the group arrives with the merger in May)",
        Good = "owner: payments",
    };

    public static readonly Rule Unused = New("suppression/unused", Severity.Warning, "Remove a comment that no longer accepts anything.") with
    {
        Detects = "A comment that accepts a finding that no longer exists, or that is on another line.",
        Why = "The comment would hide the next mistake.",
        FixDetails = "If the finding is on another line, move the comment to that line, or to its own line above.",
        Bad = "owner: payments # automation: accept reference/unknown-owner (arrives in May)",
        Good = "owner: payments",
    };

    public static readonly Rule UnknownRule = New("suppression/unknown-rule", Severity.Warning, "Use the id of a rule that exists.") with
    {
        Detects = "A comment with the id of a rule that does not exist.",
        Why = "The comment accepts nothing.",
        FixDetails = "`automation rules` lists all ids.",
        Bad = "owner: migration-office # automation: accept reference/unknown-ownr (arrives in May)",
        Good = "owner: migration-office # automation: accept reference/unknown-owner (arrives in May)",
    };

    public static IReadOnlyList<Rule> All { get; } = [NewAcceptance, NoReason, NotInForce, UnknownRule, Unused];

    private static Rule New(string id, Severity severity, string title) =>
        new(id, severity, Responsible.ApplicationTeam, title)
        {
            Sources = [RuleSource.Guide("Accepting one finding", "configuration.md#accepting-one-finding")],
        };
}
