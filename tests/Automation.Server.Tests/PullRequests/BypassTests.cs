using Automation.Testing;

namespace Automation.Server.Tests.PullRequests;

/// <summary>Ways to get a mistake past the required check.</summary>
public sealed class BypassTests
{
    private const string Good = SoundDescriptor.Orders;

    private static readonly string Bad = Good.Replace("  lifecycle: production\n", "", StringComparison.Ordinal);

    [Fact]
    public async Task A_green_check_run_of_another_app_with_our_name_replaces_no_check()
    {
        await using var app = await InstalledApp.StartAsync();
        var orders = app.GitHub.Repository("acme/orders");
        var pull = Pull(app, ("catalog-info.yaml", Bad));
        var planted = orders.CheckRunOfAnotherApp("automation: main", pull.HeadSha, "success");

        await app.SettleAsync(pull.Opened);

        var ours = orders.CheckRuns.Where(r => r.HeadSha == pull.HeadSha && r.Id != planted.Id).ShouldHaveSingleItem();
        (ours.Name, ours.Conclusion, ours.Suite.App.Id).ShouldBe(("automation: main", "failure", app.GitHub.App.Id));
        orders.CheckRuns.Single(r => r.Id == planted.Id).ShouldBe(planted);
    }

    [Theory]
    [InlineData("Catalog-Info.yaml")]
    [InlineData("catalog-info.yaml.txt")]
    [InlineData("hidden/descriptor.yaml")]
    public async Task A_descriptor_that_is_renamed_out_of_sight_is_reported_as_removed(string name)
    {
        await using var app = await InstalledApp.StartAsync();
        var pull = Pull(app, ("catalog-info.yaml", null), (name, Bad));

        await app.SettleAsync(pull.Opened);

        var run = pull.CheckRuns.ShouldHaveSingleItem();
        run.Conclusion.ShouldBe("neutral");
        run.Summary!.ShouldContain("| ➖ removed | component `orders` |");
        pull.Comments.ShouldHaveSingleItem().Body.ShouldContain("nothing was checked");
    }

    [Theory]
    [InlineData("Change [skip ci]")]
    [InlineData("Change\n\nskip-checks: true")]
    public async Task A_message_that_skips_workflows_skips_no_check(string message)
    {
        await using var app = await InstalledApp.StartAsync();
        app.GitHub.Repository("acme/orders").Commit("main", "First", ("catalog-info.yaml", Good));
        app.GitHub.Repository("acme/orders").Commit("change", message, ("catalog-info.yaml", Bad));
        var pull = app.GitHub.OpenPullRequest("acme/orders", "change");

        await app.SettleAsync(pull.Opened);

        pull.CheckRuns.ShouldHaveSingleItem().Conclusion.ShouldBe("failure");
    }

    [Fact]
    public async Task What_a_pull_request_accepts_for_itself_does_not_count()
    {
        await using var app = await InstalledApp.StartAsync();
        var pull = Pull(
            app,
            ("catalog-info.yaml", $"# automation-ignore-file catalog/field-missing: fine\n{Bad}"),
            (".github/automation.yml", "descriptors: [nothing.yaml]\nrules:\n  catalog/field-missing: off\nfail-on: never\n"),
            (".github/automation-baseline.json", "{}"));

        await app.SettleAsync(pull.Opened);

        pull.CheckRuns.ShouldHaveSingleItem().Conclusion.ShouldBe("failure");
    }

    [Fact]
    public async Task A_green_commit_on_a_branch_without_rules_is_not_green_for_main()
    {
        await using var app = await InstalledApp.StartAsync();
        var orders = app.GitHub.Repository("acme/orders");
        orders.Commit("main", "First", ("catalog-info.yaml", Good));
        orders.Commit("lax", "Lax", (".github/automation.yml", "rules:\n  catalog/field-missing: off\n"), ("catalog-info.yaml", Bad));
        orders.Commit("change", "Second", ("catalog-info.yaml", Bad));
        var pull = app.GitHub.OpenPullRequest("acme/orders", "change", "lax");
        await app.SettleAsync(pull.Opened);

        await app.SettleAsync(pull.ChangeBase("main"));

        pull.CheckRuns.Single(r => r.Name == "automation: main").Conclusion.ShouldBe("failure");
    }

    private static Testing.GitHub.Drivers.PullRequestDriver Pull(InstalledApp app, params (string Path, string? Text)[] files)
    {
        app.GitHub.Repository("acme/orders").Commit("main", "First", ("catalog-info.yaml", Good));
        app.GitHub.Repository("acme/orders").Commit("change", "Second", files);
        return app.GitHub.OpenPullRequest("acme/orders", "change");
    }
}
