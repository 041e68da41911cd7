namespace Automation.Portal.Pages;

/// <summary>The first page.</summary>
/// <param name="Entities">How many entities there are.</param>
/// <param name="Owners">How many owners there are.</param>
public sealed record HomePageModel(SiteFrame Site, int Entities, int Owners)
{
    public IReadOnlyList<PageState> States { get; init; } = [];

    /// <summary>The questions that most people come with.</summary>
    public IReadOnlyList<QuestionModel> Questions { get; init; } = [];

    public IReadOnlyList<FacetModel> Facets { get; init; } = [];

    /// <summary>What changed last.</summary>
    public IReadOnlyList<RecentRow> Recent { get; init; } = [];

    /// <summary>Why it is not known what changed; null if it is.</summary>
    public PageState? RecentState { get; init; }
}

/// <param name="Question">The question, which leads to its answer.</param>
/// <param name="Answer">What is known now, in a sentence.</param>
public sealed record QuestionModel(PageLink Question, string Answer);

public sealed record RecentRow(EntityMention Entity, string Date, PageLink Commit);
