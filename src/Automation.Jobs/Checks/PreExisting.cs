using Automation.Core.Findings;
using Automation.Reporting;

namespace Automation.Jobs.Checks;

/// <summary>Tells findings that a change brings from those that stood before it.</summary>
internal static class PreExisting
{
    /// <summary>The findings of the head, those marked that the base has too.</summary>
    public static IReadOnlyList<Finding> Mark(IReadOnlyList<Finding> head, IReadOnlyList<Finding> @base)
    {
        var stood = new FindingsOfBase(@base);
        return [.. head.Select(finding => stood.Take(finding) ? finding with { PreExisting = true } : finding)];
    }

    /// <summary>The verdicts of the head, those marked that the base has too, whatever line they rest on.</summary>
    public static IReadOnlyList<OwnershipVerdict> Mark(IReadOnlyList<OwnershipVerdict> head, IReadOnlyList<OwnershipVerdict> @base)
    {
        var stood = @base.Select(IdentityOf).ToHashSet(StringComparer.Ordinal);
        return [.. head.Select(v => stood.Contains(IdentityOf(v)) ? v with { PreExisting = true } : v)];
    }

    private static string IdentityOf(OwnershipVerdict verdict) =>
        string.Join('\n', [verdict.Path, verdict.EntityRef, verdict.CatalogOwner, verdict.Verdict, .. verdict.Codeowners]);
}
