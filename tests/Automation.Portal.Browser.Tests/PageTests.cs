using Automation.Testing;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Automation.Portal.Browser.Tests;

/// <summary>Each kind of page in Chromium: no violation that axe finds, no error in the console, no sideways scrolling, in every form that a reader may use.</summary>
public sealed class PageTests(BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    private static readonly string[] Pages =
    [
        "", "lists/", "lists/kind/component/", "catalog/default/component/checkout/", "catalog/default/api/orders-api/",
        "catalog/default/system/order-management/", "docs/default/component/payments/", "owners/", "owners/default/ordering/", "problems/", "problems/unassigned/",
        "templates/", "scorecards/", "search/", "404.html",
    ];

    // What is the same in both themes is looked at once: axe takes a second or more.
    private static readonly AxeRunOptions OnlyColours = new()
    {
        RunOnly = new() { Type = "rule", Values = ["color-contrast", "link-in-text-block"] },
    };

    public static TheoryData<string> Addresses => [.. Pages];

    // One visit for all forms of a page: each navigation takes a second or more.
    [Theory]
    [MemberData(nameof(Addresses))]
    public async Task A_page_is_right_in_both_themes_and_in_narrow_windows(string address)
    {
        List<string> messages = [];
        var page = await browser.OpenAsync(address, new() { ViewportSize = new() { Width = 1280, Height = 900 } }, messages);

        Violations(await page.RunAxe()).ShouldBeEmpty();
        await TakeAsync(page, address, "light");

        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        Violations(await page.RunAxe(OnlyColours)).ShouldBeEmpty();
        await TakeAsync(page, address, "dark");

        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        foreach (var width in (int[])[390, 320])
        {
            await page.SetViewportSizeAsync(width, 800);
            (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(width);
            (await SmallTargetsAsync(page)).ShouldBeEmpty();
            if (width == 390)
            {
                // What is laid out in another way: lists in place of a graph, for example.
                Violations(await page.RunAxe()).ShouldBeEmpty();
                await TakeAsync(page, address, "phone");
            }
        }

        messages.ShouldBeEmpty();
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Without_a_script_a_page_has_everything()
    {
        var plain = await browser.OpenAsync("catalog/default/component/checkout/", new() { JavaScriptEnabled = false });
        var scripted = await browser.OpenAsync("catalog/default/component/checkout/");

        var texts = (Plain: await plain.Locator("main").InnerTextAsync(), Scripted: await scripted.Locator("main").InnerTextAsync());

        texts.Plain.ShouldContain("Must act: application team");
        texts.Scripted.Replace("Copy", "", StringComparison.Ordinal).Replace(" \n", "\n", StringComparison.Ordinal)
            .ShouldBe(texts.Plain.Replace(" \n", "\n", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_tab_key_goes_through_a_page_in_the_order_in_which_it_is_read()
    {
        var page = await browser.OpenAsync("catalog/default/component/checkout/");
        var names = new List<string>();
        for (var i = 0; i < 16; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            names.Add(await page.EvaluateAsync<string>("(document.activeElement.textContent || document.activeElement.name).trim()"));
        }

        Snapshot.Match(string.Join('\n', names) + "\n", "focus-order.txt");
    }

    [Fact]
    public async Task The_key_of_the_search_leads_to_its_box()
    {
        var page = await browser.OpenAsync("problems/");

        await page.Keyboard.PressAsync("Control+k");

        (await page.EvaluateAsync<string>("document.activeElement.id")).ShouldBe("q");
    }

    [Theory]
    [InlineData("catalog/default/component/checkout/")]
    [InlineData("problems/")]
    public async Task Forced_colours_print_and_large_text_keep_a_page_readable(string address)
    {
        var forced = await browser.OpenAsync(address, new() { ForcedColors = ForcedColors.Active, ViewportSize = new() { Width = 1280, Height = 900 } });
        await TakeAsync(forced, address, "forced");
        var printed = await browser.OpenAsync(address, new() { ColorScheme = ColorScheme.Dark, ViewportSize = new() { Width = 800, Height = 1100 } });
        await printed.EmulateMediaAsync(new() { Media = Media.Print });
        await TakeAsync(printed, address, "print");
        var large = await browser.OpenAsync(address, new() { ViewportSize = new() { Width = 640, Height = 450 }, DeviceScaleFactor = 2 });

        (await printed.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor")).ShouldBe("rgb(255, 255, 255)");
        (await printed.Locator("header").IsVisibleAsync()).ShouldBeFalse();
        (await large.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(640);
    }

    [Theory]
    [InlineData("Who must act on this failure", "Must act: ")]
    [InlineData("How do I create a new one", "Asks for")]
    [InlineData("Is my service healthy", "Degraded")]
    [InlineData("Which services have the current baseline", "Newest template")]
    [InlineData("Which service is this", "owned by")]
    public async Task Each_of_the_five_questions_is_answered_in_three_clicks(string question, string answer)
    {
        var page = await browser.OpenAsync("");
        await page.GetByRole(AriaRole.Link, new() { Name = question }).ClickAsync();
        for (var clicks = 1; clicks < 3 && !(await page.Locator("main").InnerTextAsync()).Contains(answer, StringComparison.Ordinal); clicks++)
        {
            await page.Locator("main table a, main .counts a").First.ClickAsync();
        }

        (await page.Locator("main").InnerTextAsync()).ShouldContain(answer);
    }

    private static IEnumerable<string> Violations(AxeResult found) =>
        found.Violations.Select(v => $"{v.Id}: {string.Join(", ", v.Nodes.Select(n => n.Html).Take(3))}");

    // Links in running text may be smaller (WCAG 2.2, 2.5.8).
    private static Task<string[]> SmallTargetsAsync(IPage page) => page.EvaluateAsync<string[]>(
        """
        [...document.querySelectorAll("header a, header button, header input, .contents a, .pager a, main button, .button")]
          .filter(e => e.offsetParent && e.getBoundingClientRect().height < 24).map(e => e.textContent || e.name)
        """);

    private static Task TakeAsync(IPage page, string address, string form) =>
        Picture.TakeAsync(page, $"{(address.Length == 0 ? "home" : address.Trim('/').Replace('/', '-'))}-{form}");
}
