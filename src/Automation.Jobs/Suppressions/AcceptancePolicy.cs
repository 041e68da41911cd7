using Automation.Core.Findings;
using Automation.Jobs.Checks;

namespace Automation.Jobs.Suppressions;

/// <summary>
/// Which comments that accept findings count in a change. An acceptance is policy: it counts once it is on the base branch, so that nobody turns their own error into a
/// success. The organisation can let authors accept rules themselves, but never what Backstage rejects.
/// </summary>
internal sealed class AcceptancePolicy
{
    private readonly HashSet<string>? _atBase;
    private readonly IReadOnlyCollection<string> _byAuthors;

    private AcceptancePolicy(HashSet<string>? atBase, IReadOnlyCollection<string> byAuthors) => (_atBase, _byAuthors) = (atBase, byAuthors);

    /// <summary>Every comment counts: there is no change to judge.</summary>
    public static AcceptancePolicy Everything { get; } = new(null, []);

    /// <summary>The policy for a change.</summary>
    /// <param name="acceptedAtBase">The findings that comments accepted when the change began.</param>
    /// <param name="byAuthors">The rules that authors may accept in their own pull request.</param>
    public static AcceptancePolicy ForChange(IEnumerable<Finding> acceptedAtBase, IReadOnlyCollection<string> byAuthors) =>
        new(acceptedAtBase.Select(PreExisting.IdentityOf).ToHashSet(StringComparer.Ordinal), byAuthors);

    /// <summary>Whether authors may be allowed to accept the rule in their own pull request.</summary>
    public static bool IsForAuthors(Rule rule) => rule.Consequence == Consequence.Accepted;

    /// <summary>What a comment does that accepts a finding.</summary>
    public Acceptance Of(Finding finding) =>
        _atBase is null || _atBase.Contains(PreExisting.IdentityOf(finding)) ? Acceptance.InForce
        : IsForAuthors(finding.Rule) && _byAuthors.Contains(finding.Rule.Id, StringComparer.Ordinal) ? Acceptance.New
        : Acceptance.NotInForce;
}

/// <summary>What a comment does that accepts a finding.</summary>
internal enum Acceptance
{
    /// <summary>It counts.</summary>
    InForce,

    /// <summary>It counts, and the change brings it: reviewers are shown it.</summary>
    New,

    /// <summary>It does not count yet.</summary>
    NotInForce,
}
