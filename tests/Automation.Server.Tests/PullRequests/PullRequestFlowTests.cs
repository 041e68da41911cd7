using Automation.Server.Ledger;

namespace Automation.Server.Tests.PullRequests;

/// <summary>What people see on a pull request, from the event to the check.</summary>
public sealed class PullRequestFlowTests
{
    private const string Good = """
        apiVersion: backstage.io/v1alpha1
        kind: Component
        metadata:
          name: orders
        spec:
          type: service
          lifecycle: production
          owner: team-a

        """;

    private const string Team = """
        apiVersion: backstage.io/v1alpha1
        kind: Group
        metadata:
          name: team-a
        spec:
          type: team
          children: []

        """;

    private static readonly string Bad = Good.Replace("  lifecycle: production\n", "", StringComparison.Ordinal);

    [Fact]
    public async Task A_mistake_is_told_in_one_check_run_at_its_line_and_in_one_comment()
    {
        await using var app = await InstalledApp.StartAsync();
        var pull = Pull(app, Bad);

        (await app.SettleAsync(pull.Opened)).State.ShouldBe(DeliveryState.Done);

        var run = pull.CheckRuns.ShouldHaveSingleItem();
        (run.Name, run.Status, run.Conclusion).ShouldBe(("automation", "completed", "failure"));
        var annotation = run.Annotations.Where(a => a.Level == "failure").ShouldHaveSingleItem();
        (annotation.Path, annotation.StartLine).ShouldBe(("catalog-info.yaml", 5));
        annotation.Message.ShouldContain("lifecycle");
        pull.Comments.ShouldHaveSingleItem().Body.ShouldContain("lifecycle");
        app.GitHub.ShouldHonourTheContract();
    }

    [Fact]
    public async Task When_the_mistake_is_mended_the_check_succeeds_and_the_comment_goes()
    {
        await using var app = await InstalledApp.StartAsync();
        var pull = Pull(app, Bad);
        await app.SettleAsync(pull.Opened);

        await app.SettleAsync(pull.Push(("catalog-info.yaml", Good)));

        pull.CheckRuns.ShouldHaveSingleItem().Conclusion.ShouldBe("success");
        pull.Comments.ShouldBeEmpty();
        app.GitHub.ShouldHonourTheContract();
    }

    [Fact]
    public async Task The_same_event_again_changes_nothing()
    {
        await using var app = await InstalledApp.StartAsync();
        var pull = Pull(app, Bad);
        await app.SettleAsync(pull.Opened);
        var before = app.GitHub.Requests.Count(r => r.IsWrite);

        await app.SettleAsync(pull.Opened with { Guid = Guid.NewGuid() });

        app.GitHub.Requests.Count(r => r.IsWrite).ShouldBe(before);
        app.GitHub.Repository("acme/orders").CheckRuns.ShouldHaveSingleItem();
        pull.Comments.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Each_write_was_noted_down_before()
    {
        await using var app = await InstalledApp.StartAsync();
        var pull = Pull(app, Bad);
        await app.SettleAsync(pull.Opened);

        app.Server.Read(l => l.Rows("SELECT what FROM intents ORDER BY id", r => r.GetString(0))).Count
            .ShouldBe(app.GitHub.Requests.Count(r => r.IsWrite));
    }

    private static Testing.GitHub.Drivers.PullRequestDriver Pull(InstalledApp app, string descriptor)
    {
        app.GitHub.Repository("acme/orders").Commit("main", "First", ("catalog-info.yaml", Good), ("team.yaml", Team), (".github/automation.yml", "descriptors: [catalog-info.yaml, team.yaml]\n"));
        app.GitHub.Repository("acme/orders").Commit("change", "Second", ("catalog-info.yaml", descriptor));
        return app.GitHub.OpenPullRequest("acme/orders", "change");
    }
}
