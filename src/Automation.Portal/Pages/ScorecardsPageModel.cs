namespace Automation.Portal.Pages;

/// <summary>Owners and checks: how many of how many meet each.</summary>
public sealed record ScorecardsPageModel(
    SiteFrame Site, IReadOnlyList<ScoreCheck> Checks, IReadOnlyList<ScoreRow> Rows, PagerModel Pager, IReadOnlyList<PageState> NotKnown)
{
    /// <summary>How all of it changed, newest first; empty if that is not known.</summary>
    public IReadOnlyList<TrendRow> Trend { get; init; } = [];
}

/// <summary>What met a check of what it applied to, at a time.</summary>
public sealed record TrendRow(string Date, string Owner, string Lifecycle, string Description);

/// <param name="Meaning">What meets it.</param>
public sealed record ScoreCheck(string Title, string Meaning);

/// <param name="Owner">The owner; null for everything together.</param>
public sealed record ScoreRow(EntityMention? Owner, IReadOnlyList<ScoreCell> Cells);

/// <param name="Met">Those that meet the check.</param>
/// <param name="All">Those that it applies to.</param>
public sealed record ScoreCell(CountLink Met, CountLink All);
