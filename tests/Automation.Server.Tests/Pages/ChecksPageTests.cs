using Automation.GitHub;
using Automation.Jobs.PullRequests;
using Automation.Server.Ledger;
using Automation.Server.Operations;
using Automation.Server.Tests.Driving;
using Automation.Server.Tests.PullRequests;
using Microsoft.Extensions.DependencyInjection;

namespace Automation.Server.Tests.Pages;

/// <summary>Which repositories fail the check, or would if it were required.</summary>
public sealed class ChecksPageTests
{
    private const string Bad = "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: orders\nspec:\n  type: service\n  owner: team-a\n";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Checks_are_counted_by_repository_owner_and_rule_and_the_last_of_a_pull_request_counts()
    {
        await using var server = await RunningServer.StartAsync();
        await PutAsync(server, "acme/orders", 1, "failure", "group:default/payments", "catalog/field-missing", "reference/unknown-owner");
        await PutAsync(server, "acme/orders", 2, "failure", "group:default/payments", "catalog/field-missing");
        await PutAsync(server, "acme/orders", 2, "success", "group:default/payments");
        await PutAsync(server, "acme/billing", 7, "failure", null, "catalog/field-missing");
        await PutAsync(server, "acme/fine", 3, "success", "group:default/fine");
        using var visitor = await Visitor.ByLinkAsync(server);

        var (status, page) = await visitor.GetAsync("/checks");

        status.ShouldBe(200);
        page.ShouldContain("2 of 4 fail.");
        page.ShouldContain("4 ran in shadow mode");
        Rows(page).ShouldBe(
        [
            "acme/billing 1 1 catalog/field-missing",
            "acme/orders 1 2 catalog/field-missing, reference/unknown-owner",
            "group:default/payments 1 2 catalog/field-missing, reference/unknown-owner",
            "no known owner 1 1 catalog/field-missing",
            "catalog/field-missing 2 2",
            "reference/unknown-owner 1 1",
        ]);
    }

    [Fact]
    public async Task Before_the_first_check_there_is_a_message()
    {
        await using var server = await RunningServer.StartAsync();
        using var visitor = await Visitor.ByLinkAsync(server);

        (await visitor.GetAsync("/checks")).Page.ShouldContain("No pull request has been checked yet.");
    }

    [Fact]
    public async Task What_a_pull_request_s_check_found_is_on_the_page()
    {
        await using var app = await InstalledApp.StartAsync();
        app.GitHub.Repository("acme/.github").Commit("main", "First", (".github/automation.yml", "checks: shadow\n"));
        app.GitHub.Repository("acme/orders").Commit("main", "First", ("README.md", "x"));
        app.GitHub.Repository("acme/orders").Commit("change", "Second", ("catalog-info.yaml", Bad));
        await app.SettleAsync(app.GitHub.OpenPullRequest("acme/orders", "change").Opened);
        using var visitor = await Visitor.ByLinkAsync(app.Server);

        Rows((await visitor.GetAsync("/checks")).Page)[0].ShouldBe("acme/orders 1 1 catalog/field-missing");
    }

    [Fact]
    public async Task Old_verdicts_are_forgotten()
    {
        var clock = new ShiftedClock();
        await using var server = await RunningServer.StartAsync(clock: clock);
        await PutAsync(server, "acme/orders", 1, "failure", null, "catalog/field-missing");
        clock.Advance(TimeSpan.FromDays(400));
        await PutAsync(server, "acme/orders", 2, "failure", null, "catalog/field-missing");
        await server.DeliverAsync("ping", Payloads.Sample("ping"), "newest");

        await server.Services.GetRequiredService<Retention>().SweepAsync(Cancel);

        server.Read(l => l.Number("SELECT sum(number) FROM verdicts")).ShouldBe(2);
    }

    private static Task PutAsync(RunningServer server, string repository, int number, string conclusion, string? owner, params string[] rules)
    {
        var verdict = new CheckVerdict(RepositoryName.Parse(repository)!, number, new string('a', 40), conclusion, owner, rules, IsShadow: true);
        return server.Services.GetRequiredService<LedgerWriter>()
            .RunAsync(l => VerdictStore.Put(l, verdict, server.Services.GetRequiredService<TimeProvider>().GetUtcNow()), Cancel);
    }

    private static List<string> Rows(string page) =>
        [
            .. page.Split("<tr>")
                .Skip(1)
                .Where(r => r.Contains("<td>", StringComparison.Ordinal))
                .Select(
                    r =>
                        string.Join(
                            ' ',
                            r[..r.IndexOf("</tr>", StringComparison.Ordinal)]
                                .Split('<', '>')
                                .Where((t, i) => i % 2 == 0 && t.Trim().Length > 0)
                                .Select(t => t.Trim()))),
        ];
}
