using System.Text;
using System.Text.Json;
using Automation.Server.Ledger;
using Automation.Server.SignIn;
using Automation.Server.Tests.Driving;
using Automation.Server.Work;
using Microsoft.Extensions.DependencyInjection;

namespace Automation.Server.Tests.Pages;

/// <summary>The pages about deliveries: what they show, to whom, and what they let happen.</summary>
public sealed class PageTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("GET", "/deliveries")]
    [InlineData("GET", "/deliveries?state=ignored")]
    [InlineData("GET", "/deliveries/a-1")]
    [InlineData("GET", "/deliveries/unknown")]
    [InlineData("POST", "/deliveries/a-1/replay")]
    [InlineData("GET", "/audit")]
    [InlineData("GET", "/checks")]
    [InlineData("POST", "/sign-out")]
    public async Task Without_sign_in_there_is_nothing(string method, string path)
    {
        await using var server = await RunningServer.StartAsync();
        await server.DeliverAsync("ping", Payloads.Sample("ping"), "a-1");
        await server.UntilAsync("a-1", DeliveryState.Ignored);
        using var visitor = new Visitor(server);
        using var request = new HttpRequestMessage(new HttpMethod(method), path);

        using var response = await visitor.SendAsync(request);

        ((int)response.StatusCode).ShouldBe(401);
        var page = await response.Content.ReadAsStringAsync(Cancel);
        page.ShouldContain("Open the link that the server printed");
        page.ShouldNotContain("a-1");
        page.ShouldNotContain("ping");
        server.Find("a-1")!.State.ShouldBe(DeliveryState.Ignored);
    }

    [Fact]
    public async Task The_link_opens_once()
    {
        await using var server = await RunningServer.StartAsync();
        var link = server.Services.GetRequiredService<SignInLink>().At(server.Address.AbsoluteUri);
        using var first = new Visitor(server);
        using var second = new Visitor(server);

        (await second.GetAsync(link.AbsoluteUri + "x")).Status.ShouldBe(404);
        (await first.GetAsync(link.AbsoluteUri)).Page.ShouldContain("No deliveries yet.");
        (await second.GetAsync(link.AbsoluteUri)).Status.ShouldBe(410);
        (await second.GetAsync("/deliveries")).Status.ShouldBe(401);
    }

    [Theory]
    [InlineData("Host", "rebound.example")]
    [InlineData("X-Forwarded-For", "198.51.100.7")]
    public async Task The_link_and_its_cookie_are_for_this_machine(string header, string value)
    {
        await using var server = await RunningServer.StartAsync();
        var link = server.Services.GetRequiredService<SignInLink>().At(server.Address.AbsoluteUri);
        using var visitor = new Visitor(server);
        HttpRequestMessage From(string path)
        {
            var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.Add(header, value);
            return request;
        }

        using (var elsewhere = From(link.AbsolutePath))
        {
            ((int)(await visitor.SendAsync(elsewhere)).StatusCode).ShouldBe(403);
        }

        (await visitor.GetAsync(link.AbsoluteUri)).Status.ShouldBe(200);
        using var carried = From("/deliveries");
        ((int)(await visitor.SendAsync(carried)).StatusCode).ShouldBe(401);
    }

    [Fact]
    public async Task The_list_is_filtered_and_goes_on()
    {
        await using var server = await RunningServer.StartAsync((_, _) => throw new InvalidOperationException("the wall"), s => s with { Attempts = 1 });
        for (var i = 0; i < DeliverySearch.PageSize + 5; i++)
        {
            await server.DeliverAsync("ping", Payloads.Sample("ping"), $"ping-{i:D3}");
        }

        await server.DeliverAsync("pull_request", Payloads.Opened(), "dead-1");
        await server.UntilAsync("dead-1", DeliveryState.Dead);
        using var visitor = await Visitor.ByLinkAsync(server);

        var (_, all) = await visitor.GetAsync("/deliveries");
        all.ShouldContain("dead-1");
        all.ShouldContain("ping-054");
        all.ShouldNotContain("ping-005");
        var older = System.Net.WebUtility.HtmlDecode(all.Split("class=\"more\"><a href=\"")[1].Split('"')[0]);
        (await visitor.GetAsync(older)).Page.ShouldContain("ping-005");

        foreach (var query in new[] { "state=dead", "event=pull_request", "repository=ACME/orders", "id=EAD-" })
        {
            var (status, page) = await visitor.GetAsync($"/deliveries?{query}");
            status.ShouldBe(200);
            page.ShouldContain("/deliveries/dead-1\"", customMessage: query);
            page.ShouldNotContain("/deliveries/ping-", customMessage: query);
        }

        (await visitor.GetAsync("/deliveries?id=%3Cscript%3Ealert(1)%3C/script%3E&before=odd")).Page.ShouldNotContain("<script");
        (await visitor.GetAsync("/deliveries?state=dead")).Page.ShouldContain("the wall");
    }

    [Fact]
    public async Task The_list_offers_each_event_once()
    {
        await using var server = await RunningServer.StartAsync();
        using var visitor = await Visitor.ByLinkAsync(server);

        var (_, page) = await visitor.GetAsync("/deliveries");

        var offered = page.Split("name=\"event\"")[1].Split("</select>")[0].Split("<option>").Skip(1).Select(o => o.Split('<')[0]).ToList();
        offered.ShouldBeUnique();
        offered.ShouldContain("installation_repositories");
        offered.ShouldContain("ping");
    }

    [Fact]
    public async Task The_timeline_shows_starts_retries_and_the_end()
    {
        var starts = 0;
        await using var server = await RunningServer.StartAsync(
            (_, _) =>
                Interlocked.Increment(ref starts) == 1
                    ? throw new InvalidOperationException("the wall")
                    : Task.FromResult<WorkOutcome>(new WorkOutcome.Done("checked")),
            s => s with { FirstRetry = TimeSpan.FromMilliseconds(10) });
        await server.DeliverAsync("pull_request", Payloads.Opened(), "a-1");
        await server.UntilAsync("a-1", DeliveryState.Done);
        using var visitor = await Visitor.ByLinkAsync(server);

        var (_, page) = await visitor.GetAsync("/deliveries/a-1");

        Words(page).ShouldBe(["received", "analysed", "started", "failed", "started", "finished"]);
        page.ShouldContain("InvalidOperationException: the wall");
        page.ShouldContain("done: checked");
        page.ShouldContain("acme/orders");
    }

    [Fact]
    public async Task What_a_payload_holds_is_text_and_is_seen()
    {
        const string Token = "ghp_C4naryInAPayload0123456789abcdefghij";
        await using var server = await RunningServer.StartAsync();
        var hostile = JsonSerializer.Serialize(new Dictionary<string, object>
        {
            ["<img src=x onerror=document.title='hacked'>"] = "</pre><script>document.title='hacked'</script>",
            ["turned"] = "user\u202Etxt.exe\u2066 \u0007\u200B",
            ["token"] = Token,
            ["secret"] = RunningServer.Secret,
        });
        await server.DeliverAsync("ping", hostile, "a-1");
        await server.UntilAsync("a-1", DeliveryState.Ignored);
        using var visitor = await Visitor.ByLinkAsync(server);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/deliveries/a-1");

        using var response = await visitor.SendAsync(request);
        var page = await response.Content.ReadAsStringAsync(Cancel);

        page.ShouldNotContain("<script");
        page.ShouldNotContain("<img");
        page.ShouldContain("&lt;/pre&gt;&lt;script&gt;");
        page.ShouldContain("⟨U+202E⟩");
        page.ShouldContain("⟨U+2066⟩");
        page.ShouldNotContain("\u202E");
        page.ShouldNotContain(Token);
        page.ShouldNotContain("a Secret to Everybody");
        response.Headers.GetValues("Content-Security-Policy").Single().ShouldStartWith("default-src 'none'; style-src 'self'; form-action 'self'");
        response.Headers.CacheControl!.NoStore.ShouldBeTrue();
    }

    [Theory]
    [InlineData("not JSON <b>at all</b>", "not JSON &lt;b&gt;")]
    [InlineData("{\"half\":\"\\ud800\"}", "ud800")]
    [InlineData("[[[[", "[[[[")]
    public async Task A_payload_that_cannot_be_read_is_shown_as_it_came(string body, string shown)
    {
        // What is not JSON is refused today; a ledger may hold some from before.
        await using var server = await RunningServer.StartAsync();
        await server.Services.GetRequiredService<LedgerWriter>().TryStore(new Delivery("a-1", "ping", "{}", PackedBody.Of(Encoding.UTF8.GetBytes(body))))!;
        await server.UntilAsync("a-1", DeliveryState.Ignored);
        using var visitor = await Visitor.ByLinkAsync(server);

        (await visitor.GetAsync("/deliveries/a-1")).Page.ShouldContain(shown);
    }

    [Fact]
    public async Task A_huge_payload_is_cut_off()
    {
        await using var server = await RunningServer.StartAsync();
        await server.DeliverAsync("ping", $$"""{"zen":"{{new string('x', 5_000_000)}}"}""", "a-1");
        await server.UntilAsync("a-1", DeliveryState.Ignored);
        using var visitor = await Visitor.ByLinkAsync(server);

        var (_, page) = await visitor.GetAsync("/deliveries/a-1");

        page.Length.ShouldBeLessThan(100_000);
        page.ShouldContain("Too long to show in full");
    }

    [Fact]
    public async Task A_replay_runs_is_audited_and_remembered()
    {
        var isMended = false;
        await using var server = await RunningServer.StartAsync(
            (_, _) => isMended ? Task.FromResult<WorkOutcome>(new WorkOutcome.Done("checked")) : throw new InvalidOperationException("the wall"),
            s => s with { Attempts = 1 });
        await server.DeliverAsync("pull_request", Payloads.Opened(), "a-1");
        await server.UntilAsync("a-1", DeliveryState.Dead);
        isMended = true;
        using var visitor = await Visitor.ByLinkAsync(server);
        var (_, page) = await visitor.GetAsync("/deliveries/a-1");

        (await visitor.PressAsync(page, "/deliveries/a-1/replay", token: "forged")).Status.ShouldBe(400);
        server.Find("a-1")!.State.ShouldBe(DeliveryState.Dead);
        (await visitor.PressAsync(page, "/deliveries/a-1/replay")).Status.ShouldBe(200);
        await server.UntilAsync("a-1", DeliveryState.Done);

        var entry = server.Read(l => AuditLog.List(l, null, null, 10)).ShouldHaveSingleItem();
        (entry.Kind, entry.Who, entry.Deliveries.Single(), entry.Repository, entry.Result).ShouldBe(
            ("replay", "holder of the link", "a-1", "acme/orders", "done"));
        (await visitor.GetAsync("/audit")).Page.ShouldContain("replay a delivery");
        Words((await visitor.GetAsync("/deliveries/a-1")).Page).ShouldBe([
            "received",
            "analysed",
            "started",
            "finished",
            "replayed",
            "analysed",
            "started",
            "finished",
        ]);
    }

    [Fact]
    public async Task After_signing_out_the_session_has_ended()
    {
        await using var server = await RunningServer.StartAsync();
        using var visitor = await Visitor.ByLinkAsync(server);
        var (_, page) = await visitor.GetAsync("/deliveries");

        (await visitor.PressAsync(page, "/sign-out")).Status.ShouldBe(401);

        (await visitor.GetAsync("/deliveries")).Status.ShouldBe(401);
    }

    [Fact]
    public async Task A_server_that_faces_GitHub_alone_has_no_pages()
    {
        await using var server = await RunningServer.StartAsync(settings: s => s with { Role = Automation.Server.Hosting.Role.Intake });

        ((int)(await server.Client.GetAsync("/deliveries", Cancel)).StatusCode).ShouldBe(404);
    }

    private static List<string> Words(string page) => [.. page.Split("<li>").Skip(1).Select(l => l.Split("<strong>")[1].Split("</strong>")[0])];
}
