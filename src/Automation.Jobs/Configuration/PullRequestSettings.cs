using Automation.Core.Findings;

namespace Automation.Jobs.Configuration;

/// <summary>What is reported on pull requests, and when.</summary>
public sealed record PullRequestSettings
{
    public static PullRequestSettings Default { get; } = new();

    /// <summary>
    /// Rules that authors may accept with a comment in their own pull request; other comments take effect when they are on the base branch. Only in the
    /// organisation's
    /// configuration, and not for rules whose findings Backstage rejects.
    /// </summary>
    public IReadOnlyList<string> Accept { get; init; } = [];

    /// <summary>Whether drafts are checked; if not, a pull request is checked when it is ready for review. Only for the GitHub App.</summary>
    public bool Drafts { get; init; } = true;

    /// <summary>Whether fixes are suggested at their lines, in addition to the button that commits all of them. Only for the GitHub App.</summary>
    public bool Suggestions { get; init; } = true;

    /// <summary>Whether the organisation may let authors accept the rule in their own pull request.</summary>
    public static bool MayAccept(Rule rule) => rule.Consequence == Consequence.Accepted;
}
