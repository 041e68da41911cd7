using System.Diagnostics;
using System.Text;
using Automation.Portal.Design;
using Automation.Portal.Pages;
using Automation.Portal.Searching;
using Automation.Testing;
using Microsoft.Playwright;

namespace Automation.Portal.Browser.Tests;

/// <summary>The search box of a page, with the page's content security policy.</summary>
public sealed class SearchBoxTests(ChromiumFixture browser) : IClassFixture<ChromiumFixture>
{
    private const string Site = "https://portal.example/";

    private static readonly SearchEntity[] Few =
    [
        new("component", "default", "payments") { Title = "Payments", Owner = "group:default/team-a", Description = "Takes money" },
        new("api", "default", "payments-api"),
        new("component", "default", "prepayments"),
        .. HostileText.All.Select((t, i) => new SearchEntity("component", "default", $"hostile-{i}") { Title = t, Owner = t, Description = t, Tags = [t], Aliases = [t] }),
    ];

    [Fact]
    public async Task Data_are_loaded_with_the_first_focus_and_the_exact_name_is_first()
    {
        var session = await OpenAsync(Few);
        session.Requests.ShouldNotContain(r => r.Contains("entities-"));

        await session.Page.FocusAsync("#q");
        await session.Page.FillAsync("#q", "payments");
        var options = session.Page.GetByRole(AriaRole.Option);
        await options.First.WaitForAsync();

        (await options.Locator(".search-name").AllInnerTextsAsync()).ShouldBe(["Payments", "payments-api", "prepayments"]);
        (await session.Page.GetByRole(AriaRole.Status).InnerTextAsync()).ShouldBe("3 entities");
        (await session.Page.GetAttributeAsync("#q", "aria-expanded")).ShouldBe("true");
        await session.EndAsync();
    }

    [Fact]
    public async Task Keys_choose_open_and_close()
    {
        var session = await OpenAsync(Few);
        var page = session.Page;
        await page.PressAsync("body", "Control+k");
        await page.Keyboard.TypeAsync("payments");
        await page.GetByRole(AriaRole.Option).First.WaitForAsync();

        (await SelectedAsync(page)).ShouldBe("Payments");
        await page.Keyboard.PressAsync("ArrowDown");
        (await SelectedAsync(page)).ShouldBe("payments-api");
        await page.Keyboard.PressAsync("ArrowUp");
        await page.Keyboard.PressAsync("ArrowUp");
        (await SelectedAsync(page)).ShouldBe("prepayments");
        await page.Keyboard.PressAsync("Escape");
        (await page.GetByRole(AriaRole.Listbox).IsVisibleAsync()).ShouldBeFalse();
        await page.Keyboard.PressAsync("ArrowDown");
        (await SelectedAsync(page)).ShouldBe("Payments");
        await page.Keyboard.PressAsync("Enter");
        // Asks again until it is so: a wait for the event of a navigation can begin after it.
        await Assertions.Expect(page).ToHaveURLAsync(Site + "catalog/default/component/payments/", new() { Timeout = 30_000 });
        await session.EndAsync();
    }

    [Fact]
    public async Task The_shortcut_does_nothing_in_text_fields()
    {
        var session = await OpenAsync(Few);
        await session.Page.FocusAsync("#other");

        await session.Page.Keyboard.PressAsync("Control+k");

        (await session.Page.EvaluateAsync<string>("() => document.activeElement.id")).ShouldBe("other");
        await session.EndAsync();
    }

    [Fact]
    public async Task Hostile_names_are_text()
    {
        var session = await OpenAsync(Few);
        foreach (var query in (string[])["script", "onerror", "javascript", "svg", "alert", "hostile"])
        {
            await session.Page.FillAsync("#q", query);
            await session.Page.GetByRole(AriaRole.Option).First.WaitForAsync();
            (await session.Page.EvaluateAsync<int>("() => document.querySelectorAll('.search-list *:not(a):not(span)').length")).ShouldBe(0);
            (await session.Page.EvaluateAsync<bool>("() => Array.from(document.querySelectorAll('.search-list a')).every(a => a.href.startsWith('https://portal.example/catalog/'))")).ShouldBeTrue();
        }

        await session.EndAsync();
    }

