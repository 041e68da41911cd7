namespace Automation.Portal.Pages;

/// <summary>A page of all relations of an entity that has too many for its own page.</summary>
public sealed record RelationsPageModel(SiteFrame Site, EntityMention Entity, IReadOnlyList<RelationRow> Rows, PagerModel Pager);
