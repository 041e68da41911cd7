using Automation.Core.Text;
using Automation.Jobs.Portal.Content;
using Automation.Portal.Pages;
using Automation.Portal.Rendering;

namespace Automation.Jobs.Portal.Building;

/// <summary>What anyone can create.</summary>
internal sealed class TemplatePages(PortalIndex index, PortalSettings settings)
{
    private const int MostVersions = 20;

    public IEnumerable<PortalPage> All()
    {
        var templates = PortalFacets.ByTitle(index.Catalog.Entities.Where(e => e.Ref.Kind == "template"));
        return ListPages.Paged(PortalAddress.Templates, templates, (number, rows) =>
        {
            var page = new PageScope(settings, index, PortalAddress.Page(PortalAddress.Templates, number));
            return PageRenderer.RenderAsync<TemplatesPage>(
                new TemplatesPageModel(page.Frame(), [.. rows.Select(t => Card(t, page))], page.Pager(PortalAddress.Templates, number, templates.Count)));
        }).Concat(templates.SelectMany(Services));
    }

    private IEnumerable<PortalPage> Services(PortalEntity template) => index.Templates.Of(template.Ref).SelectMany(v => ListPages.Of(
        index,
        settings,
        AddressOf(template, v.Key),
        $"{template.Title} at {VisibleText.Of(v.Key, 60)}",
        PortalFacets.ByTitle(v),
        new PageLink("Templates", PortalAddress.Templates)));

    private static string AddressOf(PortalEntity template, string version) =>
        $"{PortalAddress.Templates}{PortalAddress.Slug(template.Ref.ToString())}/{PortalAddress.Slug(version)}/";

    private TemplateCard Card(PortalEntity template, PageScope page) => new(
        page.Mention(template),
        template.Details.Description,
        page.Owners(template),
        [
            .. template.Details.Parameters.OrderByDescending(p => p.IsRequired)
                .Select(p => new TemplateInput(VisibleText.Of(p.Title ?? p.Name, 60), p.IsRequired)),
        ],
        template.Definitions[0].Source.Repository is { } repository ? $"https://{repository}/actions" : null)
    {
        Type = template.Fields.Type,
        Services =
        [
            .. index.Templates.Of(template.Ref).Take(MostVersions).Select(v => new CountLink(
                $"at {VisibleText.Of(v.Key, 60)}{(index.Templates.HasNewest(v.First()) == true ? " (newest in use)" : "")}",
                v.Count(),
                page.To(AddressOf(template, v.Key)))),
        ],
    };
}
