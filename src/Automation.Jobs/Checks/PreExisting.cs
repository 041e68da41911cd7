using Automation.Core.Findings;
using Automation.Reporting;

namespace Automation.Jobs.Checks;

/// <summary>Tells findings that a change brings from those that stood before it.</summary>
internal static class PreExisting
{
    /// <summary>The findings of the head, those marked that the base has too. Where the base has one of a kind and the head two, one is new.</summary>
    public static IReadOnlyList<Finding> Mark(IReadOnlyList<Finding> head, IReadOnlyList<Finding> @base)
    {
        var stood = @base.GroupBy(IdentityOf, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal);
        return [.. head.Select(finding =>
        {
            var identity = IdentityOf(finding);
            if (stood.GetValueOrDefault(identity) is not (> 0 and var left))
            {
                return finding;
            }

            stood[identity] = left - 1;
            return finding with { PreExisting = true };
        })];
    }

    /// <summary>The verdicts of the head, those marked that the base has too, whatever line they rest on.</summary>
    public static IReadOnlyList<OwnershipVerdict> Mark(IReadOnlyList<OwnershipVerdict> head, IReadOnlyList<OwnershipVerdict> @base)
    {
        var stood = @base.Select(IdentityOf).ToHashSet(StringComparer.Ordinal);
        return [.. head.Select(v => stood.Contains(IdentityOf(v)) ? v with { PreExisting = true } : v)];
    }

    private static string IdentityOf(OwnershipVerdict verdict) =>
        string.Join('\n', [verdict.Path, verdict.EntityRef, verdict.CatalogOwner, verdict.Verdict, .. verdict.Codeowners]);

    // The texts themselves, not their fingerprint: a pull request could make up a text of the same fingerprint.
    internal static string IdentityOf(Finding finding) =>
        string.Join('\n', finding.Rule.Id, finding.File, finding.Subject, WithoutItems(finding.Pointer), finding.Identity ?? finding.Message);

    // An item that is inserted moves the others of its list.
    private static string WithoutItems(string pointer) => string.Join('/', pointer.Split('/').Select(s => s.Length > 0 && s.All(char.IsAsciiDigit) ? "*" : s));
}
