using Automation.Core.Text;
using Automation.Jobs.Portal.Content;
using Automation.Portal.Pages;
using Automation.Portal.Rendering;

namespace Automation.Jobs.Portal.Building;

/// <summary>What anyone can create.</summary>
internal sealed class TemplatePages(PortalIndex index, PortalSettings settings)
{
    public IEnumerable<PortalPage> All()
    {
        var templates = PortalFacets.ByTitle(index.Catalog.Entities.Where(e => e.Ref.Kind == "template"));
        return ListPages.Paged(PortalAddress.Templates, templates, (number, rows) =>
        {
            var page = new PageScope(settings, index, PortalAddress.Page(PortalAddress.Templates, number));
            return PageRenderer.RenderAsync<TemplatesPage>(
                new TemplatesPageModel(page.Frame(), [.. rows.Select(t => Card(t, page))], page.Pager(PortalAddress.Templates, number, templates.Count)));
        });
    }

    private static TemplateCard Card(PortalEntity template, PageScope page) => new(
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
    };
}
