using System.Text;
using Automation.Server.Ledger;
using Automation.Server.Tests.Driving;
using Automation.Testing;

namespace Automation.Server.Tests.PullRequests;

/// <summary>What people see on a pull request, from the event to the check.</summary>
public sealed class PullRequestFlowTests
{
    private const string Good = SoundDescriptor.Orders;
    private const string Team = SoundDescriptor.TeamA;

    private static readonly string Bad = Good.Replace("  lifecycle: production\n", "", StringComparison.Ordinal);

    [Fact]
    public async Task A_mistake_is_reported_in_one_check_run_at_its_line_and_in_one_comment()
    {
        await using var app = await InstalledApp.StartAsync();
        var pull = Pull(app, Bad);

        (await app.SettleAsync(pull.Opened)).State.ShouldBe(DeliveryState.Done);

        var run = pull.CheckRuns.ShouldHaveSingleItem();
        (run.Name, run.Status, run.Conclusion).ShouldBe(("automation: main", "completed", "failure"));
        var annotation = run.Annotations.Where(a => a.Level == "failure").ShouldHaveSingleItem();
        (annotation.Path, annotation.StartLine).ShouldBe(("catalog-info.yaml", 5));
        annotation.Message.ShouldContain("lifecycle");
        pull.Comments.ShouldHaveSingleItem().Body.ShouldContain("lifecycle");
        app.GitHub.ShouldHonourTheContract();
    }

    [Fact]
    public async Task The_guide_shows_what_people_see()
    {
        await using var app = await InstalledApp.StartAsync();
        var pull = Pull(app, Bad);
        await app.SettleAsync(pull.Opened);

        var comment = pull.Comments.ShouldHaveSingleItem().Body
            .Replace(pull.HeadSha, "COMMIT", StringComparison.Ordinal)
            .Replace(pull.HeadSha[..7], "COMMIT", StringComparison.Ordinal)
            .Replace($"check_run_id={pull.CheckRuns.Single().Id}", "check_run_id=RUN", StringComparison.Ordinal);
        Testing.DocumentPart.Match("docs/guide/github-app.md", "comment", $"````markdown\n{comment.Trim()}\n````");
    }

    [Fact]
    public async Task When_the_mistake_is_fixed_the_check_succeeds_and_the_comment_is_deleted()
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
    public async Task Each_write_was_recorded_before()
    {
        await using var app = await InstalledApp.StartAsync();
        var pull = Pull(app, Bad);
        await app.SettleAsync(pull.Opened);

        app.Server.Read(l => l.Rows("SELECT what FROM audit ORDER BY id", r => r.GetString(0))).Count
            .ShouldBe(app.GitHub.Requests.Count(r => r.IsWrite));
    }

