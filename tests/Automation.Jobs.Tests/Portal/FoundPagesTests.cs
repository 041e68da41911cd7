using Automation.Jobs.Portal.Building;
using CsCheck;

namespace Automation.Jobs.Tests.Portal;

/// <summary>A server makes the page that is asked for, a static site makes all: the same pages at the same addresses.</summary>
public sealed class FoundPagesTests
{
    [Fact]
    public async Task Each_page_of_a_site_is_found_by_its_address_with_the_same_bytes()
    {
        using var world = new PortalWorld()
            .With("shop", PortalWorld.Team("team-a"), PortalWorld.Component("shop", "team-a"), PortalWorld.Component("Odd.Name_1", "team-a"))
            .WithFile("shop/README.md", "# Shop\n\nText.\n")
            .WithFile("shop/docs/how/to.md", "# How to\n\nText.\n")
            .With("apis", PortalWorld.Entity("API", "orders", "  type: openapi\n  lifecycle: production\n  owner: team-a\n  definition: text\n"));
        var pages = new PortalPages(world.Read(), new PortalSettings("Acme"));

        var all = pages.All().ToList();

        all.Select(p => p.Address).ShouldContain("catalog/default/api/orders/definition.txt");
        all.Select(p => p.Address).ShouldContain("docs/default/component/shop/");
        foreach (var page in all)
        {
            (await pages.Find(page.Address)!.RenderAsync()).ShouldBe(await page.RenderAsync(), page.Address);
        }
    }

    [Fact]
    public void Any_other_address_has_no_page()
    {
        using var world = new PortalWorld().With("shop", PortalWorld.Team("team-a"), PortalWorld.Component("shop", "team-a"));
        var pages = new PortalPages(world.Read(), new PortalSettings("Acme"));
        var known = pages.All().Select(p => p.Address).ToHashSet(StringComparer.Ordinal);
        string[] parts = ["catalog", "docs", "default", "component", "shop", "group", "team-a", "lists", "kind", "..", "", "~2e", "~~", "entity.json", "1", "SHOP"];

        Gen.Int[0, parts.Length - 1].Select(i => parts[i]).Array[0, 7].Select(p => string.Join('/', p)).Sample(address => (pages.Find(address) is not null).ShouldBe(known.Contains(address), address));
    }
}
