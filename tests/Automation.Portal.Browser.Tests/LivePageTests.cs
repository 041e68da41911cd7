using Automation.Testing;
using Deque.AxeCore.Playwright;

namespace Automation.Portal.Browser.Tests;

/// <summary>The pages of the server in Chromium: what only they have. The pages of the portal are those of a static site.</summary>
public sealed class LivePageTests(ChromiumFixture browser) : IClassFixture<ChromiumFixture>
{
    [Fact]
    public async Task They_have_no_violation_that_axe_finds_no_error_and_nothing_that_their_policy_forbids()
    {
        var context = await browser.OpenContextAsync(new() { ViewportSize = new() { Width = 1280, Height = 900 } });
        await using var server = await LiveServer.StartAsync();
        var page = await context.NewPageAsync();
        List<string> messages = [];
        page.Console += (_, message) => messages.Add($"{message.Type}: {message.Text}");
        page.PageError += (_, error) => messages.Add(error);
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(server.Address.AbsoluteUri, StringComparison.Ordinal))
            {
                messages.Add($"request: {request.Url}");
            }
        };
        await page.GotoAsync(server.Link.AbsoluteUri);

        foreach (var path in (string[])["", "catalog/default/component/checkout/", "search/?q=orders", "deliveries", "checks", "audit"])
        {
            await page.GotoAsync(server.Address + path);
            var found = await page.RunAxe();

            found.Violations.Select(v => $"{path} {v.Id}: {string.Join(", ", v.Nodes.Select(n => n.Html).Take(3))}").ShouldBeEmpty();
            messages.ShouldBeEmpty(path);
            await Picture.TakeAsync(page, $"live-{(path.Length == 0 ? "home" : path.Split('/', '?')[0])}");
        }

        await page.GotoAsync(server.Address + "catalog/default/component/checkout/");
        (await page.Locator("#owner").InnerTextAsync()).ShouldContain("It names @acme/");

        // The box completes while somebody types, with the search data of the reader.
        await page.GotoAsync(server.Address.AbsoluteUri);
        await page.Locator("#q").PressSequentiallyAsync("checkout");
        await page.Locator("a.search-option").First.WaitForAsync();
        await page.Locator("nav >> text=Deliveries").ClickAsync();
        (await page.TitleAsync()).ShouldStartWith("Deliveries");
        await page.Locator("nav >> text=Catalog").ClickAsync();
        (await page.Locator("h1").First.InnerTextAsync()).ShouldNotBeEmpty();
        messages.ShouldBeEmpty();
    }
}
