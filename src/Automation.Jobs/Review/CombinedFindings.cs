using Automation.Core.Findings;
using Automation.Jobs.Rules;

namespace Automation.Jobs.Review;

/// <summary>Findings of one file about owners that come from one mistake: each mistake is reported once.</summary>
internal static class CombinedFindings
{
    private const int MostNamed = 3;
    private const string Unknown = "reference/unknown-owner";

    /// <summary>Entities with the same owner differ from CODEOWNERS for the same reason: they share one finding, which reports their number.</summary>
    public static IEnumerable<Finding> OfEqualOwners(IReadOnlyList<Finding> findings)
    {
        var equal = findings.Where(IsOwnership).GroupBy(f => (f.Rule.Id, f.File, f.Identity, f.Severity))
            .Where(g => g.Skip(1).Any()).ToDictionary(g => g.First(), g => g.ToList());
        if (equal.Count == 0)
        {
            return findings;
        }

        var repeated = equal.Values.SelectMany(g => g.Skip(1)).ToHashSet(ReferenceEqualityComparer.Instance);
        return findings.Where(f => !repeated.Contains(f)).Select(f => equal.TryGetValue(f, out var all) ? Together(all) : f);
    }

    /// <summary>
    /// A different owner in CODEOWNERS is a consequence of an owner that does not exist, and is reported with it. Accepted and disabled findings are
    /// already removed: if the missing owner is not reported, the difference is.
    /// </summary>
    public static IEnumerable<Finding> OfUnknownOwners(IReadOnlyList<Finding> findings)
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

    private static bool IsOwnership(Finding finding) => finding.Identity is not null && OwnershipRules.All.Contains(finding.Rule);

    private static Finding Together(List<Finding> equal)
    {
        var (first, others) = (equal[0], equal.Count - 1);
        var names = string.Join(", ", equal.Skip(1).Take(MostNamed).Select(f => f.Subject));
        return first with
        {
            Message = $"{first.Message} The same applies to {others:N0} more {(others == 1 ? "entity" : "entities")} of this file: "
                + $"{names}{(others > MostNamed ? ", …" : "")}.",
            Suggestions = [.. first.Suggestions.Select(s => s with { Edits = EditsOf(s, equal) }).Where(s => s.Edits.Count > 0)],
        };
    }

    // A fix in the catalog changes each entity. If it is not possible for one of them, none is changed.
    private static IReadOnlyList<FixEdit> EditsOf(Suggestion suggestion, List<Finding> equal)
    {
        var same = equal.Select(f => f.Suggestions.FirstOrDefault(s => s.Title == suggestion.Title && s.File == suggestion.File)).ToList();
        return same.Contains(null) ? [] : [.. same.SelectMany(s => s!.Edits).Distinct().OrderBy(e => e.Edit.Start)];
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
