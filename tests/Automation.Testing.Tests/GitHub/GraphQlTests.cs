using System.Text;
using System.Text.Json.Nodes;
using Automation.Testing.GitHub;

namespace Automation.Testing.Tests.GitHub;

public sealed class GraphQlTests
{
    [Fact]
    public async Task A_commit_is_made_only_on_the_head_that_was_expected()
    {
        await using var gitHub = await FakeGitHub.StartAsync();
        var repository = gitHub.Repository("acme/orders");
        var head = repository.Commit("main", "First", ("a", "1"), ("b", "1"));
        using var api = new Api(gitHub);

        var made = await api.Post("/api/graphql", Commit(head));
        var stale = await api.Post("/graphql", Commit(head));

        ((string?)made["data"]["createCommitOnBranch"]!["commit"]!["oid"]).ShouldBe(repository.Tip("main"));
        (repository.Text("a"), repository.Text("b")).ShouldBe(("2", null));
        ((string?)stale["errors"][0]!["type"]).ShouldBe("STALE_DATA");
    }

    [Fact]
    public async Task A_comment_is_hidden()
    {
        await using var gitHub = await FakeGitHub.StartAsync();
        gitHub.Repository("acme/orders").Commit("main", "First", ("a", "1"));
        gitHub.Repository("acme/orders").Commit("change", "Second", ("a", "2"));
        var pull = gitHub.OpenPullRequest("acme/orders", "change");
        pull.Comment("Old");
        using var api = new Api(gitHub);

        var hidden = await api.Post("/graphql", new JsonObject
        {
            ["query"] = "mutation($input: MinimizeCommentInput!) { minimizeComment(input: $input) { minimizedComment { isMinimized } } }",
            ["variables"] = new JsonObject { ["input"] = new JsonObject { ["subjectId"] = pull.Comments[0].NodeId, ["classifier"] = "OUTDATED" } },
        });

        ((bool)hidden["data"]["minimizeComment"]!["minimizedComment"]!["isMinimized"]!).ShouldBeTrue();
        pull.Comments[0].MinimizedBecause.ShouldBe("OUTDATED");
    }

    private static JsonObject Commit(string head) => new()
    {
        ["query"] = "mutation($input: CreateCommitOnBranchInput!) { createCommitOnBranch(input: $input) { commit { oid } } }",
        ["variables"] = new JsonObject
        {
            ["input"] = new JsonObject
            {
                ["branch"] = new JsonObject { ["repositoryNameWithOwner"] = "acme/orders", ["branchName"] = "main" },
                ["message"] = new JsonObject { ["headline"] = "Second" },
                ["expectedHeadOid"] = head,
                ["fileChanges"] = new JsonObject
                {
                    ["additions"] = new JsonArray(new JsonObject { ["path"] = "a", ["contents"] = Convert.ToBase64String(Encoding.UTF8.GetBytes("2")) }),
                    ["deletions"] = new JsonArray(new JsonObject { ["path"] = "b" }),
                },
            },
        },
    };
}
