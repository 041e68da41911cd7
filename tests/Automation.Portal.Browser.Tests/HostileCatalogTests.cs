using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using Automation.Testing;
using Microsoft.Playwright;

namespace Automation.Portal.Browser.Tests;

/// <summary>Hostile text in every field of a descriptor, in documents, CODEOWNERS and definitions does nothing on any page, on a static site and live.</summary>
public sealed class HostileCatalogTests(ChromiumFixture browser) : IClassFixture<ChromiumFixture>
{
    private const int TextsOfEntity = 20;

    // The pages' own elements are allowed: scripts are files, forms go to the search or sign out.
    private const string Inspect =
        """
        () => {
          const found = [];
          for (const element of document.querySelectorAll("*")) {
            for (const attribute of element.attributes) {
              if (attribute.name.startsWith("on") || attribute.name === "style" || attribute.name === "srcdoc") {
                found.push(`${element.localName} ${attribute.name}`);
              }
              if (["href", "src", "xlink:href", "action", "formaction", "data", "ping", "background"].includes(attribute.name)
                && !["http:", "https:", "mailto:"].includes(new URL(attribute.value, location.href).protocol)) {
                found.push(`${element.localName} ${attribute.name}=${attribute.value}`);
              }
            }
            for (const type of ["mouseover", "mouseenter", "pointerover", "toggle", "error", "load", "animationstart"]) {
              element.dispatchEvent(new Event(type, { bubbles: false, cancelable: true }));
            }
            if (["iframe", "object", "embed", "img", "image", "base", "video", "audio", "use", "animate", "set"].includes(element.localName)
              || (element.localName === "script" && !(element.src || "").startsWith(location.origin))) {
              found.push(element.localName);
            }
          }
          return found;
        }
        """;

    private static readonly string[] Pages =
        ["", "lists/", "lists/kind/api/", "lists/type/", "lists/lifecycle/", "problems/", "scorecards/", "templates/", "owners/", "search/?q=script"];

    [Fact]
    public async Task On_a_static_site()
    {
        using var folder = new TemporaryFolder();
        var names = Write(folder);
        Build(folder.Path);
        var page = await (await browser.OpenContextAsync()).NewPageAsync();
        await page.RouteAsync("https://portal.example/**", route => AnswerAsync(route, Path.Combine(folder.Path, "site")));

        await ShouldBeInertAsync(page, "https://portal.example/", names);
    }

    [Fact]
    public async Task On_the_live_portal()
    {
        var context = await browser.OpenContextAsync();
        var folder = new TemporaryFolder();
        var names = Write(folder);
        await using var server = await LiveServer.StartAsync(folder, Path.Combine(folder.Path, "hostile"));
        var page = await context.NewPageAsync();
        await page.GotoAsync(server.Link.AbsoluteUri);

        await ShouldBeInertAsync(page, server.Address.AbsoluteUri, names);
    }

    private static async Task ShouldBeInertAsync(IPage page, string root, IReadOnlyList<string> names)
    {
        var (dialogs, messages, requests) = (0, new List<string>(), new List<string>());
        page.Dialog += async (_, dialog) =>
        {
            dialogs++;
            await dialog.DismissAsync();
        };
        page.PageError += (_, error) => messages.Add(error);
        page.Console += (_, message) => messages.Add(message.Text);
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(root, StringComparison.Ordinal))
            {
                requests.Add(request.Url);
            }
        };
        foreach (var path in Pages.Concat(names.SelectMany(n => new[] { $"catalog/default/{n}/", $"docs/default/{n}/" })))
        {
            var answer = await page.GotoAsync(root + path);

            answer!.Status.ShouldBe(200, path);
            page.Url.ShouldStartWith(root + path, Case.Sensitive, path);
            (await page.EvaluateAsync<string[]>(Inspect)).ShouldBeEmpty(path);
        }

        dialogs.ShouldBe(0);
        messages.ShouldBeEmpty();
        requests.ShouldBeEmpty();
        HostileText.All.Count.ShouldBeGreaterThanOrEqualTo(200);
    }

    // Each text is in each field of some entity.
    private static List<string> Write(TemporaryFolder folder)
    {
        var names = new List<string>();
        foreach (var texts in HostileText.All.Chunk(TextsOfEntity))
        {
            var name = $"h{names.Count}";
            folder.With($"hostile/{name}/catalog-info.yaml", new JsonObject
            {
                ["apiVersion"] = "backstage.io/v1alpha1",
                ["kind"] = "API",
                ["metadata"] = new JsonObject
                {
                    ["name"] = name,
                    ["title"] = texts[texts.Length / 2],
                    ["description"] = string.Join('\n', texts),
                    ["annotations"] = new JsonObject { ["example.com/text"] = texts[0] },
                    ["links"] = new JsonArray([.. texts.Select(t => new JsonObject { ["url"] = "https://example.com/", ["title"] = t })]),
                },
                ["spec"] = new JsonObject
                {
                    ["type"] = texts[0],
                    ["lifecycle"] = texts[^1],
                    ["owner"] = "group:default/none",
                    ["definition"] = string.Join('\n', texts),
                },
            }.ToJsonString());
            folder.With($"hostile/{name}/README.md", AsBytes(string.Join("\n\n", texts)));
            names.Add($"api/{name}");
        }

        folder.With("hostile/CODEOWNERS", "* @acme/<script>alert(1)</script> @acme/pay\n");
        return names;
    }

    // Half of a surrogate pair cannot be in a file as it is.
    private static string AsBytes(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    private static void Build(string folder)
    {
        var configuration = Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        var program = Path.Combine(AppContext.BaseDirectory, "..", "..", "Automation.Cli", configuration, "automation.dll");
        using var process = Process.Start(ProgramProcess.Begin(
            folder, ["dotnet", program, "catalog", "build", "--source", "hostile", "--documents", "--scorecards", "--out", "out", "--site", "site"]))!;
        var errors = process.StandardError.ReadToEndAsync();
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        process.ExitCode.ShouldBe(0, errors.Result);
    }

    private static async Task AnswerAsync(IRoute route, string site)
    {
        var path = Uri.UnescapeDataString(new Uri(route.Request.Url).AbsolutePath).TrimStart('/');
        var file = Path.Combine(site, path.Length == 0 || path.EndsWith('/') ? path + "index.html" : path);
        if (File.Exists(file))
        {
            await route.FulfillAsync(new RouteFulfillOptions { Path = file });
        }
        else
        {
            await route.FulfillAsync(new RouteFulfillOptions { Status = 404, Body = "" });
        }
    }
}
