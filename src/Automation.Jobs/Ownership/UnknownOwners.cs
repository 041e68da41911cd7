using Automation.Core.Findings;
using Automation.Jobs.Rules;

namespace Automation.Jobs.Ownership;

/// <summary>An owner that does not exist is one mistake. A different owner in CODEOWNERS is a consequence of it, and is reported with it.</summary>
internal static class UnknownOwners
{
    private const string Unknown = "reference/unknown-owner";

    /// <summary>
    /// The findings of one file, each mistake once. Accepted and disabled findings are already removed: if the missing owner is not reported, the
    /// difference is.
    /// </summary>
    public static IEnumerable<Finding> Once(IReadOnlyList<Finding> findings)
    {
        var unknown = findings.Where(f => f.Rule.Id == Unknown).ToLookup(f => f.Span);
        if (unknown.Count == 0)
        {
            return findings;
        }

        var differing = findings.Where(f => IsDifference(f) && unknown[f.Span].Any(u => u.Severity >= f.Severity)).ToLookup(f => f.Span);
        return findings.Where(f => !differing[f.Span].Contains(f))
            .Select(f => f.Rule.Id == Unknown && differing[f.Span].FirstOrDefault() is { } difference ? With(f, difference) : f);
    }

    private static bool IsDifference(Finding finding) => finding.Rule == OwnershipRules.Disagree || finding.Rule == OwnershipRules.KindsDiffer;

    private static Finding With(Finding unknown, Finding difference) => unknown with
    {
        Related = unknown.Related ?? (difference.Related is { } line ? line with { Message = "CODEOWNERS has a different owner here" } : null),
        Suggestions =
        [
            .. unknown.Suggestions,
            .. difference.Suggestions.Where(s => !(unknown.Fix is { } fix && s.File == unknown.File && fix.Edits.SequenceEqual(s.Edits))),
        ],
    };
}
