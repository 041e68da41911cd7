using Automation.Jobs.Portal.Content;
using Automation.Portal.Pages;
using Automation.Portal.Rendering;

namespace Automation.Jobs.Portal.Building;

/// <summary>All pages of what a reader may see. A static site has a file for each; a server makes the one that is asked for.</summary>
public sealed class PortalPages
{
    private readonly PortalIndex _index;
    private readonly PortalSettings _settings;

    public PortalPages(PortalCatalog catalog, PortalSettings settings) => (_index, _settings) = (new PortalIndex(catalog), settings);

    /// <summary>Every page and file, in no particular order; each address once.</summary>
    public IEnumerable<PortalPage> All() =>
        new HomePages(_index, _settings).All()
            .Concat(new EntityPages(_index, _settings).All())
            .Concat(new DocumentPages(_index, _settings).All())
            .Concat(new ListPages(_index, _settings).All())
            .Concat(new OwnerPages(_index, _settings).All())
            .Concat(new ProblemPages(_index, _settings).All())
            .Concat(new TemplatePages(_index, _settings).All())
            .Concat(new ScorecardPages(_index, _settings).All())
            .Concat(new GonePages(_index, _settings).All());

    /// <summary>The page of an address that has none.</summary>
    public Task<byte[]> NotFoundAsync() =>
        PageRenderer.RenderAsync<NotFoundPage>(new NotFoundPageModel(PageScope.Anywhere(_settings, _index).Frame()));
}
