using Automation.Core.Findings;
using Automation.Jobs.Configuration;

namespace Automation.Jobs.Review;

/// <summary>
/// Decides which comments that accept findings take effect in a change. An acceptance is policy: it takes effect once it is on the base branch, so that
/// authors cannot turn their own error into a success. The organisation can let authors accept rules themselves, but never what Backstage rejects.
/// </summary>
internal sealed class AcceptancePolicy
{
    private readonly ILookup<string, Finding>? _atBase;
    private readonly MovedFiles _moved;
    private readonly IReadOnlyCollection<string> _byAuthors;

    private AcceptancePolicy(ILookup<string, Finding>? atBase, MovedFiles moved, IReadOnlyCollection<string> byAuthors) =>
        (_atBase, _moved, _byAuthors) = (atBase, moved, byAuthors);

    /// <summary>Every comment takes effect: there is no change to check.</summary>
    public static AcceptancePolicy Everything { get; } = new(null, MovedFiles.None, []);

    /// <param name="acceptedAtBase">The findings that comments accepted when the change began.</param>
    /// <param name="moved">The files that the change moves.</param>
    /// <param name="byAuthors">The rules that authors may accept in their own pull request.</param>
    public static AcceptancePolicy ForChange(IEnumerable<Finding> acceptedAtBase, MovedFiles moved, IReadOnlyCollection<string> byAuthors) =>
        new(acceptedAtBase.ToLookup(f => f.File, StringComparer.Ordinal), moved, byAuthors);

    /// <summary>The effect of each comment of a file, finding by finding: a finding that the base accepts once is accepted once.</summary>
    public Func<Finding, Acceptance> In(string file)
    {
        if (_atBase is null)
        {
            return _ => Acceptance.InForce;
        }

        var accepted = new FindingsOfBase(_atBase[_moved.OriginOf(file)], _moved);
        return finding => accepted.Take(finding) ? Acceptance.InForce
            : PullRequestSettings.MayAccept(finding.Rule) && _byAuthors.Contains(finding.Rule.Id, StringComparer.Ordinal) ? Acceptance.New
            : Acceptance.NotInForce;
    }
}

/// <summary>The effect of a comment that accepts a finding.</summary>
internal enum Acceptance
{
    /// <summary>The comment takes effect.</summary>
    InForce,

    /// <summary>The comment takes effect; the change adds it, so reviewers are shown it.</summary>
    New,

    /// <summary>The comment takes effect once it is on the base branch.</summary>
    NotInForce,
}
