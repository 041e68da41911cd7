using Automation.Core.Findings;
using Automation.Jobs.Rules;

namespace Automation.Jobs.Review;

/// <summary>Entities of one file with the same owner differ from CODEOWNERS for the same reason: they share one finding, which reports their number.</summary>
internal static class EqualFindings
{
    private const int MostNamed = 3;

    /// <summary>The findings of one file; equal findings about owners are combined, at the first entity.</summary>
    public static IEnumerable<Finding> Once(IReadOnlyList<Finding> findings)
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
}
