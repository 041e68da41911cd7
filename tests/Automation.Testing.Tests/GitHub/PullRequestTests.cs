using System.Text.Json.Nodes;
using Automation.Testing.GitHub;
using Automation.Testing.GitHub.Drivers;

namespace Automation.Testing.Tests.GitHub;

public sealed class PullRequestTests
{
    [Fact]
    public async Task A_pull_request_comment_reports_the_changes()
    {
        await using var gitHub = await FakeGitHub.StartAsync();
        var pull = Opened(gitHub);
        using var api = new Api(gitHub);

        var read = await api.Get($"/repos/acme/orders/pulls/{pull.Number}");
        var files = await api.Get($"/repos/acme/orders/pulls/{pull.Number}/files");
        var merge = await api.Get($"/repos/acme/orders/git/ref/pull/{pull.Number}/merge");

        ((string?)read["head"]["sha"]).ShouldBe(pull.HeadSha);
        ((bool?)read["mergeable"], (int)read["changed_files"]).ShouldBe((true, 1));
        files.Items.Select(f => (string?)f!["filename"]).ShouldBe(["a"]);
        ((string?)merge["object"]["sha"]).ShouldBe((string?)read["merge_commit_sha"]);
        gitHub.ShouldHonourTheContract();
    }

    [Fact]
    public async Task Pull_requests_are_listed_by_state_head_and_base()
    {
        await using var gitHub = await FakeGitHub.StartAsync();
        var pull = Opened(gitHub);
        using var api = new Api(gitHub);

        (await api.Get("/repos/acme/orders/pulls")).Items.Count.ShouldBe(1);
        (await api.Get("/repos/acme/orders/pulls?head=acme:change&base=main")).Items.Count.ShouldBe(1);
        (await api.Get("/repos/acme/orders/pulls?head=acme:other")).Items.Count.ShouldBe(0);
        (await api.Get($"/repos/acme/orders/commits/{pull.HeadSha}/pulls")).Items.Count.ShouldBe(1);
        pull.Close();
        (await api.Get("/repos/acme/orders/pulls")).Items.Count.ShouldBe(0);
        (await api.Get("/repos/acme/orders/pulls?state=all")).Items.Count.ShouldBe(1);
        gitHub.ShouldHonourTheContract();
    }

    [Fact]
    public async Task The_app_opens_and_closes_one()
    {
        await using var gitHub = await FakeGitHub.StartAsync();
        var repository = gitHub.Repository("acme/orders");
        repository.Commit("main", "First", ("a", "1\n"));
        repository.Commit("change", "Second", ("a", "2\n"));
        using var api = new Api(gitHub);
        JsonObject Wanted(string head) => new() { ["title"] = "T", ["head"] = head, ["base"] = "main" };

        var opened = await api.Post("/repos/acme/orders/pulls", Wanted("change"));
        var twice = await api.Post("/repos/acme/orders/pulls", Wanted("change"));
        var unknown = await api.Post("/repos/acme/orders/pulls", Wanted("unknown"));
        var same = await api.Post("/repos/acme/orders/pulls", Wanted("main"));
        var closed = await api.Patch("/repos/acme/orders/pulls/1", new JsonObject { ["state"] = "closed" });

        (opened.Status, (string?)opened["user"]["login"]).ShouldBe((201, "automation[bot]"));
        ((string?)twice["errors"][0]!["message"]).ShouldBe("A pull request already exists for acme:change.");
        (unknown.Status, (string?)unknown["errors"][0]!["field"]).ShouldBe((422, "head"));
        ((string?)same["errors"][0]!["message"]).ShouldBe("No commits between main and main");
        (closed.Status, (string?)closed["state"]).ShouldBe((200, "closed"));
        gitHub.ShouldHonourTheContract();
    }

    [Fact]
    public async Task A_conflict_leaves_no_merge_ref()
    {
        await using var gitHub = await FakeGitHub.StartAsync();
        var pull = Opened(gitHub);
        gitHub.Repository("acme/orders").Commit("main", "Third", ("a", "3\n"));
        using var api = new Api(gitHub);

        var read = await api.Get($"/repos/acme/orders/pulls/{pull.Number}");

        ((bool?)read["mergeable"], (string?)read["mergeable_state"]).ShouldBe((false, "dirty"));
        (await api.Get($"/repos/acme/orders/git/ref/pull/{pull.Number}/merge")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task A_review_comments_on_lines_of_the_difference_only()
    {
        await using var gitHub = await FakeGitHub.StartAsync();
        var pull = Opened(gitHub);
        using var api = new Api(gitHub);
        JsonObject Review(int line) => new()
        {
            ["event"] = "COMMENT",
            ["commit_id"] = pull.HeadSha,
            ["body"] = "See below",
            ["comments"] = new JsonArray(new JsonObject { ["path"] = "a", ["line"] = line, ["side"] = "RIGHT", ["body"] = "```suggestion\n3\n```" }),
        };

        var outside = await api.Post("/repos/acme/orders/pulls/1/reviews", Review(99));
        var inside = await api.Post("/repos/acme/orders/pulls/1/reviews", Review(1));
        var single = await api.Post(
            "/repos/acme/orders/pulls/1/comments",
            new JsonObject { ["path"] = "a", ["line"] = 99, ["side"] = "RIGHT", ["body"] = "x", ["commit_id"] = pull.HeadSha });

        (outside.Status, (string?)outside["errors"][0]).ShouldBe((422, "Line could not be resolved"));
        inside.Status.ShouldBe(200);
        ((string?)single["errors"][0]!["message"]).ShouldBe("pull_request_review_thread.line must be part of the diff");
        (await api.Get("/repos/acme/orders/pulls/1/reviews")).Items.Count.ShouldBe(1);
        (await api.Get("/repos/acme/orders/pulls/1/comments")).Items.Select(c => (int?)c!["line"]).ShouldBe([1]);
        pull.ReviewComments.Count.ShouldBe(1);
        gitHub.ShouldHonourTheContract();
    }

    private static PullRequestDriver Opened(FakeGitHub gitHub)
    {
        var repository = gitHub.Repository("acme/orders");
        repository.Commit("main", "First", ("a", "1\n"), ("b", "1\n"));
        repository.Commit("change", "Second", ("a", "2\n"));
        return gitHub.OpenPullRequest("acme/orders", head: "change", @base: "main");
    }
}
