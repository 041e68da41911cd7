using Automation.Core.Findings;

namespace Automation.Jobs.Suppressions;

/// <summary>What can be wrong with a comment that accepts findings.</summary>
internal static class SuppressionRules
{
    /// <summary>The first part of their ids.</summary>
    public const string Room = "suppression";

    public static readonly Rule NewAcceptance = New("suppression/new-acceptance", Severity.Info, "Review what a change accepts.",
        "The change brings a comment that accepts a finding, and the organisation's configuration lets authors accept this rule themselves (`pull-requests.accept`). It is listed so that reviewers see it.",
        "owner: migration-office",
        "owner: migration-office # automation: accept reference/unknown-owner (the group arrives with the merger in May)");

    public static readonly Rule NoReason = New("suppression/no-reason", Severity.Error, "Say why a finding is accepted.",
        "The next reader has to know whether the exception still holds. The reason stands in brackets behind the rule. Without one the finding is accepted, and this one takes its place; where reasons are not wanted, turn this rule off.",
        "owner: migration-office # automation: accept reference/unknown-owner",
        "owner: migration-office # automation: accept reference/unknown-owner (the group arrives with the merger in May)");

    public static readonly Rule NotInForce = New("suppression/not-in-force", Severity.Info, "A comment accepts findings once it is on the base branch.",
        "Otherwise a change could accept its own errors. Until the comment is merged, the finding is reported as if the comment were not there. The organisation's configuration can let authors accept a rule in their own pull request (`pull-requests.accept`), unless Backstage rejects what breaks it.",
        "owner: migration-office # automation: accept reference/unknown-owner (the group arrives with the merger in May)",
        "owner: payments");

    public static readonly Rule Unused = New("suppression/unused", Severity.Warning, "Remove a comment that accepts nothing any more.",
        "The finding it was written for is gone, or stands on another line. Left behind, the comment would accept the next mistake unseen. It belongs on the line that the finding points to, or on a line of its own above.",
        "owner: payments # automation: accept reference/unknown-owner (arrives in May)",
        "owner: payments");

    public static readonly Rule UnknownRule = New("suppression/unknown-rule", Severity.Warning, "Accept rules that exist.",
        "A comment with the id of a rule that does not exist accepts nothing. The rule reference lists the ids.",
        "owner: migration-office # automation: accept reference/unknown-ownr (arrives in May)",
        "owner: migration-office # automation: accept reference/unknown-owner (arrives in May)");

    public static IReadOnlyList<Rule> All { get; } = [NewAcceptance, NoReason, NotInForce, UnknownRule, Unused];

    private static Rule New(string id, Severity severity, string title, string why, string bad, string good) =>
        new(id, severity, Responsible.ApplicationTeam, title) { Why = why, Bad = bad, Good = good, Source = "docs/guide/configuration.md" };
}
