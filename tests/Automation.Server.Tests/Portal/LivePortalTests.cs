using System.Text.Json;
using Automation.Server.SignIn;
using Automation.Server.Tests.Driving;
using Automation.Server.Tests.PullRequests;
using Automation.Server.Tests.Pushes;
using Automation.Testing.GitHub;

namespace Automation.Server.Tests.Portal;

/// <summary>The portal as the server shows it: the same pages as a static site, for each reader what they can read.</summary>
public sealed class LivePortalTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Three_readers_find_what_they_can_read_every_link_answers_and_nothing_names_the_rest()
    {
        await using var portal = await LivePortal.StartAsync();
        using var operatorsBrowser = await Visitor.ByLinkAsync(portal.Operators);
        using var kim = await portal.MemberAsync("kim");
        using var nan = await portal.MemberAsync("nan");
        await LivePortal.UntilAsync(operatorsBrowser, "/catalog/default/component/canary-vault/");
        await LivePortal.UntilAsync(kim, "/catalog/default/component/shop/");

        var all = await LivePortal.CrawlAsync(operatorsBrowser);
        var some = await LivePortal.CrawlAsync(kim);
        var none = await LivePortal.CrawlAsync(nan);

        foreach (var crawl in new[] { all, some, none })
        {
            crawl.Where(p => p.Value.Status != 200).Select(p => p.Key).ShouldBeEmpty();
        }

        all.Keys.ShouldContain("/catalog/default/component/canary-vault/");
        all.Values.ShouldContain(p => p.Text.Contains(LivePortal.Canary, StringComparison.Ordinal));
        some.Keys.ShouldContain("/catalog/default/component/shop/");
        none.Keys.ShouldNotContain("/catalog/default/component/shop/");
        await NothingOfAsync(LivePortal.Canary, some, all.Keys, kim);
        await NothingOfAsync(LivePortal.Canary, none, all.Keys, nan);
        await NothingOfAsync("shop", none, all.Keys, nan);

        // Numbers are counted from what is left.
        Count(all, "Components").ShouldBe("2");
        Count(some, "Components").ShouldBe("1");
        none["/"].Text.ShouldNotContain(">Components</a>");
        Count(none, "Teams").ShouldBe("1");
        portal.GitHub.ShouldHonourTheContract();
    }

    [Fact]
    public async Task What_is_beside_the_pages_is_for_the_same_reader()
    {
        await using var portal = await LivePortal.StartAsync();
        using var operatorsBrowser = await Visitor.ByLinkAsync(portal.Operators);
        using var kim = await portal.MemberAsync("kim");
        string[] paths =
        [
            "/search/entities-1.json", "/catalog/default/component/shop/entity.json", "/search/?q=canary", "/search/?q=shop", "/search/?q=team",
            "/search/?q=canary-owners&kind=system",
        ];

        foreach (var path in paths)
        {
            (await operatorsBrowser.GetAsync(path)).Status.ShouldBe(200, path);
            var (status, page) = await kim.GetAsync(path);
            status.ShouldBe(200, path);
            page.Replace("canary\"", "", StringComparison.Ordinal).Replace("canary-owners\"", "", StringComparison.Ordinal)
                .ShouldNotContain(LivePortal.Canary, customMessage: path);
        }

        using var entity = JsonDocument.Parse((await kim.GetAsync("/catalog/default/component/shop/entity.json")).Page);
        entity.RootElement.GetProperty("ref").GetString().ShouldBe("component:default/shop");
        (await operatorsBrowser.GetAsync("/search/?q=canary")).Page.ShouldContain("<p>3 entities</p>");
        (await operatorsBrowser.GetAsync("/search/?q=canary&kind=api")).Page.ShouldContain("<p>1 entity</p>");
        (await operatorsBrowser.GetAsync("/search/?q=canary&owner=group:default/team-a")).Page.ShouldContain("<p>2 entities</p>");
        (await kim.GetAsync("/search/?q=canary")).Page.ShouldContain("Nothing was found.");
    }

    [Fact]
    public async Task Without_a_sign_in_every_address_leads_there()
    {
        await using var portal = await LivePortal.StartAsync();
        using var operatorsBrowser = await Visitor.ByLinkAsync(portal.Operators);
        await LivePortal.UntilAsync(operatorsBrowser, "/");
        var addresses = (await LivePortal.CrawlAsync(operatorsBrowser)).Keys.Where(a => !a.StartsWith("/assets/", StringComparison.Ordinal)).ToList();
        using var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = portal.Members.Address };
        using var local = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = portal.Operators.Address };

        addresses.Count.ShouldBeGreaterThan(40);
        foreach (var address in addresses.Concat(["/catalog/default/component/absent/", "/docs/x/", "/search/entities-1.json", "/pr/acme/svc-shop/1/abc"]))
        {
            using var response = await browser.GetAsync(address, Cancel);
            ((int)response.StatusCode).ShouldBe(302, address);
            response.Headers.Location!.OriginalString.ShouldBe($"/sign-in?return={Uri.EscapeDataString(address)}");
            (await response.Content.ReadAsByteArrayAsync(Cancel)).ShouldBeEmpty();
            using var linked = await local.GetAsync(address, Cancel);
            ((int)linked.StatusCode).ShouldBe(401, address);
            (await linked.Content.ReadAsStringAsync(Cancel)).ShouldNotContain("svc-");
        }
    }

    [Fact]
    public async Task What_a_browser_has_already_is_not_sent_again()
    {
        await using var portal = await LivePortal.StartAsync();
        using var kim = await portal.MemberAsync("kim");
        await LivePortal.UntilAsync(kim, "/");

        foreach (var path in new[] { "/", "/catalog/default/component/shop/", "/assets/portal.css" })
        {
            using var first = await kim.SendAsync(new HttpRequestMessage(HttpMethod.Get, path));
            var again = new HttpRequestMessage(HttpMethod.Get, path);
            again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
            using var second = await kim.SendAsync(again);
            var other = new HttpRequestMessage(HttpMethod.Get, path);
            other.Headers.IfNoneMatch.Add(new System.Net.Http.Headers.EntityTagHeaderValue("\"00\""));
            using var third = await kim.SendAsync(other);

            ((int)second.StatusCode, (await second.Content.ReadAsByteArrayAsync(Cancel)).Length).ShouldBe((304, 0), path);
            second.Headers.CacheControl!.ToString().ShouldBe("no-cache, private", path);
            ((int)third.StatusCode).ShouldBe(200, path);
        }
    }

    [Fact]
    public async Task Other_case_and_a_missing_slash_lead_to_the_address()
    {
        await using var portal = await LivePortal.StartAsync();
        using var kim = await portal.MemberAsync("kim");
        await LivePortal.UntilAsync(kim, "/");

        foreach (var path in new[] { "/Catalog/Default/Component/SHOP/", "/catalog/default/component/shop", "/CATALOG/default/Component/shop" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path + "?tab=x");
            using var response = await kim.SendAsync(request);
            response.RequestMessage!.RequestUri!.PathAndQuery.ShouldBe("/catalog/default/component/shop/?tab=x");
            ((int)response.StatusCode).ShouldBe(200);
        }

        (await kim.GetAsync("/search?q=shop")).Page.ShouldContain("1 entity");
    }

    [Fact]
    public async Task While_GitHub_does_not_answer_nothing_is_shown_and_a_right_that_is_taken_away_ends_within_minutes()
    {
        var clock = new GatedClock(TimeSpan.FromDays(1));
        await using var portal = await LivePortal.StartAsync(clock: clock);
        using var kim = await portal.MemberAsync("kim");
        await LivePortal.UntilAsync(kim, "/catalog/default/component/shop/");

        portal.GitHub.Faults.Sometimes(1, new Fault.ServerError(500), "GET /user/installations");
        (await kim.GetAsync("/catalog/default/component/shop/")).Status.ShouldBe(200);
        clock.Advance(ReaderRights.Life);
        foreach (var path in new[] { "/", "/catalog/default/component/shop/", "/catalog/default/component/canary-vault/", "/deliveries", "/audit", "/checks" })
        {
            var (status, page) = await kim.GetAsync(path);
            status.ShouldBe(503, path);
            page.ShouldContain("GitHub cannot be reached");
            page.ShouldNotContain("shop", customMessage: path);
        }

        portal.GitHub.Faults.Clear();
        (await kim.GetAsync("/catalog/default/component/shop/")).Status.ShouldBe(200);
        portal.GitHub.Repository("acme/svc-shop").WithCollaborator("kim", "none");
        clock.Advance(ReaderRights.Life);
        (await kim.GetAsync("/catalog/default/component/shop/")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task A_public_portal_shows_everybody_what_is_public_and_the_rest_after_a_sign_in()
    {
        await using var portal = await LivePortal.StartAsync(s => s with { IsPortalPublic = true });
        portal.GitHub.Repository("acme/svc-shop").As("public");
        using var anyone = new Visitor(portal.Members);
        using var nan = await portal.MemberAsync("nan");

        await LivePortal.UntilAsync(anyone, "/catalog/default/component/shop/");
        var crawl = await LivePortal.CrawlAsync(anyone);

        crawl.Where(p => p.Value.Status != 200).Select(p => p.Key).ShouldBeEmpty();
        crawl.Values.ShouldAllBe(p => !p.Text.Contains(LivePortal.Canary, StringComparison.Ordinal));
        crawl.Values.ShouldAllBe(p => !p.Text.Contains("kim", StringComparison.Ordinal));
        crawl["/"].Text.ShouldContain("href=\"sign-in\"");
        (await anyone.GetAsync("/deliveries")).Page.ShouldContain("Sign in with GitHub");
        (await nan.GetAsync("/catalog/default/component/shop/")).Status.ShouldBe(200);

        portal.GitHub.Repository("acme/svc-shop").As("private");
        await RunningServer.UntilAsync(
            () => anyone.GetAsync("/catalog/default/component/shop/").GetAwaiter().GetResult().Status == 404, () => "it is still there");
    }

    [Fact]
    public async Task What_was_renamed_or_removed_keeps_its_page_for_those_who_can_read_its_repository()
    {
        await using var portal = await LivePortal.StartAsync();
        using var operatorsBrowser = await Visitor.ByLinkAsync(portal.Operators);
        using var kim = await portal.MemberAsync("kim");
        await LivePortal.UntilAsync(operatorsBrowser, "/catalog/default/component/canary-vault/");
        var before = (await LivePortal.CrawlAsync(operatorsBrowser)).Keys
            .Where(a => a.StartsWith("/catalog/", StringComparison.Ordinal) && a.EndsWith('/')).ToList();

        portal.GitHub.Repository("acme/svc-shop").Commit("main", "Rename", ("catalog-info.yaml", FollowedOrganisation.Component("store")));
        portal.GitHub.Repository("acme/svc-canary-repo").Commit("main", "Remove", ("catalog-info.yaml", FollowedOrganisation.Component("canary-vault")));
        foreach (var browser in new[] { operatorsBrowser, kim })
        {
            await RunningServer.UntilAsync(
                () => browser.GetAsync("/catalog/default/component/shop/").GetAwaiter().GetResult().Page.Contains("Renamed.</b>", StringComparison.Ordinal),
                () => "the renamed component has no page");
        }

        await RunningServer.UntilAsync(
            () => operatorsBrowser.GetAsync("/catalog/default/api/canary-api/").GetAwaiter().GetResult().Page.Contains("Removed.</b>", StringComparison.Ordinal),
            () => "the removed API has no page");

        foreach (var address in before)
        {
            (await operatorsBrowser.GetAsync(address)).Status.ShouldBe(200, address);
        }

        var all = await LivePortal.CrawlAsync(operatorsBrowser);
        var some = await LivePortal.CrawlAsync(kim);
        all["/catalog/default/component/store/"].Text.ShouldContain("<ol class=\"history\">");
        some["/catalog/default/component/store/"].Text.ShouldContain("<ol class=\"history\">");
        await NothingOfAsync(LivePortal.Canary, some, all.Keys.Concat(before), kim, more: 3);
    }

    [Fact]
    public async Task Without_the_history_the_portal_shows_everything_else_and_the_log_says_why()
    {
        var log = new CapturedLog();
        await using var portal = await LivePortal.StartAsync(log: log);
        portal.GitHub.Faults.Sometimes(1, new Fault.ServerError(500), "GET /repos/acme/catalog/commits");
        using var kim = await portal.MemberAsync("kim");
        await LivePortal.UntilAsync(kim, "/catalog/default/component/shop/");

        await RunningServer.UntilAsync(() => log.Text.Contains("The history of the catalog could not be read", StringComparison.Ordinal), () => log.Text);
        var (status, page) = await kim.GetAsync("/catalog/default/component/shop/");
        status.ShouldBe(200);
        page.ShouldContain("the server has not read the history of the catalog yet");
    }

    [Fact]
    public async Task A_change_of_the_catalog_appears_and_while_GitHub_is_down_the_last_state_stays()
    {
        await using var portal = await LivePortal.StartAsync();
        using var browser = await Visitor.ByLinkAsync(portal.Operators);
        await LivePortal.UntilAsync(browser, "/catalog/default/component/shop/");

        portal.Organisation.Service("later");
        await LivePortal.UntilAsync(browser, "/catalog/default/component/later/");
        portal.GitHub.Faults.Sometimes(1, new Fault.ServerError(500));
        await Task.Delay(200, Cancel);

        (await browser.GetAsync("/catalog/default/component/later/")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Without_a_catalog_a_page_says_why()
    {
        await using var server = await RunningServer.StartAsync();
        using var visitor = await Visitor.ByLinkAsync(server);

        var (status, page) = await visitor.GetAsync("/");

        status.ShouldBe(503);
        page.ShouldContain("Catalog__Repository is not set");
        await using var app = await InstalledApp.StartAsync(catalog: "acme/catalog");
        app.GitHub.Repository("acme/catalog").Commit("main", "First", ("README.md", "Nothing"));
        using var other = await Visitor.ByLinkAsync(app.Server);
        (await other.GetAsync("/problems/")).Page.ShouldContain("acme/catalog has no catalog yet");
    }

    [Fact]
    public async Task Every_answer_forbids_scripts_frames_and_caches_of_others()
    {
        await using var portal = await LivePortal.StartAsync();
        using var kim = await portal.MemberAsync("kim");
        await LivePortal.UntilAsync(kim, "/");

        string[] paths = ["/", "/catalog/default/component/shop/", "/catalog/default/component/shop/entity.json", "/search/?q=x", "/absent/", "/catalog/absent/"];
        foreach (var path in paths.Where(p => p != "/absent/"))
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            using var response = await kim.SendAsync(request);

            response.Headers.GetValues("Content-Security-Policy").Single().ShouldBe("default-src 'none'; style-src 'self'; script-src 'self'; "
                + "img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'");
            response.Headers.GetValues("X-Content-Type-Options").Single().ShouldBe("nosniff");
            response.Headers.GetValues("Referrer-Policy").Single().ShouldBe("no-referrer");
            response.Headers.CacheControl!.ToString().ShouldBe("no-cache, private");
        }
    }

    [Fact]
    public async Task A_person_s_token_is_only_in_their_encrypted_cookie()
    {
        var log = new CapturedLog();
        await using var portal = await LivePortal.StartAsync(log: log);
        using var kim = await portal.MemberAsync("kim");
        await LivePortal.UntilAsync(kim, "/");
        portal.GitHub.Faults.Sometimes(1, new Fault.ServerError(500), "GET /user/installations*");
        using var nan = await portal.MemberDeniedAsync("nan");

        var tokens = portal.GitHub.PersonTokens();
        tokens.Count.ShouldBe(2);
        foreach (var token in tokens)
        {
            log.Text.ShouldNotContain(token);
            foreach (var file in Directory.EnumerateFiles(portal.Members.Data, "*", SearchOption.AllDirectories).Where(f => !f.EndsWith(".lock", StringComparison.Ordinal)))
            {
                await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
                using var reader = new StreamReader(stream, System.Text.Encoding.Latin1);
                (await reader.ReadToEndAsync(Cancel)).ShouldNotContain(token, customMessage: file);
            }
        }
    }

    private static string Count(Dictionary<string, (int Status, string Text)> crawl, string list) =>
        crawl["/"].Text.Split($">{list}</a>")[1].Split("</span>")[0].Split('>')[^1];

    // No page of the reader's, and no page of another reader's if they open it, has a name; what they may not see is what does not exist.
    private static async Task NothingOfAsync(
        string name, Dictionary<string, (int Status, string Text)> seen, IEnumerable<string> addresses, Visitor reader, int more = 10)
    {
        seen.Where(p => p.Value.Text.Contains(name, StringComparison.OrdinalIgnoreCase)).Select(p => p.Key).ShouldBeEmpty();
        var absent = await AnswerAsync(reader, "/catalog/default/component/absent/");
        absent.ShouldStartWith("404 ");
        var forbidden = 0;
        foreach (var address in addresses.Where(a => !seen.ContainsKey(a)))
        {
            var answer = await AnswerAsync(reader, address);
            if (answer.StartsWith("200 ", StringComparison.Ordinal))
            {
                // A page that has no link in the reader's portal, such as an empty list.
                answer.ShouldNotContain(name, customMessage: address);
                continue;
            }

            answer.ShouldBe(absent, address);
            forbidden++;
        }

        forbidden.ShouldBeGreaterThan(more);
    }

    private static async Task<string> AnswerAsync(Visitor reader, string address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        using var response = await reader.SendAsync(request);
        response.Headers.Date = null;
        return $"{(int)response.StatusCode} {response.Headers}{response.Content.Headers}{await response.Content.ReadAsStringAsync()}";
    }
}
