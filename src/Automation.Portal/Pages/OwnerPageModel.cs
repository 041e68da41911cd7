namespace Automation.Portal.Pages;

/// <summary>The page of a team or a person: what it owns, and what needs it.</summary>
public sealed record OwnerPageModel(SiteFrame Site, EntityMention Owner)
{
    public string? Description { get; init; }

    public IReadOnlyList<EntityMention> Parents { get; init; } = [];

    public IReadOnlyList<EntityMention> Children { get; init; } = [];

    /// <summary>The people of a team; of a person its teams.</summary>
    public IReadOnlyList<EntityMention> Members { get; init; } = [];

    /// <summary>Whether it is a person.</summary>
    public bool IsPerson { get; init; }

    public IReadOnlyList<PageLink> Links { get; init; } = [];

    /// <summary>What needs action now.</summary>
    public required ProblemSectionModel Problems { get; init; }

    /// <summary>How much it owns by kind.</summary>
    public IReadOnlyList<OwnedCount> Owned { get; init; } = [];

    /// <summary>The health of what it owns; empty if it is not known.</summary>
    public IReadOnlyList<CountLink> Health { get; init; } = [];

    public PageState? HealthState { get; init; }

    /// <summary>The first of what it owns itself.</summary>
    public IReadOnlyList<EntityRow> Rows { get; init; } = [];

    /// <summary>Where CODEOWNERS agrees, and where it does not; empty if it is not known.</summary>
    public IReadOnlyList<CountLink> Codeowners { get; init; } = [];

    public PageState? CodeownersState { get; init; }

    /// <summary>How its scorecard changed, newest first; empty if that is not known.</summary>
    public IReadOnlyList<TrendRow> Trend { get; init; } = [];

    /// <summary>The templates that it owns.</summary>
    public IReadOnlyList<EntityMention> Templates { get; init; } = [];
}

/// <param name="Direct">What it owns itself.</param>
/// <param name="WithChildren">The same with all teams below it.</param>
public sealed record OwnedCount(string Kind, CountLink Direct, CountLink WithChildren);

/// <summary>All teams and people that own something.</summary>
public sealed record OwnersPageModel(SiteFrame Site, IReadOnlyList<OwnerTotals> Rows, PagerModel Pager, CountLink Unowned);

public sealed record OwnerTotals(EntityMention Owner, string? Description, int People, CountLink Direct, CountLink WithChildren, CountLink Problems);
