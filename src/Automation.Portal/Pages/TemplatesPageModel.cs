namespace Automation.Portal.Pages;

/// <summary>What anyone can create.</summary>
public sealed record TemplatesPageModel(SiteFrame Site, IReadOnlyList<TemplateCard> Templates, PagerModel Pager);

/// <param name="Makes">What one gets, in a sentence; null if the template does not say.</param>
/// <param name="Inputs">What it asks for; what must be given comes first.</param>
/// <param name="Create">Where to start it; null if the repository of the template is not known.</param>
public sealed record TemplateCard(
    EntityMention Template, string? Makes, IReadOnlyList<EntityMention> Owners, IReadOnlyList<TemplateInput> Inputs, string? Create)
{
    public string? Type { get; init; }

    /// <summary>The services that were made from it, by version; empty if none is known.</summary>
    public IReadOnlyList<CountLink> Services { get; init; } = [];
}

public sealed record TemplateInput(string Text, bool IsRequired);
