using Automation.Portal.Documents;

namespace Automation.Portal.Pages;

/// <summary>A page of the documentation of an entity.</summary>
/// <param name="Name">The name of the document, as the list of pages shows it.</param>
/// <param name="Source">The file on the forge.</param>
/// <param name="Pages">All documents of the entity, this one without an address.</param>
public sealed record DocumentPageModel(
    SiteFrame Site, EntityMention Entity, string Name, RenderedDocument Document, PageLink Source, IReadOnlyList<PageLink> Pages);
