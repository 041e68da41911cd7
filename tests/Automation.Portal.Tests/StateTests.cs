using System.Text;
using Automation.Portal.Pages;
using Automation.Portal.Rendering;
using Automation.Testing;

namespace Automation.Portal.Tests;

/// <summary>Each state of a page is a sentence that says what it means.</summary>
public sealed class StateTests
{
    private static readonly SiteFrame Site = new("Acme", "../");
    private static readonly EntityMention Orders = new("component:default/orders", "Component", "Orders", "../catalog/default/component/orders/");

    public static TheoryData<string> Names => [.. States.Keys];

    private static readonly Dictionary<string, PageState> States = new(StringComparer.Ordinal)
    {
        ["empty"] = new PageState.Empty("There is no documentation.", "Add docs/index.md or a README to acme/payments."),
        ["not-known"] = new PageState.NotKnown("no cluster reports health for this service."),
        ["stale"] = new PageState.Stale(new PageLink("orders/catalog-info.yaml:12", "https://github.com/acme/orders"), "0123456789", "The file is not YAML.", Orders),
        ["deprecated"] = new PageState.Deprecated(),
        ["health-old"] = new PageState.HealthOld("prod-eu", "2026-11-29 06:00 UTC"),
        ["health-never"] = new PageState.HealthOld("prod-eu", null),
        ["partial"] = new PageState.Partial(4, 212, "../problems/#unread"),
        ["removed"] = new PageState.Removed(new PageLink("0123456789"), "2026-11-29 06:00 UTC"),
        ["renamed"] = new PageState.Renamed(Orders, new PageLink("0123456789", "https://github.com/acme/catalog"), "2026-11-29 06:00 UTC"),
        ["failed"] = new PageState.Failed("The health", "4bf92f35", "./"),
        ["loading"] = new PageState.Loading("Searching"),
    };

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_state_is_a_sentence(string name)
    {
        var page = Encoding.UTF8.GetString(
            await PageRenderer.RenderAsync<GonePage>(new GonePageModel(Site, "component:default/orders", "Component", "orders", States[name], [])));

        Snapshot.Match(page[page.IndexOf("</code></p>", StringComparison.Ordinal)..page.IndexOf("</main>", StringComparison.Ordinal)] + "\n", $"state-{name}.html");
    }

    [Fact]
    public async Task The_page_of_an_unknown_address_has_the_frame() =>
        Snapshot.Match(Encoding.UTF8.GetString(await PageRenderer.RenderAsync<NotFoundPage>(new NotFoundPageModel(Site))) + "\n", "not-found.html");
}
