using System.Text;
using Automation.Portal.Documents;
using Automation.Portal.Graph;
using Automation.Portal.Rendering;
using Automation.Testing;
using Microsoft.Playwright;

namespace Automation.Portal.Browser.Tests;

/// <summary>Hostile text in documents and graphs does nothing in a real browser, even without the page's content security policy.</summary>
public sealed class HostileTextTests(ChromiumFixture browser) : IClassFixture<ChromiumFixture>
{
    private static readonly DocumentPlace Place = new("https://github.com/acme/payments", "0a1b2c", "README.md");

    // What an attacker needs: a handler, an address that runs, an element that loads. Events that need a person are sent to every element.
    private const string Inspect =
        """
        () => {
          const found = [];
          const elements = Array.from(document.body.querySelectorAll("*"));
          for (const element of elements) {
            for (const attribute of element.attributes) {
              if (attribute.name.startsWith("on") || attribute.name === "style" || attribute.name === "srcdoc") {
                found.push(`${element.localName} ${attribute.name}`);
              }
              if (["href", "src", "xlink:href", "action", "formaction", "data", "ping", "background"].includes(attribute.name)) {
                const address = new URL(attribute.value, "https://portal.example/catalog/");
                if (!["http:", "https:", "mailto:"].includes(address.protocol)) {
                  found.push(`${element.localName} ${attribute.name}=${attribute.value}`);
                }
              }
            }
            for (const type of ["mouseover", "mouseenter", "pointerover", "focus", "toggle", "error", "load", "animationstart", "click"]) {
              if (element["on" + type]) {
                found.push(`${element.localName}.on${type}`);
              }
              const event = new Event(type, { bubbles: false, cancelable: true });
              if (type !== "click") {
                element.dispatchEvent(event);
              }
            }
            if (["script", "iframe", "object", "embed", "img", "image", "link", "meta", "base", "form", "input", "button", "video", "audio", "use", "animate", "set"].includes(element.localName)) {
              found.push(element.localName);
            }
          }
          return { found, elements: elements.length, clobbered: document.querySelectorAll("[id=main], [name]").length };
        }
        """;

    [Fact]
    public async Task Hostile_documents_are_inert() => await ShouldBeInertAsync(
        string.Concat(HostileText.All.Select(t => $"<section>{DocumentRenderer.Render(t, Place).Html}</section>\n")));

    [Fact]
    public async Task Hostile_names_are_inert_in_the_graph_and_its_lists()
    {
        var figures = new StringBuilder();
        foreach (var text in HostileText.All)
        {
            var link = new GraphLink(text, text);
            var entity = new GraphEntity(text, text, text) { Href = text, FindingHref = text, State = GraphState.Stale, System = link, Owner = link, Type = text };
            var drawing = EntityGraph.Draw(
                entity with { Ref = "component:default/a" }, [.. Enumerable.Range(0, 9).Select(i => new GraphRelation(entity with { Ref = text + i }, text, text, GraphDirection.UsedBy))],
                new GraphTable(text, true));
            figures.Append(Encoding.UTF8.GetString(await PageRenderer.RenderAsync<FigurePage>(drawing)));
        }

        await ShouldBeInertAsync(figures.ToString());
    }

    private async Task ShouldBeInertAsync(string html)
    {
        var page = await browser.OpenAsync();
        var (dialogs, requests, errors) = (0, new List<string>(), new List<string>());
        page.Dialog += async (_, dialog) =>
        {
            dialogs++;
            await dialog.DismissAsync();
        };
        page.PageError += (_, error) => errors.Add(error);
        await page.RouteAsync(
            "**/*",
            async route =>
            {
                if (route.Request.Url == "https://portal.example/catalog/")
                {
                    await route.FulfillAsync(new RouteFulfillOptions { ContentType = "text/html; charset=utf-8", Body = "<!DOCTYPE html><title>Hostile</title><body>" + html });
                    return;
                }

                requests.Add(route.Request.Url);
                await route.AbortAsync();
            });

        await page.GotoAsync("https://portal.example/catalog/");
        var result = (await page.EvaluateAsync(Inspect))!.Value;
        await page.WaitForTimeoutAsync(200);

        result.GetProperty("elements").GetInt32().ShouldBeGreaterThan(HostileText.All.Count);
        result.GetProperty("found").EnumerateArray().Select(f => f.GetString()).ShouldBeEmpty();
        result.GetProperty("clobbered").GetInt32().ShouldBe(0);
        dialogs.ShouldBe(0);
        errors.ShouldBeEmpty();
        requests.Where(r => !r.EndsWith("/favicon.ico", StringComparison.Ordinal)).ShouldBeEmpty();
        await page.CloseAsync();
    }
}
