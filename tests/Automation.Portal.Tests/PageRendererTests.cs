using System.Text;
using Automation.Portal.Pages;
using Automation.Portal.Rendering;

namespace Automation.Portal.Tests;

public sealed class PageRendererTests
{
    [Fact]
    public async Task A_page_is_a_whole_document_and_its_text_is_escaped()
    {
        var page = Encoding.UTF8.GetString(await PageRenderer.RenderAsync<NotFoundPage>(new NotFoundPageModel(new SiteFrame("<Acme> & co", ""))));

        page.ShouldStartWith("<!DOCTYPE html>");
        page.ShouldContain("&lt;Acme&gt; &amp; co");
    }
}
