using System.Globalization;
using Automation.Jobs.Portal.Content;
using Automation.Portal.Pages;

namespace Automation.Jobs.Portal.Building;

/// <summary>How the numbers of scorecards changed with the commits of the catalog.</summary>
internal static class TrendTables
{
    /// <summary>The rows, newest first; none if there is nothing to compare.</summary>
    /// <param name="counts">The counts of interest at a commit; null if there were none.</param>
    public static IReadOnlyList<TrendRow> Of(PortalCatalog catalog, Func<ScorePoint, ScoreCounts?> counts)
    {
        List<TrendRow> rows =
        [
            .. from point in catalog.Scores
               let some = counts(point)
               where some is { Scored: > 0 }
               select new TrendRow(
                   PageScope.Date(point.Commit.Date),
                   OutOf(some.Owner, some.Scored),
                   OutOf(some.Lifecycle, some.NeedsLifecycle),
                   OutOf(some.Description, some.Scored)),
        ];
        return rows.Count > 1 ? rows : [];
    }

    private static string OutOf(int met, int all) => string.Create(CultureInfo.InvariantCulture, $"{met:N0} of {all:N0}");
}
