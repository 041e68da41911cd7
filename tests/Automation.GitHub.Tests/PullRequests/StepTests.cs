using Automation.GitHub.PullRequests;
using Automation.Testing.GitHub;

namespace Automation.GitHub.Tests.PullRequests;

/// <summary>What is written to a pull request is there once, whatever came between.</summary>
public sealed class StepTests
{
    private const string Marker = "<!-- automation:check -->";
    private static readonly WriteIntent NoNote = (_, _) => Task.FromResult<WriteEnded>(_ => Task.CompletedTask);
    private static readonly CheckRunContent Failing = new(
        CheckConclusion.Failure, "1 error", "It is wrong.", [new CheckAnnotation("a.yaml", 1, 1, AnnotationLevel.Failure, "rule", "Wrong.")]);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_check_run_that_a_crash_left_half_written_is_superseded()
    {
        await using var app = await AppOnGitHub.StartAsync();
        var sha = app.GitHub.Repository("acme/orders").Commit("main", "First", ("a.yaml", "a"));
        var step = new CheckRunStep(await app.OrdersAsync(), app.GitHub.App.Id, NoNote, TimeProvider.System);
        var many = Failing with { Annotations = [.. Enumerable.Range(1, 60).Select(i => Failing.Annotations[0] with { Line = i, EndLine = i })] };

        // The first fifty arrive, the answer to the rest is lost before it counts.
        app.GitHub.Faults.Next(2, "PATCH /repos/acme/orders/check-runs/*", new Fault.ResetAfterEffect());
        await Should.ThrowAsync<HttpRequestException>(() => step.WriteAsync(new CheckedCommit(sha, "pull/1", "main"), many, Token));
        app.GitHub.Faults.Clear();
        await step.WriteAsync(new CheckedCommit(sha, "pull/1", "main"), many, Token);

        var runs = app.GitHub.Repository("acme/orders").CheckRuns;
        var superseded = runs.Where(r => r.Title!.StartsWith("Superseded", StringComparison.Ordinal)).ShouldHaveSingleItem();
        runs.ShouldAllBe(r => r.Conclusion == "failure", "GitHub shows the newest of a name, and neutral would count as passed");
        runs.Where(r => r.Id != superseded.Id).ShouldHaveSingleItem().Annotations.Count.ShouldBe(60);
        app.GitHub.ShouldHonourTheContract();
    }

