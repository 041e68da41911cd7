using Automation.Core.Findings;
using Automation.Reporting.Model;

namespace Automation.Jobs.Review;

/// <summary>Marks the findings that a change does not bring, because the base has them.</summary>
/// <param name="moved">The files that the change moves.</param>
internal sealed class PreExisting(MovedFiles moved)
{
    /// <summary>The findings of the head, those marked that the base has too.</summary>
    /// <param name="head">The head.</param>
    /// <param name="base">
    /// The base, with what its baseline accepts: a fingerprint holds path and field, so that it does not fit any more where a file or an item was moved.
    /// What the baseline still accepts at the head is one of these, and stands for no other finding.
    /// </param>
    public IReadOnlyList<Finding> Mark(CheckedTree head, CheckedTree @base)
    {
        var known = new FindingsOfBase(@base.Findings.Concat(@base.AcceptedByBaseline), moved);
        foreach (var accepted in head.AcceptedByBaseline)
        {
            known.Take(accepted);
        }

        return [.. head.Findings.Select(f => known.Take(f) ? f with { PreExisting = true } : f)];
    }

    /// <summary>The verdicts of the head, those marked that the base has too, whatever line they rest on.</summary>
    public IReadOnlyList<OwnershipVerdict> Mark(IReadOnlyList<OwnershipVerdict> head, IReadOnlyList<OwnershipVerdict> @base)
    {
        var known = @base.Select(v => IdentityOf(v, v.Path)).ToHashSet(StringComparer.Ordinal);
        return [.. head.Select(v => known.Contains(IdentityOf(v, moved.OriginOf(v.Path))) ? v with { PreExisting = true } : v)];
    }

    private static string IdentityOf(OwnershipVerdict verdict, string path) =>
        string.Join('\n', [path, verdict.EntityRef, verdict.CatalogOwner, verdict.Verdict, .. verdict.Codeowners]);
}