    [Fact]
    public async Task On_request_it_is_checked_again_and_one_check_run_concludes()
    {
        await using var app = await InstalledApp.StartAsync();
        var pull = Pull(app, Bad);
        await app.SettleAsync(pull.Opened);

        await app.SettleAsync(app.GitHub.Repository("acme/orders").Rerun(pull.CheckRuns.Single()));
        await app.SettleAsync(app.GitHub.Repository("acme/orders").RerunAll(pull.HeadSha));

        Concluding(app, pull.HeadSha).ShouldHaveSingleItem().Conclusion.ShouldBe("failure");
        pull.Comments.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_fix_of_a_few_lines_is_suggested_once_where_it_belongs()
    {
        await using var app = await InstalledApp.StartAsync();
        var pull = Pull(app, Fixable);
        await app.SettleAsync(pull.Opened);

        await app.SettleAsync(pull.Push(("README.md", "More")));

        var suggestion = pull.ReviewComments.ShouldHaveSingleItem();
        (suggestion.Path, suggestion.Line, suggestion.StartLine).ShouldBe(("catalog-info.yaml", 7, null));
        suggestion.Body.ShouldContain("```suggestion\n  lifecycle: production\n```");
        app.GitHub.ShouldHonourTheContract();
    }

    [Fact]
    public async Task Drafts_are_not_checked_if_the_configuration_excludes_them()
    {
        await using var app = await InstalledApp.StartAsync();
        app.GitHub.Repository("acme/orders").Commit("main", "First", (".github/automation.yml", "pull-requests:\n  drafts: false\n"));
        app.GitHub.Repository("acme/orders").Commit("change", "Second", ("catalog-info.yaml", Bad));
        var pull = app.GitHub.OpenPullRequest("acme/orders", "change", draft: true);

        (await app.SettleAsync(pull.Opened)).Outcome!.ShouldContain("draft");
        pull.CheckRuns.ShouldBeEmpty();

        await app.SettleAsync(pull.MarkReady());
        pull.CheckRuns.ShouldHaveSingleItem().Conclusion.ShouldBe("failure");
    }

    [Fact]
    public async Task A_name_that_Backstage_refuses_has_no_button_since_people_choose_names()
    {
        await using var app = await InstalledApp.StartAsync();
        var pull = Pull(app, Good.Replace("name: orders", "name: Order Service", StringComparison.Ordinal));

        await app.SettleAsync(pull.Opened);

        pull.CheckRuns.ShouldHaveSingleItem().Actions.ShouldBeEmpty();
        pull.ReviewComments.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_pull_request_from_a_fork_is_checked_and_offers_no_button()
    {
        await using var app = await InstalledApp.StartAsync();
        Base(app);
        app.GitHub.Repository("acme/orders").Fork("mallory").Commit("change", "Second", ("catalog-info.yaml", Fixable));
        var pull = app.GitHub.OpenPullRequest("acme/orders", "mallory:change");

        (await app.SettleAsync(pull.Opened)).State.ShouldBe(DeliveryState.Done);

        pull.CheckRuns.ShouldHaveSingleItem().Actions.ShouldBeEmpty();
        app.GitHub.ShouldHonourTheContract();
    }

    [Fact]
    public async Task The_button_commits_the_fixes_and_the_next_check_finds_them_done()
    {
        await using var app = await InstalledApp.StartAsync();
        var pull = Pull(app, Fixable);
        await app.SettleAsync(pull.Opened);
        var run = pull.CheckRuns.ShouldHaveSingleItem();
        run.Actions.ShouldHaveSingleItem().Label.ShouldBe("Fix it");
        app.GitHub.Repository("acme/orders").WithCollaborator("ada");

        (await app.SettleAsync(app.GitHub.Repository("acme/orders").Press(run, "fix"))).State.ShouldBe(DeliveryState.Done);

        app.GitHub.Repository("acme/orders").Text("catalog-info.yaml", "change").ShouldBe(Good);
        await app.SettleAsync(app.GitHub.Deliveries.Last(d => d is { Event: "pull_request", Action: "synchronize" }));
        pull.CheckRuns.ShouldHaveSingleItem().Conclusion.ShouldBe("success");
        app.GitHub.ShouldHonourTheContract();
    }

    [Theory]
    [InlineData("/automation explain")]
    [InlineData("/automation recheck")]
    public async Task Who_may_not_write_cannot_ask(string question)
    {
        await using var app = await InstalledApp.StartAsync();
        var pull = Pull(app, Bad);
        await app.SettleAsync(pull.Opened);

        (await app.SettleAsync(pull.Comment(question, by: "mallory"))).Outcome!.ShouldContain("has no write access");

        pull.Comments.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("/automation help", "/automation recheck")]
    [InlineData("Please:\n/automation explain", "catalog/field-missing")]
    public async Task Who_may_write_is_answered_once(string question, string answer)
    {
        await using var app = await InstalledApp.StartAsync();
        var pull = Pull(app, Bad);
        app.GitHub.Repository("acme/orders").WithCollaborator("grace");
        await app.SettleAsync(pull.Opened);
        var asked = pull.Comment(question, by: "grace");

        await app.SettleAsync(asked);
        await app.SettleAsync(asked with { Guid = Guid.NewGuid() });

        pull.Comments.Where(c => c.Body.StartsWith("<!-- automation:answer:", StringComparison.Ordinal)).ShouldHaveSingleItem().Body.ShouldContain(answer);
        app.GitHub.ShouldHonourTheContract();
    }

    [Fact]
    public async Task A_merge_queue_is_answered_at_its_own_commit()
    {
        await using var app = await InstalledApp.StartAsync();
        var pull = Pull(app, Bad);

        var queued = pull.Queue();
        (await app.SettleAsync(queued)).State.ShouldBe(DeliveryState.Done);

        app.GitHub.Repository("acme/orders").CheckRuns.ShouldHaveSingleItem().Conclusion.ShouldBe("failure");
        pull.Comments.ShouldBeEmpty();
        app.GitHub.ShouldHonourTheContract();
    }

    [Fact]
    public async Task Policy_comes_from_the_base_branch_and_the_organisation()
    {
        await using var app = await InstalledApp.StartAsync();
        app.GitHub.Repository("acme/.github")
            .Commit("main", "First", (".github/automation.yml", "required:\n  - kind: Component\n    labels: [acme.example/tier]\n"));
        var pull = Pull(app, Good.Replace("  name: orders\n", "  name: orders\n  description: All orders\n", StringComparison.Ordinal));

        await app.SettleAsync(pull.Opened);

        pull.CheckRuns.Single().Annotations.ShouldContain(a => a.Message.Contains("acme.example/tier", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(true, "would fail")]
    [InlineData(false, "would pass")]
    public async Task In_shadow_mode_the_check_run_is_neutral_and_shows_what_it_would_be(bool isBad, string verdict)
    {
        await using var app = await InstalledApp.StartAsync();
        app.GitHub.Repository("acme/.github").Commit("main", "First", (".github/automation.yml", "checks: shadow\n"));
        var pull = Pull(app, isBad ? Bad : Good.Replace("  name: orders\n", "  name: orders\n  description: All orders\n", StringComparison.Ordinal));

        (await app.SettleAsync(pull.Opened)).State.ShouldBe(DeliveryState.Done);

        var run = pull.CheckRuns.ShouldHaveSingleItem();
        (run.Status, run.Conclusion).ShouldBe(("completed", "neutral"));
        run.Title!.ShouldStartWith($"Shadow mode, {verdict}: ");
        run.Summary!.ShouldContain($"it **{verdict}**");
        run.Summary!.Contains("lifecycle", StringComparison.Ordinal).ShouldBe(isBad);
        run.Annotations.ShouldBeEmpty();
        pull.Comments.ShouldBeEmpty();
        app.GitHub.ShouldHonourTheContract();
    }

    [Fact]
    public async Task A_repository_cannot_put_itself_into_shadow_mode()
    {
        await using var app = await InstalledApp.StartAsync();
        app.GitHub.Repository("acme/orders").Commit("main", "First", (".github/automation.yml", "checks: shadow\n"));
        app.GitHub.Repository("acme/orders").Commit("change", "Second", ("catalog-info.yaml", Bad));
        var pull = app.GitHub.OpenPullRequest("acme/orders", "change");

        await app.SettleAsync(pull.Opened);

        pull.CheckRuns.ShouldHaveSingleItem().Conclusion.ShouldBe("failure");
    }

    [Fact]
    public async Task A_configuration_that_is_broken_on_the_base_branch_decides_nothing_and_the_organisations_does()
    {
        await using var app = await InstalledApp.StartAsync();
        app.GitHub.Repository("acme/.github").Commit("main", "First", (".github/automation.yml", "pull-requests:\n  drafts: true\n"));
        app.GitHub.Repository("acme/orders").Commit("main", "First", (".github/automation.yml", "pull-requests:\n  drafts: false\nno-such-setting: 1\n"));
        app.GitHub.Repository("acme/orders").Commit("change", "Second", ("catalog-info.yaml", Bad));
        var draft = app.GitHub.OpenPullRequest("acme/orders", "change", draft: true);

        await app.SettleAsync(draft.Opened);

        draft.CheckRuns.ShouldHaveSingleItem().Conclusion.ShouldBe("failure");
    }

    [Theory]
    [InlineData("")]
    [InlineData("# moved\n")]
    public async Task What_a_moved_file_brings_along_does_not_fail(string change)
    {
        await using var app = await InstalledApp.StartAsync();
        app.GitHub.Repository("acme/orders").Commit("main", "First", ("catalog-info.yaml", Bad));
        app.GitHub.Repository("acme/orders").Commit("change", "Second", ("catalog-info.yaml", null), ("orders/catalog-info.yml", change + Bad));
        var pull = app.GitHub.OpenPullRequest("acme/orders", "change");

        await app.SettleAsync(pull.Opened);

        pull.CheckRuns.ShouldHaveSingleItem().Conclusion.ShouldBe("neutral");
        app.GitHub.ShouldHonourTheContract();
    }

    [Fact]
    public async Task More_than_fifty_findings_are_reported_at_their_lines_in_several_requests()
    {
        await using var app = await InstalledApp.StartAsync();
        var pull = Pull(
            app, string.Join("---\n", Enumerable.Range(0, 130).Select(i => Bad.Replace("name: orders", $"name: orders-{i}", StringComparison.Ordinal))));

        await app.SettleAsync(pull.Opened);

        pull.CheckRuns.ShouldHaveSingleItem().Annotations.Count(a => a.Level == "failure").ShouldBe(130);
        app.GitHub.ShouldHonourTheContract();
    }

    [Fact]
    public async Task A_push_during_a_check_is_what_gets_reported()
    {
        await using var app = await InstalledApp.StartAsync();
        var pull = Pull(app, Bad);
        var first = pull.HeadSha;
        var pushed = new TaskCompletionSource();
        app.GitHub.Faults.Next("GET /repos/acme/orders/compare/*", new Testing.GitHub.Fault.Held(pushed.Task));
        var opened = app.SettleAsync(pull.Opened);
        await app.GitHub.WaitFor(() => app.GitHub.Requests.Any(r => r.Path == "/graphql"));
        pull.Push(("catalog-info.yaml", Good));
        pushed.SetResult();

        await opened;

        Concluding(app, first).ShouldBeEmpty();
        pull.CheckRuns.ShouldHaveSingleItem().Conclusion.ShouldBe("success");
    }

    [Fact]
    public async Task A_run_at_a_commit_without_an_event_is_concluded_although_more_pushes_follow()
    {
        await using var app = await InstalledApp.StartAsync();
        var pull = Pull(app, Bad);
        var second = pull.Push(("catalog-info.yaml", Good));
        var begun = pull.HeadSha;
        app.GitHub.Faults.Next("GET /repos/acme/orders/compare/*", new Testing.GitHub.Fault.SecondaryLimit(3));
        await app.Server.DeliverAsync(pull.Opened.Event, Encoding.UTF8.GetString(pull.Opened.Body), "first");
        await app.GitHub.WaitFor(() => app.GitHub.Repository("acme/orders").CheckRuns.Any(r => r.HeadSha == begun));
        await RunningServer.UntilAsync(() => app.Server.Find("first") is { IsRunning: false }, () => "it does not stop");
        var third = pull.Push(("README.md", "Orders"));

        await app.SettleAllAsync([second, third]);

        app.GitHub.Repository("acme/orders").CheckRuns.ShouldAllBe(r => r.Status == "completed");
        pull.CheckRuns.ShouldHaveSingleItem().Conclusion.ShouldBe("success");
    }

    [Fact]
    public async Task What_was_begun_ends_where_the_pull_request_is_closed_before_it_goes_on()
    {
        await using var app = await InstalledApp.StartAsync();
        var pull = Pull(app, Bad);
        app.GitHub.Faults.Next("GET /repos/acme/orders/compare/*", new Testing.GitHub.Fault.SecondaryLimit(3));
        await app.Server.DeliverAsync(pull.Opened.Event, Encoding.UTF8.GetString(pull.Opened.Body), "first");
        await app.GitHub.WaitFor(() => pull.CheckRuns.Count > 0);
        await RunningServer.UntilAsync(() => app.Server.Find("first") is { IsRunning: false }, () => "it does not stop");

        await app.SettleAsync(pull.Close());
        await app.Server.UntilAsync("first", DeliveryState.Done);

        pull.CheckRuns.ShouldHaveSingleItem().Conclusion.ShouldBe("cancelled");
    }

    [Fact]
    public async Task Two_pull_requests_with_one_head_and_different_bases_show_both_results()
    {
        await using var app = await InstalledApp.StartAsync();
        Base(app);

        // What the change keeps broken is pre-existing on 'broken', and new on 'main'.
        app.GitHub.Repository("acme/orders").Commit("broken", "Break it", ("catalog-info.yaml", Bad));
        app.GitHub.Repository("acme/orders").Commit("change", "Break it, and more", ("catalog-info.yaml", Bad), ("README.md", "Orders"));
        var strict = app.GitHub.OpenPullRequest("acme/orders", "change");
        await app.SettleAsync(strict.Opened);
        var lenient = app.GitHub.OpenPullRequest("acme/orders", "change", @base: "broken");
        await app.SettleAsync(lenient.Opened);

        lenient.HeadSha.ShouldBe(strict.HeadSha);
        strict.CheckRuns.Select(r => r.Name).ShouldBe(["automation: broken", "automation: main"], ignoreOrder: true);
        strict.CheckRuns.Single(r => r.Name == "automation: main").Conclusion.ShouldBe("failure");
    }

    [Fact]
    public async Task A_base_that_is_edited_to_main_needs_the_check_of_main()
    {
        await using var app = await InstalledApp.StartAsync();
        Base(app);
        app.GitHub.Repository("acme/orders").Commit("open", "Nobody requires a check here", ("README.md", "Orders"));
        app.GitHub.Repository("acme/orders").Commit("change", "Break it", ("catalog-info.yaml", Bad));
        var pull = app.GitHub.OpenPullRequest("acme/orders", "change", @base: "open");
        await app.SettleAsync(pull.Opened);
        pull.CheckRuns.ShouldNotContain(r => r.Name == "automation: main");

        await app.SettleAsync(pull.ChangeBase("main"));

        pull.CheckRuns.Single(r => r.Name == "automation: main").Conclusion.ShouldBe("failure");
    }

    private static readonly string Fixable = Good.Replace("lifecycle: production", "lifecyle: production", StringComparison.Ordinal);

    private static List<Testing.GitHub.Model.CheckRun> Concluding(InstalledApp app, string sha) =>
        [
            .. app.GitHub.Repository("acme/orders").CheckRuns
                .Where(r => r.HeadSha == sha && r.Status == "completed" && r.Title?.StartsWith("Superseded", StringComparison.Ordinal) != true),
        ];

    private static void Base(InstalledApp app) => app.GitHub.Repository("acme/orders").Commit(
        "main", "First", ("catalog-info.yaml", Good), ("team.yaml", Team), (".github/automation.yml", "descriptors: [catalog-info.yaml, team.yaml]\n"));

    private static Testing.GitHub.Drivers.PullRequestDriver Pull(InstalledApp app, string descriptor)
    {
        Base(app);
        app.GitHub.Repository("acme/orders").Commit("change", "Second", ("catalog-info.yaml", descriptor));
        return app.GitHub.OpenPullRequest("acme/orders", "change");
    }
}
