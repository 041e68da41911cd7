using System.Text.Json;
using Automation.Server.Ledger;
using Automation.Server.SignIn;
using Automation.Server.Tests.Driving;
using Automation.Server.Tests.PullRequests;
using Automation.Testing.GitHub;
using Microsoft.Extensions.DependencyInjection;

namespace Automation.Server.Tests.Pages;

/// <summary>The pages in a real browser.</summary>
public sealed class ChromiumTests
{
    private const int Margin = 12;

    // Of all that can be seen: where the one ends that reaches farthest to the right.
    private const string RightEdge =
        "Math.max(...[...document.querySelectorAll('header *, main, main *')].filter(e => e.checkVisibility()).map(e => e.localName === 'main' ? "
        + "e.getBoundingClientRect().right - parseFloat(getComputedStyle(e).paddingRight) : e.getBoundingClientRect().right))";

    private static readonly string Hostile = JsonSerializer.Serialize(new Dictionary<string, object>
    {
        ["</pre><script>document.title='hacked'</script>"] = "<img src=x onerror=\"document.title='hacked'\">",
        ["turned"] = "invoice\u202Egpj.exe\u2069\u0007 and zero\u200Bwidth",
        ["breaks"] = "one\ntwo\u2028three",
        ["endless"] = new string('w', 3000),
        ["repository"] = new { full_name = "acme/<script>document.title='hacked'</script>" },
        ["many"] = Enumerable.Range(0, 4000).Select(i => new { number = i, text = "many of them" }),
    });

    [Fact]
    public async Task They_show_what_happened_run_nothing_and_replay()
    {
        Assert.SkipWhen(Chromium.Program is null, "There is no Chromium here: install it, or name one in AUTOMATION_CHROMIUM.");
        await using var app = await InstalledApp.StartAsync(settings: s => s with { Attempts = 2 });
        var pull = await DeliverAsync(app);
        await using var browser = await Chromium.StartAsync();
        Uri At(string path) => new(app.Server.Address, path);
        await browser.ShowAsync(1200, isDark: false);

        await browser.GoAsync(At("/deliveries"));
        (await browser.TextAsync("document.body.innerText")).ShouldNotContain("hostile-1");
        await browser.PictureAsync("sign-in");
        await browser.GoAsync(app.Server.Services.GetRequiredService<SignInLink>().At(app.Server.Address.AbsoluteUri));
        await browser.UntilAsync("location.pathname === '/deliveries' && document.querySelectorAll('tbody tr').length > 4");

        foreach (var (name, path) in new[]
        {
            ("list", "/deliveries"),
            ("dead", "/deliveries?state=dead"),
            ("hostile", "/deliveries/hostile-1"),
            ("detail", $"/deliveries/{pull}"),
            ("audit", "/audit"),
            ("checks", "/checks"),
        })
        {
            foreach (var (width, isDark) in new[] { (1200, false), (1200, true), (400, false) })
            {
                await browser.ShowAsync(width, isDark);
                await browser.GoAsync(At(path));
                await browser.PictureAsync($"{name}-{width}{(isDark ? "-dark" : "")}");
                (await browser.EvaluateAsync("document.documentElement.scrollWidth")).GetInt32().ShouldBeLessThanOrEqualTo(width, $"{name} at {width}");
                (await browser.EvaluateAsync(RightEdge)).GetDouble().ShouldBeLessThanOrEqualTo(width - Margin, $"{name} at {width}");
                (await browser.TextAsync("document.title")).ShouldNotContain("hacked");
                (await browser.EvaluateAsync("document.querySelectorAll('script, img').length")).GetInt32().ShouldBe(0);
                (await browser.TextAsync("getComputedStyle(document.body).backgroundColor")).ShouldBe(isDark ? "rgb(13, 17, 23)" : "rgb(255, 255, 255)");
            }
        }

        await browser.ShowAsync(1200, isDark: false);
        await browser.GoAsync(At("/deliveries/hostile-1"));
        var text = await browser.TextAsync("document.body.innerText");
        text.ShouldContain("</pre><script>document.title='hacked'</script>");
        text.ShouldContain("invoice⟨U+202E⟩gpj.exe⟨U+2069⟩");

        // Even a script that got in would not run.
        await browser.EvaluateAsync("{ const s = document.createElement('script'); s.textContent = \"document.title = 'hacked'\"; document.body.append(s); }");
        (await browser.TextAsync("document.title")).ShouldNotContain("hacked");

        app.GitHub.Faults.Clear();
        await browser.GoAsync(At("/deliveries?state=dead"));
        await browser.EvaluateAsync("document.querySelector('tbody a').click()");
        await browser.UntilAsync("document.querySelector('form[action$=\"/replay\"] button') !== null");
        var dead = (await browser.TextAsync("location.pathname")).Split('/')[^1];
        await browser.EvaluateAsync("document.querySelector('form[action$=\"/replay\"] button').click()");
        await app.Server.UntilAsync(dead, DeliveryState.Done);
        await browser.UntilAsync("document.readyState === 'complete' && document.body.innerText.includes('replayed')");
        await browser.GoAsync(At($"/deliveries/{dead}"));
        await browser.PictureAsync("replayed");
        (await browser.TextAsync("document.querySelector('.badge').innerText")).ShouldBe("done");
        await browser.GoAsync(At("/audit"));
        (await browser.TextAsync("document.body.innerText")).ShouldContain("replay a delivery");
        await browser.EvaluateAsync("document.querySelector('form[action=\"/sign-out\"] button').click()");
        await browser.UntilAsync("document.title.startsWith('Sign in')");
        await browser.GoAsync(At("/audit"));
        (await browser.TextAsync("document.title")).ShouldStartWith("Sign in");
    }

    // One of each sort: done, ignored, not understood, dead; and one whose payload means harm. Returns the one that was done.
    private static async Task<string> DeliverAsync(InstalledApp app)
    {
        app.GitHub.Repository("acme/orders").Commit("main", "First", ("README.md", "Orders"));
        app.GitHub.Repository("acme/orders")
            .Commit(
                "change",
                "Second",
                ("catalog-info.yaml", "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: orders\nspec:\n  lifecyle: production\n"));
        var pull = app.GitHub.OpenPullRequest("acme/orders", "change");
        app.GitHub.Faults.Next(1, "POST /repos/acme/orders/check-runs", new Fault.ServerError(500));
        await app.SettleAsync(pull.Opened);
        await app.Server.DeliverAsync("ping", Payloads.Sample("ping"), "b36fc9f0-1b8a-11ee-8d1a-0242ac120002");
        await app.Server.DeliverAsync("push", Hostile, "hostile-1");
        await app.Server.DeliverAsync(
            "workflow_run", """{"action":"completed","repository":{"full_name":"acme/payments"}}""", "c5f6a1d2-1b8a-11ee-8d1a-0242ac120002");
        app.GitHub.Faults.Sometimes(1, new Fault.ServerError(400));
        (await app.SettleAsync(pull.Push(("catalog-info.yaml", "kind: Component\n")))).State.ShouldBe(DeliveryState.Dead);
        return pull.Opened.Guid.ToString();
    }
}