    [Fact]
    public async Task A_check_run_that_was_written_though_its_answer_was_lost_is_not_written_again()
    {
        await using var app = await AppOnGitHub.StartAsync();
        var sha = app.GitHub.Repository("acme/orders").Commit("main", "First", ("a.yaml", "a"));
        var step = new CheckRunStep(await app.OrdersAsync(), app.GitHub.App.Id, NoNote, TimeProvider.System);
        app.GitHub.Faults.Next("PATCH /repos/acme/orders/check-runs/*", new Fault.ResetAfterEffect());
        await Should.ThrowAsync<HttpRequestException>(() => step.WriteAsync(new CheckedCommit(sha, "pull/1", "main"), Failing, Token));

        await step.WriteAsync(new CheckedCommit(sha, "pull/1", "main"), Failing, Token);

        app.GitHub.Repository("acme/orders").CheckRuns.ShouldHaveSingleItem().Annotations.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Two_pull_requests_of_one_commit_have_a_check_run_each()
    {
        await using var app = await AppOnGitHub.StartAsync();
        var sha = app.GitHub.Repository("acme/orders").Commit("main", "First", ("a.yaml", "a"));
        var step = new CheckRunStep(await app.OrdersAsync(), app.GitHub.App.Id, NoNote, TimeProvider.System);

        await step.WriteAsync(new CheckedCommit(sha, "pull/1", "main"), Failing, Token);
        await step.WriteAsync(new CheckedCommit(sha, "pull/12", "main"), Failing with { Conclusion = CheckConclusion.Success }, Token);

        app.GitHub.Repository("acme/orders").CheckRuns.Select(r => r.Conclusion).ShouldBe(["failure", "success"]);
    }

    [Fact]
    public async Task A_pull_request_whose_base_is_edited_gets_a_run_of_the_new_name_and_the_one_in_progress_ends()
    {
        await using var app = await AppOnGitHub.StartAsync();
        var sha = app.GitHub.Repository("acme/orders").Commit("main", "First", ("a.yaml", "a"));
        var step = new CheckRunStep(await app.OrdersAsync(), app.GitHub.App.Id, NoNote, TimeProvider.System);
        await step.AnnounceAsync(new CheckedCommit(sha, "pull/1", "feature"), Token);

        await step.AnnounceAsync(new CheckedCommit(sha, "pull/1", "main"), Token);
        await step.WriteAsync(new CheckedCommit(sha, "pull/1", "main"), Failing, Token);

        app.GitHub.Repository("acme/orders").CheckRuns
            .Select(r => (r.Name, r.Conclusion))
            .ShouldBe([("automation: feature", "cancelled"), ("automation: main", "failure")], ignoreOrder: true);
    }

    [Fact]
    public async Task A_branch_set_back_to_a_commit_that_it_had_left_is_in_progress_again()
    {
        await using var app = await AppOnGitHub.StartAsync();
        var sha = app.GitHub.Repository("acme/orders").Commit("main", "First", ("a.yaml", "a"));
        var step = new CheckRunStep(await app.OrdersAsync(), app.GitHub.App.Id, NoNote, TimeProvider.System);
        var commit = new CheckedCommit(sha, "pull/1", "main");
        await step.AnnounceAsync(commit, Token);
        await step.SupersedeAsync(commit, Token);

        await step.AnnounceAsync(commit, Token);

        app.GitHub.Repository("acme/orders").CheckRuns.Select(r => r.Conclusion ?? r.Status).ShouldBe(["cancelled", "in_progress"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_comment_is_found_behind_hundreds_of_others_and_only_where_it_is_ours()
    {
        await using var app = await AppOnGitHub.StartAsync();
        app.GitHub.Repository("acme/orders").Commit("main", "First", ("a.yaml", "a"));
        app.GitHub.Repository("acme/orders").Commit("change", "Second", ("a.yaml", "b"));
        var pull = app.GitHub.OpenPullRequest("acme/orders", "change");
        pull.Comment($"{Marker}\nNot ours, though it says so.", by: "mallory");
        for (var i = 0; i < 230; i++)
        {
            pull.Comment($"Comment {i}");
        }

        var step = new CommentStep(await app.OrdersAsync(), app.Access.LoginAsync, NoNote);
        await step.WriteAsync(pull.Number, Marker, $"{Marker}\nFirst.", Token);
        await step.WriteAsync(pull.Number, Marker, $"{Marker}\nSecond.", Token);
        pull.Comments.Count.ShouldBe(232);
        pull.Comments[^1].Body.ShouldBe($"{Marker}\nSecond.");

        await step.WriteAsync(pull.Number, Marker, null, Token);
        pull.Comments.Count.ShouldBe(231);
        app.GitHub.ShouldHonourTheContract();
    }

    [Theory]
    [InlineData("@@ -1,3 +1,4 @@ class\n a\n+b\n c\n d", "1-4")]
    [InlineData("@@ -1 +1 @@\n-a\n+b", "1-1")]
    [InlineData("@@ -1,2 +0,0 @@\n-a\n-b", "")]
    [InlineData("@@ -1,3 +1,3 @@\n a\n@@ -10,2 +12,5 @@\n+@@ -1 +99,99 @@", "1-3 12-16")]
    [InlineData("", "")]
    [InlineData(null, "")]
    public void The_lines_that_take_a_comment_are_those_of_the_hunks(string? patch, string lines) =>
        string.Join(' ', ShownLines.Of(patch).Select(l => $"{l.First}-{l.Last}")).ShouldBe(lines);
}
