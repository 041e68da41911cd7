namespace Automation.Portal.Pages;

/// <summary>The page of an entity that the catalog had once.</summary>
/// <param name="State">What became of it.</param>
/// <param name="Near">What it could be now.</param>
public sealed record GonePageModel(SiteFrame Site, string Ref, string Kind, string Name, PageState State, IReadOnlyList<EntityMention> Near);
