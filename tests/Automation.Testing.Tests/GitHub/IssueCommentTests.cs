using System.Text.Json.Nodes;
using Automation.Testing.GitHub;

namespace Automation.Testing.Tests.GitHub;

public sealed class IssueCommentTests
{
    private const string Path = "/repos/acme/orders/issues/1/comments";

    [Fact]
    public async Task Comments_are_written_read_edited_and_deleted()
    {
        await using var gitHub = await FakeGitHub.StartAsync();
        using var api = Ready(gitHub);

        var made = await api.Post(Path, new JsonObject { ["body"] = "One" });
        var edited = await api.Patch($"/repos/acme/orders/issues/comments/{made["id"]}", new JsonObject { ["body"] = "Two" });
        var liked = await api.Post($"/repos/acme/orders/issues/comments/{made["id"]}/reactions", new JsonObject { ["content"] = "+1" });
        var again = await api.Post($"/repos/acme/orders/issues/comments/{made["id"]}/reactions", new JsonObject { ["content"] = "+1" });
        var listed = await api.Get(Path);
        var deleted = await api.Delete($"/repos/acme/orders/issues/comments/{made["id"]}");

        (made.Status, edited.Status, liked.Status, again.Status, deleted.Status).ShouldBe((201, 200, 201, 200, 204));
        ((string?)listed.Items[0]!["body"], (string?)listed.Items[0]!["user"]!["type"]).ShouldBe(("Two", "Bot"));
        (await api.Get(Path)).Items.Count.ShouldBe(0);
        gitHub.ShouldHonourTheContract();
    }

    [Fact]
    public async Task A_body_over_65536_characters_is_refused()
    {
        await using var gitHub = await FakeGitHub.StartAsync();
        using var api = Ready(gitHub);

        (await api.Post(Path, new JsonObject { ["body"] = new string('x', 65_536) })).Status.ShouldBe(201);
        var over = await api.Post(Path, new JsonObject { ["body"] = new string('x', 65_537) });

        (over.Status, (string?)over["errors"][0]!["message"]).ShouldBe((422, "Body is too long (maximum is 65536 characters)"));
    }

    [Fact]
    public async Task Of_many_at_once_none_is_lost()
    {
        await using var gitHub = await FakeGitHub.StartAsync();
        using var api = Ready(gitHub);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(async writer =>
        {
            for (var i = 0; i < 25; i++)
            {
                (await api.Post(Path, new JsonObject { ["body"] = $"{writer} {i}" })).Status.ShouldBe(201);
            }
        }));

        gitHub.Repository("acme/orders").Comments.DistinctBy(c => c.Id).Select(c => c.Body).Distinct().Count().ShouldBe(200);
        gitHub.Requests.Count.ShouldBe(200);
    }

    [Fact]
    public async Task Pages_are_linked()
    {
        await using var gitHub = await FakeGitHub.StartAsync();
        using var api = Ready(gitHub);
        for (var i = 0; i < 5; i++)
        {
            await api.Post(Path, new JsonObject { ["body"] = $"{i}" });
        }

        var second = await api.Get($"{Path}?per_page=2&page=2");

        second.Items.Select(c => (string?)c!["body"]).ShouldBe(["2", "3"]);
        second.Headers["Link"].ShouldBe(
            $"<{gitHub.Url}repos/acme/orders/issues/1/comments?per_page=2&page=1>; rel=\"prev\", "
            + $"<{gitHub.Url}repos/acme/orders/issues/1/comments?per_page=2&page=3>; rel=\"next\", " +
            $"<{gitHub.Url}repos/acme/orders/issues/1/comments?per_page=2&page=3>; rel=\"last\", "
            + $"<{gitHub.Url}repos/acme/orders/issues/1/comments?per_page=2&page=1>; rel=\"first\"");
        (await api.Get($"{Path}?per_page=1000")).Items.Count.ShouldBe(5);
    }

    private static Api Ready(FakeGitHub gitHub)
    {
        gitHub.Repository("acme/orders").Commit("main", "First", ("a", "1"));
        gitHub.Repository("acme/orders").Commit("change", "Second", ("a", "2"));
        gitHub.OpenPullRequest("acme/orders", "change");
        return new Api(gitHub);
    }
}
