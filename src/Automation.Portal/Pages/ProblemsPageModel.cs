namespace Automation.Portal.Pages;

/// <summary>Everything that is wrong today, by who must act.</summary>
/// <param name="Total">The sum of the three sides.</param>
public sealed record ProblemsPageModel(SiteFrame Site, int Total, IReadOnlyList<ProblemSide> Sides)
{
    public IReadOnlyList<PageState> States { get; init; } = [];

    /// <summary>The same by owner, most problems first.</summary>
    public IReadOnlyList<CountLink> Owners { get; init; } = [];

    /// <summary>The sources that could not be read.</summary>
    public IReadOnlyList<UnreadRow> Unread { get; init; } = [];
}

/// <summary>The problems of a side.</summary>
/// <param name="Anchor">The fixed anchor of the section.</param>
/// <param name="Title">The side.</param>
/// <param name="Explanation">What it means to be on this side.</param>
/// <param name="Count">How many there are.</param>
/// <param name="Rules">The same by rule.</param>
public sealed record ProblemSide(string Anchor, string Title, string Explanation, CountLink Count, IReadOnlyList<RuleCount> Rules);

/// <param name="Title">What to do about it.</param>
/// <param name="Id">The id of the rule, or the class of the cause.</param>
public sealed record RuleCount(StateMark Severity, string Title, string Id, CountLink Count);

/// <param name="Reason">Why it could not be read.</param>
public sealed record UnreadRow(string Source, string Reason, string? Since);

/// <summary>A page of a list of problems.</summary>
public sealed record ProblemListPageModel(SiteFrame Site, string Title, IReadOnlyList<ProblemRow> Rows, PagerModel Pager)
{
    public PageLink? Above { get; init; }
}
