using System.Text.Json;
using Automation.GitHub;
using Automation.Jobs.PullRequests;
using Automation.Server.Ledger;
using Automation.Server.Tests.Driving;
using Microsoft.Extensions.DependencyInjection;

namespace Automation.Server.Tests.Portal;

/// <summary>Deliveries, checks and writes of a repository that a reader cannot read do not exist for them.</summary>
public sealed class SeenDeliveriesTests
{
    private static readonly string Head = new('a', 40);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_reader_finds_the_deliveries_of_their_repositories_alone()
    {
        await using var portal = await LivePortal.StartAsync();
        await DeliverAsync(portal, "acme/svc-shop", "shop-1");
        await DeliverAsync(portal, "acme/svc-canary-repo", "canary-1");
        await DeliverAsync(portal, null, "canary-0");
        using var operatorsBrowser = await Visitor.ByLinkAsync(portal.Operators);
        using var kim = await portal.MemberAsync("kim");
        using var nan = await portal.MemberAsync("nan");

        (await operatorsBrowser.GetAsync("/deliveries")).Page.ShouldContain("canary-1");
        var (_, list) = await kim.GetAsync("/deliveries");
        list.ShouldContain("shop-1");
        (await kim.GetAsync("/deliveries/shop-1")).Page.ShouldContain("acme/svc-shop");
        foreach (var path in new[] { "/deliveries", "/deliveries?state=dead", "/deliveries?id=anary", "/deliveries?repository=acme/svc-canary-repo", "/audit", "/checks" })
        {
            foreach (var reader in new[] { kim, nan })
            {
                var (status, page) = await reader.GetAsync(path);
                status.ShouldBe(200, path);
                page.Replace("value=\"anary\"", "", StringComparison.Ordinal).Replace("value=\"acme/svc-canary-repo\"", "", StringComparison.Ordinal)
                    .ShouldNotContain(LivePortal.Canary, customMessage: path);
            }
        }

        var absent = await kim.GetAsync("/deliveries/absent");
        absent.Status.ShouldBe(404);
        (await kim.GetAsync("/deliveries/canary-1")).ShouldBe(absent);
        (await kim.GetAsync("/deliveries/canary-0")).ShouldBe(absent);
        (await nan.GetAsync("/deliveries/shop-1")).ShouldBe(absent);
        (await nan.GetAsync("/deliveries")).Page.ShouldContain("No deliveries yet.");
        var token = Visitor.TokenOf(list);
        (await kim.PressAsync(list, "/deliveries/canary-1/replay", token)).Status.ShouldBe(404);
        (await kim.PressAsync(list, "/deliveries/shop-1/replay", token)).Status.ShouldBe(200);
        portal.Operators.Read(l => AuditLog.List(l, null, null, 50)).Where(e => e.Kind == AuditLog.Replay).ShouldHaveSingleItem().Who.ShouldBe("kim");
    }

    [Fact]
    public async Task The_list_of_a_reader_goes_on_from_a_delivery_and_its_numbers_are_their_own()
    {
        await using var portal = await LivePortal.StartAsync();
        for (var i = 0; i < DeliverySearch.PageSize + 3; i++)
        {
            await DeliverAsync(portal, "acme/svc-shop", $"shop-{i:D3}");
            await DeliverAsync(portal, "acme/svc-canary-repo", $"canary-{i:D3}");
        }

        using var kim = await portal.MemberAsync("kim");
        var (_, first) = await kim.GetAsync("/deliveries?event=workflow_run");
        var older = System.Net.WebUtility.HtmlDecode(first.Split("class=\"more\"><a href=\"")[1].Split('"')[0]);

        older.ShouldEndWith("before=shop-003");
        var (_, second) = await kim.GetAsync(older);
        second.ShouldContain("shop-002");
        second.ShouldNotContain("shop-003");
        second.ShouldNotContain(LivePortal.Canary);
        foreach (var unknown in new[] { "canary-010", "1", "nothing" })
        {
            (await kim.GetAsync($"/deliveries?event=workflow_run&before={unknown}")).Page.ShouldContain("shop-052", customMessage: unknown);
        }
    }

    [Fact]
    public async Task A_replay_does_not_show_what_earlier_work_for_several_repositories_did()
    {
        await using var portal = await LivePortal.StartAsync();
        await DeliverAsync(portal, "acme/svc-shop", "shop-1");
        await portal.Operators.Services.GetRequiredService<LedgerWriter>().RunAsync(
            l =>
            {
                l.Execute("INSERT INTO work (id, key, topic, content, state, created, not_before) VALUES (900, 'catalog', 'catalog', '{}', 'done', 1, 1)");
                WorkEvents.Add(l, 900, "finished", $"{LivePortal.Canary} could not be read", DateTimeOffset.UnixEpoch);
                l.Execute("UPDATE deliveries SET work = 900, state = 'done' WHERE id = 'shop-1'");
                return 0;
            },
            Cancel);
        using var kim = await portal.MemberAsync("kim");
        var (_, before) = await kim.GetAsync("/deliveries/shop-1");
        before.ShouldNotContain(LivePortal.Canary);
        before.ShouldContain("only operators see");

        (await kim.PressAsync(before, "/deliveries/shop-1/replay", Visitor.TokenOf(before))).Status.ShouldBe(200);
        await portal.Operators.UntilAsync("shop-1", DeliveryState.Ignored);

        var (_, after) = await kim.GetAsync("/deliveries/shop-1");
        after.ShouldContain("by kim");
        after.ShouldNotContain(LivePortal.Canary);
    }

