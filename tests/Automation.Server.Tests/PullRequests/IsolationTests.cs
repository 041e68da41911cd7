using Automation.Jobs.Webhooks;
using Automation.Server.Ledger;
using Automation.Server.Tests.Pushes;
using Automation.Testing.GitHub;
using Automation.Testing.GitHub.Drivers;

namespace Automation.Server.Tests.PullRequests;

/// <summary>What goes wrong with one thing costs that thing only.</summary>
public sealed class IsolationTests
{
    private const string Fixable =
        "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: orders\nspec:\n  type: service\n  lifecyle: production\n  owner: orders\n";

    [Theory]
    [InlineData(422)]
    [InlineData(403)]
    public async Task A_suggestion_that_GitHub_refuses_costs_neither_the_check_run_nor_the_comment(int status)
    {
        await using var app = await InstalledApp.StartAsync();
        var pull = Pull(app);
        app.GitHub.Faults.Next("POST /repos/acme/orders/pulls/*/reviews", new Fault.Refused(status));

        var row = await app.SettleAsync(pull.Opened);

        (row.State, row.Outcome!).ShouldSatisfyAllConditions(r => r.State.ShouldBe(DeliveryState.Done), r => r.Item2.ShouldContain("refused the suggestions"));
        pull.CheckRuns.ShouldHaveSingleItem().Conclusion.ShouldBe("failure");
        pull.Comments.ShouldHaveSingleItem();
        pull.ReviewComments.ShouldBeEmpty();

        // The next push suggests it again.
        await app.SettleAsync(pull.Push(("README.md", "More")));
        pull.ReviewComments.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task The_check_run_is_written_before_the_comment_and_the_comment_before_suggestions()
    {
        await using var app = await InstalledApp.StartAsync();
        var pull = Pull(app);

        await app.SettleAsync(pull.Opened);

        app.GitHub.Requests.Where(r => r.IsWrite)
            .Select(r => r.Path.Split('/')[^1] is { Length: > 0 } last && last.All(char.IsAsciiDigit) ? "conclude" : r.Path.Split('/')[^1])
            .ShouldBe(["check-runs", "conclude", "comments", "reviews"]);
    }

    [Fact]
    public async Task A_base_branch_that_does_not_exist_is_named()
    {
        await using var app = await InstalledApp.StartAsync();
        var pull = Pull(app);
        app.GitHub.Repository("acme/orders").Commit("other", "Another default", ("README.md", "x"));
        app.GitHub.Repository("acme/orders").MakeDefault("other");
        app.GitHub.Repository("acme/orders").SetBranch("main", null);

        var row = await app.SettleAsync(pull.Opened);

        row.State.ShouldBe(DeliveryState.Mistake);
        row.Outcome!.ShouldContain("the base branch 'main' of pull/1 does not exist");
        app.GitHub.Repository("acme/orders").CheckRuns.ShouldNotContain(r => r.Status == "in_progress");
    }

    [Fact]
    public async Task A_pull_request_that_the_App_cannot_see_is_not_one_that_is_not_open()
    {
        await using var app = await InstalledApp.StartAsync();
        var pull = Pull(app);
        app.GitHub.Repository("acme/orders").Delete();

        var row = await app.SettleAsync(pull.Opened);

        row.State.ShouldBe(DeliveryState.Mistake);
        row.Outcome!.ShouldContain("the App cannot see acme/orders#1");
    }

    [Fact]
    public async Task An_installation_that_GitHub_refuses_stops_only_itself_in_the_catalog()
    {
        await using var acme = await FollowedOrganisation.StartAsync(sources: "sources:\n  - github: acme/svc-*\n  - github: umbrella/*\n");
        acme.GitHub.Repository("umbrella/tools").Commit("main", "First", ("catalog-info.yaml", FollowedOrganisation.Component("tools")));
        acme.Service("orders");
        await acme.SettledAsync();
        await acme.UntilAsync(() => acme.Entities().Contains("tools") && acme.Entities().Contains("orders"), "both are there");

        acme.GitHub.SendTo(null);
        acme.GitHub.Organisation("umbrella").Suspend();
        acme.Service("billing");
        var outcome = await acme.FollowAsync(FollowedOrganisation.Catalog, [new DirtyOwner("acme", null), new DirtyOwner("umbrella", null)]);

        acme.Entities().ShouldBe(["billing", "orders", "tools"], ignoreOrder: true);
        outcome.ShouldContain("GitHub refuses access to umbrella: ");
    }

    private static PullRequestDriver Pull(InstalledApp app)
    {
        app.GitHub.Repository("acme/orders").Commit("main", "First", ("README.md", "Orders"));
        app.GitHub.Repository("acme/orders").Commit("change", "Second", ("catalog-info.yaml", Fixable));
        return app.GitHub.OpenPullRequest("acme/orders", "change");
    }
}