    [Fact]
    public async Task The_search_page_lists_what_its_address_asks_for()
    {
        var session = await OpenAsync(Few, "search/?q=pay");

        await session.Page.Locator("#search-results a").First.WaitForAsync();

        (await session.Page.Locator("#search-results a").CountAsync()).ShouldBe(3);
        (await session.Page.Locator("#search-results a").First.GetAttributeAsync("href")).ShouldBe("../catalog/default/component/payments/");
        await session.EndAsync();
    }

    [Fact]
    public async Task Data_that_cannot_be_loaded_are_said_and_tried_again()
    {
        var session = await OpenAsync(Few, fails: 1);
        await session.Page.FocusAsync("#q");
        await session.Page.GetByText("could not be loaded").WaitForAsync();

        await session.Page.FillAsync("#q", "payments");

        await session.Page.GetByRole(AriaRole.Option).First.WaitForAsync();
        session.Errors.Clear();
        await session.EndAsync();
    }

    [Fact]
    public async Task Ten_thousand_entities_answer_as_one_types()
    {
        var entities = Enumerable.Range(0, 10_000).Select(SyntheticCatalog.Entity)
            .Select(e => new SearchEntity(e.Kind, "default", e.Name) { Title = e.Title, Owner = e.Owner, Tags = e.Tags, Aliases = [e.Repository], Description = e.Description });
        var session = await OpenAsync([.. entities]);
        var clock = Stopwatch.StartNew();
        await session.Page.FillAsync("#q", "pay");
        await session.Page.GetByRole(AriaRole.Option).First.WaitForAsync();
        var loaded = clock.ElapsedMilliseconds;

        var queries = SyntheticCatalog.Queries(10_000, 300);
        var times = await session.Page.EvaluateAsync<double[]>(
            """
            queries => {
              const input = document.getElementById("q");
              return queries.map(query => {
                input.value = query;
                const start = performance.now();
                input.dispatchEvent(new Event("input"));
                return performance.now() - start;
              }).sort((a, b) => a - b);
            }
            """,
            queries);

        TestContext.Current.TestOutputHelper!.WriteLine($"loaded {loaded} ms; a query with its list: median {times[150]:F1} ms, p99 {times[296]:F1} ms, most {times[299]:F1} ms");
        await session.EndAsync();
    }

    private static Task<string> SelectedAsync(IPage page) => page.Locator("[role=option][aria-selected=true] .search-name").InnerTextAsync();

    // The page as the frame renders it: the form, the scripts and the policy.
    private async Task<Session> OpenAsync(IReadOnlyList<SearchEntity> entities, string path = "", int fails = 0)
    {
        var session = new Session(await browser.OpenAsync(), [], []);
        var files = SearchData.Files(entities);
        var root = path.Length == 0 ? "" : "../";
        var html = $"""
            <!DOCTYPE html><html lang="en"><meta http-equiv="Content-Security-Policy" content="{SiteFrame.ContentSecurityPolicy}"><title>Search</title>
            <script src="{root}assets/search.js" type="module"></script>
            <form role="search" action="{root}search/" data-search-root="{root}" data-search-files="{files.Count}"><input id="q" name="q" type="search"></form>
            <main><input id="other"><div id="search-results" data-search-root="{root}" data-search-files="{files.Count}"></div></main>
            """;
        session.Page.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                session.Errors.Add(message.Text);
            }
        };
        session.Page.PageError += (_, error) => session.Errors.Add(error);
        session.Page.Dialog += (_, dialog) => session.Errors.Add("dialog: " + dialog.Message);
        await session.Page.RouteAsync(
            "**/*",
            async route =>
            {
                var address = route.Request.Url;
                session.Requests.Add(address);
                var name = address[(address.LastIndexOf('/') + 1)..];
                var (type, body) = name switch
                {
                    "search.js" or "ranking.js" => ("text/javascript", PortalAssets.All.Single(a => a.Name == name).Content),
                    _ when name.StartsWith("entities-", StringComparison.Ordinal) => ("application/json", files[int.Parse(name[9..^5]) - 1]),
                    _ => ("text/html; charset=utf-8", Encoding.UTF8.GetBytes(html)),
                };
                await route.FulfillAsync(new RouteFulfillOptions { Status = type == "application/json" && fails-- > 0 ? 503 : 200, ContentType = type, BodyBytes = body });
            });
        await session.Page.GotoAsync(Site + path);
        return session;
    }

    private sealed record Session(IPage Page, List<string> Requests, List<string> Errors)
    {
        public async Task EndAsync()
        {
            Errors.ShouldBeEmpty();
            await Page.CloseAsync();
        }
    }
}
