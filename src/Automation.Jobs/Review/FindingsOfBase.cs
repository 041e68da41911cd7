using Automation.Core.Findings;

namespace Automation.Jobs.Review;

/// <summary>Findings of the base, each of which makes one of the head pre-existing: if the base has one of a kind and the head two, one is new.</summary>
/// <param name="moved">The files that the change moves.</param>
internal sealed class FindingsOfBase(IEnumerable<Finding> findings, MovedFiles moved)
{
    private readonly Dictionary<string, int> _left = findings.CountBy(f => IdentityOf(f, f.File), StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);

    /// <summary>Whether one remains for a finding of the head; it is then used up.</summary>
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