    [Fact]
    public async Task The_page_of_a_check_has_what_is_recorded_and_says_what_is_not()
    {
        await using var portal = await LivePortal.StartAsync();
        await PutAsync(portal, "acme/svc-shop", 7, "failure", "group:default/team-a", "catalog/field-missing", "reference/unknown-owner");
        await PutAsync(portal, "acme/svc-canary-repo", 8, "failure", null, "catalog/field-missing");
        using var kim = await portal.MemberAsync("kim");

        var (status, page) = await kim.GetAsync($"/pr/acme/svc-shop/7/{Head}");

        status.ShouldBe(200);
        page.ShouldContain("2 rules fail.");
        page.ShouldContain("Application team: the author of the pull request; most entities of the repository belong to group:default/team-a.");
        page.ShouldContain("catalog/field-missing</a>");
        page.ShouldContain("an earlier version of the server recorded the check, without its text");
        (await kim.GetAsync($"/pr/acme/svc-shop/7/{new string('b', 40)}")).Page.ShouldContain("that is of another commit");
        var absent = await kim.GetAsync($"/pr/acme/svc-shop/9/{Head}");
        absent.Status.ShouldBe(404);
        (await kim.GetAsync($"/pr/acme/svc-canary-repo/8/{Head}")).ShouldBe(absent);
    }

    [Fact]
    public async Task A_check_and_its_deliveries_lead_to_each_other()
    {
        await using var portal = await LivePortal.StartAsync();
        portal.GitHub.Repository("acme/svc-shop").Commit("change", "Second", ("catalog-info.yaml", "kind: Component\n"));
        var opened = portal.GitHub.OpenPullRequest("acme/svc-shop", "change").Opened;
        await portal.Organisation.SettledAsync();
        using var kim = await portal.MemberAsync("kim");

        var (_, delivery) = await kim.GetAsync($"/deliveries/{opened.Guid}");
        var address = delivery.Split("href=\"/pr/")[1].Split('"')[0];
        var (status, page) = await kim.GetAsync($"/pr/{address}");

        status.ShouldBe(200);
        page.ShouldContain($"href=\"/deliveries/{opened.Guid}\"");
        page.ShouldContain("failure");
        page.ShouldContain("<h2 id=\"report\">What the check found</h2>");
        page.ShouldContain("The document has no <code>apiVersion</code>");
    }

    [Fact]
    public async Task The_text_of_a_check_is_shown_as_on_GitHub_and_does_nothing()
    {
        await using var portal = await LivePortal.StartAsync();
        var verdict = new CheckVerdict(RepositoryName.Parse("acme/svc-shop")!, 7, Head, "failure", null, ["catalog/field-missing"], IsShadow: false)
        {
            Report = "| Rule | Place |\n|---|---|\n| catalog/field-missing | catalog-info.yaml:3 |\n\n<script>alert(1)</script>[x](javascript:alert(1))",
        };
        await portal.Operators.Services.GetRequiredService<LedgerWriter>().RunAsync(l => VerdictStore.Put(l, verdict, DateTimeOffset.UtcNow), Cancel);
        using var kim = await portal.MemberAsync("kim");

        var (_, page) = await kim.GetAsync($"/pr/acme/svc-shop/7/{Head}");

        page.ShouldContain("<td>catalog-info.yaml:3</td>");
        page.ShouldNotContain("alert(1)</script>");
        page.ShouldNotContain("\"javascript:");
    }

    private static async Task DeliverAsync(LivePortal portal, string? repository, string id)
    {
        var payload = JsonSerializer.Serialize(new { action = "completed", repository = repository is null ? null : new { full_name = repository } });
        (await portal.Operators.DeliverAsync("workflow_run", payload, id)).ShouldBe(202);
        await portal.Operators.UntilAsync(id, DeliveryState.Ignored);
    }

    private static Task PutAsync(LivePortal portal, string repository, int number, string conclusion, string? owner, params string[] rules)
    {
        var verdict = new CheckVerdict(RepositoryName.Parse(repository)!, number, Head, conclusion, owner, rules, IsShadow: false);
        return portal.Operators.Services.GetRequiredService<LedgerWriter>()
            .RunAsync(l => VerdictStore.Put(l, verdict, DateTimeOffset.UtcNow), Cancel);
    }
}
