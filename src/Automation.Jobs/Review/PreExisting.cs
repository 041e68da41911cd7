using Automation.Core.Findings;
using Automation.Reporting.Model;

namespace Automation.Jobs.Review;

/// <summary>Marks the findings that the base already has.</summary>
/// <param name="moved">The files that the change moves.</param>
internal sealed class PreExisting(MovedFiles moved)
{
    /// <summary>The findings of the head; those that the base also has are marked.</summary>
    /// <param name="base">
    /// The base, with what its baseline accepts: a fingerprint contains path and field, so it does not match after a file or an item moved.
    /// A finding that the baseline still accepts at the head uses up one of these, so that it does not make another finding pre-existing.
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

    /// <summary>The verdicts of the head; those that the base also has are marked, on any line.</summary>
    public IReadOnlyList<OwnershipVerdict> Mark(IReadOnlyList<OwnershipVerdict> head, IReadOnlyList<OwnershipVerdict> @base)
    {
        var known = @base.Select(v => IdentityOf(v, v.Path)).ToHashSet(StringComparer.Ordinal);
        return [.. head.Select(v => known.Contains(IdentityOf(v, moved.OriginOf(v.Path))) ? v with { PreExisting = true } : v)];
    }

    private static string IdentityOf(OwnershipVerdict verdict, string path) =>
        string.Join('\n', [path, verdict.EntityRef, verdict.CatalogOwner, verdict.Verdict, .. verdict.Codeowners]);
}

/// <summary>Findings of the base, each of which makes one of the head pre-existing: if the base has one of a kind and the head two, one is new.</summary>
/// <param name="moved">The files that the change moves.</param>
internal sealed class FindingsOfBase(IEnumerable<Finding> findings, MovedFiles moved)
{
    private readonly Dictionary<string, int> _left = findings.CountBy(f => IdentityOf(f, f.File), StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);

    /// <summary>Whether a base finding remains for a finding of the head; if so, it is used up.</summary>
    public bool Take(Finding finding)
    {
        var identity = IdentityOf(finding, moved.OriginOf(finding.File));
        if (_left.GetValueOrDefault(identity) is not (> 0 and var left))
        {
            return false;
        }

        _left[identity] = left - 1;
        return true;
    }

    // The texts themselves, not their fingerprint: a pull request could create another text with the same fingerprint.
    private static string IdentityOf(Finding finding, string file) => string.Join('\n', finding.IsOfSeveralFiles
        ? [finding.Rule.Id, finding.Subject, finding.Pointer]
        : (ReadOnlySpan<string?>)[finding.Rule.Id, file, finding.Subject, WithoutItems(finding.Pointer), finding.Identity ?? finding.Message]);

    // An inserted item moves the others of its list.
    private static string WithoutItems(string pointer) => string.Join('/', pointer.Split('/').Select(s => s.Length > 0 && s.All(char.IsAsciiDigit) ? "*" : s));
}
