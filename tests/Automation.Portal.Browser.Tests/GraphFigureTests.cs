using System.Text;
using Automation.Portal.Design;
using Automation.Portal.Graph;
using Automation.Portal.Rendering;
using Microsoft.Playwright;

namespace Automation.Portal.Browser.Tests;

/// <summary>The graph as a browser draws it, with the fonts of this machine.</summary>
public sealed class GraphFigureTests(ChromiumFixture browser) : IClassFixture<ChromiumFixture>
{
    private static readonly string[] Names =
    [
        "payments", "a-very-long-name-of-a-component-that-cannot-be-read-in-one-line-or-in-two-lines", "WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW", "mmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmm",
        "%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%", "支付服务支付服务支付服务支付服务支付服务支付服务", "ЩЩЩЩЩЩЩЩЩЩЩЩЩЩЩЩЩЩЩЩЩЩЩЩЩЩЩЩЩЩ", "ĲĲĲĲĲĲĲĲĲĲĲĲĲĲĲĲĲĲĲĲĲĲĲĲĲĲĲ", "AVAVAVAVAVAVAVAVAVAVAVAVAVAVAVAV",
        "Orders & <b>billing</b> \"quoted\" 'single'", "0123456789012345678901234567890123456789012345678901234567890123", "QQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQ", "======================================",
    ];

    // Texts that leave the node they are in, or lie on another text; and texts that are drawn smaller than 12 pixels.
    private const string Misplaced =
        """
        () => {
          const found = [];
          const box = e => e.getBoundingClientRect();
          const texts = Array.from(document.querySelectorAll(".graph text"));
          const nodes = Array.from(document.querySelectorAll(".graph .g-node, .graph .g-owner"));
          const overlap = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 3 && b.top < a.bottom - 3;
          for (const [i, text] of texts.entries()) {
            const t = box(text);
            if (parseFloat(getComputedStyle(text).fontSize) < 12) {
              found.push("small: " + text.textContent);
            }
            for (const node of nodes) {
              const n = box(node);
              if (overlap(t, n) && (t.left < n.left || t.right > n.right || t.top < n.top - 1 || t.bottom > n.bottom + 1)) {
                found.push("outside: " + text.textContent);
              }
            }
            for (const other of texts.slice(i + 1)) {
              if (t.width > 0 && overlap(t, box(other))) {
                found.push("overlap: " + text.textContent + " / " + other.textContent);
              }
            }
          }
          return found;
        }
        """;

    [Theory]
    [InlineData(5)]
    [InlineData(13)]
    [InlineData(50)]
    [InlineData(500)]
    public async Task No_text_leaves_its_node(int count)
    {
        var page = await ShowAsync(Drawing(count), 1280, ColorScheme.Light);

        (await page.EvaluateAsync<string[]>(Misplaced)).ShouldBeEmpty();
        await page.CloseAsync();
    }

    [Fact]
    public async Task A_phone_shows_lists_and_never_scrolls_sideways()
    {
        var page = await ShowAsync(Drawing(13), 320, ColorScheme.Dark);

        (await page.Locator(".graph-box").IsVisibleAsync()).ShouldBeFalse();
        (await page.Locator(".graph-lists li").CountAsync()).ShouldBe(13);
        (await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(320);
        await page.CloseAsync();
    }

    [Fact]
    public async Task Links_come_in_reading_order()
    {
        var page = await ShowAsync(Drawing(13), 1280, ColorScheme.Light);

        var places = await page.EvaluateAsync<double[][]>("() => Array.from(document.querySelectorAll('.graph a')).map(a => { const b = a.getBoundingClientRect(); return [b.left, b.top]; })");

        var columns = places.Select(p => p[0] < 300 ? 0 : p[0] < 700 ? 1 : 2).ToList();
        columns.ShouldBe(columns.Order());
        await page.CloseAsync();
    }

    private static GraphDrawing Drawing(int count)
    {
        string[] types = ["dependsOn", "dependencyOf", "consumesApi", "aRelationOfOurOwnWithAVeryLongName"];
        var subject = new GraphEntity("component:default/a", "component", Names[1]) { System = new GraphLink(Names[1], "s/"), Owner = new GraphLink(Names[2], "o/") };
        return EntityGraph.Draw(
            subject,
            [
                .. Enumerable.Range(0, count).Select(
                    i =>
                    {
                        var kind = i % 3 == 0 ? "api" : "component";
                        var state = (GraphState)(i % 6 > 3 ? 0 : i % 6);
                        var placement = RelationPlacement.Of(types[i % 4], kind)!;
                        var other = new GraphEntity($"{kind}:default/{i}", kind, Names[i % Names.Length])
                        {
                            Href = $"{i}/",
                            State = state,
                            FindingHref = state == GraphState.Fine ? null : "#f",
                            System = new GraphLink($"{Names[i % Names.Length]} {i % 20}", null),
                        };
                        return new GraphRelation(other, types[i % 4], placement.Words, placement.Direction);
                    }),
            ],
            new GraphTable("relations/", true));
    }

    private async Task<IPage> ShowAsync(GraphDrawing drawing, int width, ColorScheme theme)
    {
        var page = await browser.OpenAsync(new BrowserNewPageOptions { ColorScheme = theme, ViewportSize = new ViewportSize { Width = width, Height = 900 } });
        var figure = Encoding.UTF8.GetString(await PageRenderer.RenderAsync<FigurePage>(drawing));
        var styles = string.Concat(PortalAssets.All.Where(a => a.Name.EndsWith(".css", StringComparison.Ordinal)).Select(a => Encoding.UTF8.GetString(a.Content)));
        await page.SetContentAsync($"<!DOCTYPE html><html lang=\"en\"><meta name=\"viewport\" content=\"width=device-width\"><style>{styles}</style><main>{figure}</main>");
        await Picture.TakeAsync(page, $"graph-{drawing.Total}-{width}-{theme}");
        return page;
    }
}
