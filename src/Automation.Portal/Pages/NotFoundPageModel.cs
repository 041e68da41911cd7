namespace Automation.Portal.Pages;

/// <summary>The page of an address that has none. What a reader may not see has this page, too.</summary>
public sealed record NotFoundPageModel(SiteFrame Site)
{
    /// <summary>What could have been meant.</summary>
    public IReadOnlyList<EntityMention> Near { get; init; } = [];
}
