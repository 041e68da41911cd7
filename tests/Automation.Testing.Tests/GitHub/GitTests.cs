using System.Text;
using System.Text.Json.Nodes;
using Automation.Testing.GitHub;

namespace Automation.Testing.Tests.GitHub;

public sealed class GitTests : IDisposable
{
    private readonly GitSandbox _sandbox = GitSandbox.Create();

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public async Task A_repository_on_disk_is_served_under_the_names_that_git_gave()
    {
        _sandbox.With("catalog-info.yaml", "kind: Component\n").With("docs/a.md", "# A\n").WithLink("docs/link", "a.md").Commit();
        var head = _sandbox.With("docs/b.md", "# Ä\n").Commit();
        await using var gitHub = await FakeGitHub.StartAsync();
        gitHub.Repository("acme/orders").Load(_sandbox.Path);
        using var api = new Api(gitHub);

        var commit = await api.Get("/repos/acme/orders/commits/main");
        var tree = await api.Get($"/repos/acme/orders/git/trees/{head}?recursive=1");

        ((string?)commit["sha"]).ShouldBe(head);
        ((string?)tree["sha"]).ShouldBe(_sandbox.Git("rev-parse", "HEAD^{tree}"));
        tree["tree"].AsArray()
            .Select(e => $"{e!["mode"]} {e["type"]} {e["sha"]}\t{e["path"]}")
            .ShouldBe(_sandbox.Git("ls-tree", "-r", "-t", "HEAD").Split('\n'));
        gitHub.ShouldHonourTheContract();
    }

    [Fact]
    public async Task What_is_committed_through_the_api_has_the_names_that_git_gives()
    {
        _sandbox.With("a.txt", "one\n").Commit();
        await using var gitHub = await FakeGitHub.StartAsync();
        gitHub.Repository("acme/orders").Load(_sandbox.Path);
        using var api = new Api(gitHub);
        var head = _sandbox.Git("rev-parse", "HEAD");

        var blob = await api.Post(
            "/repos/acme/orders/git/blobs",
            new JsonObject { ["content"] = Convert.ToBase64String(Encoding.UTF8.GetBytes("two\n")), ["encoding"] = "base64" });
        var tree = await api.Post("/repos/acme/orders/git/trees", new JsonObject
        {
            ["base_tree"] = _sandbox.Git("rev-parse", "HEAD^{tree}"),
            ["tree"] = new JsonArray(
                new JsonObject { ["path"] = "folder/b.txt", ["mode"] = "100644", ["type"] = "blob", ["sha"] = (string?)blob["sha"] },
                new JsonObject { ["path"] = "a.txt", ["mode"] = "100644", ["type"] = "blob", ["sha"] = null }),
        });
        var ada = new JsonObject { ["name"] = "Ada", ["email"] = "ada@acme.example", ["date"] = "2024-01-02T03:04:05Z" };
        var commit = await api.Post(
            "/repos/acme/orders/git/commits",
            new JsonObject { ["message"] = "A change\n", ["tree"] = (string?)tree["sha"], ["parents"] = new JsonArray(head), ["author"] = ada });
        var moved = await api.Patch("/repos/acme/orders/git/refs/heads/main", new JsonObject { ["sha"] = (string?)commit["sha"] });

        moved.Status.ShouldBe(200);
        ((string?)commit["sha"]).ShouldBe(_sandbox.Without("a.txt").With("folder/b.txt", "two\n").Commit());
        gitHub.Repository("acme/orders").Text("folder/b.txt").ShouldBe("two\n");
        gitHub.ShouldHonourTheContract();
    }

    [Fact]
    public async Task A_ref_moves_forward_only_unless_forced()
    {
        await using var gitHub = await FakeGitHub.StartAsync();
        var repository = gitHub.Repository("acme/orders");
        var first = repository.Commit("main", "First", ("a", "1"));
        var second = repository.Commit("main", "Second", ("a", "2"));
        using var api = new Api(gitHub);

        var refused = await api.Patch("/repos/acme/orders/git/refs/heads/main", new JsonObject { ["sha"] = first });
        var again = await api.Post("/repos/acme/orders/git/refs", new JsonObject { ["ref"] = "refs/heads/main", ["sha"] = second });
        var made = await api.Post("/repos/acme/orders/git/refs", new JsonObject { ["ref"] = "refs/heads/feature/x", ["sha"] = first });
        var read = await api.Get("/repos/acme/orders/git/ref/heads/feature/x");
        var deleted = await api.Delete("/repos/acme/orders/git/refs/heads/feature/x");
        var forced = await api.Patch("/repos/acme/orders/git/refs/heads/main", new JsonObject { ["sha"] = first, ["force"] = true });

        (refused.Status, refused.Message).ShouldBe((422, "Update is not a fast forward"));
        (again.Status, again.Message).ShouldBe((422, "Reference already exists"));
        (made.Status, read.Status, deleted.Status, forced.Status).ShouldBe((201, 200, 204, 200));
        (await api.Get("/repos/acme/orders/git/ref/heads/feature/x")).Status.ShouldBe(404);
        gitHub.ShouldHonourTheContract();
    }

    [Fact]
    public async Task A_comparison_begins_at_the_merge_base()
    {
        await using var gitHub = await FakeGitHub.StartAsync();
        var repository = gitHub.Repository("acme/orders");
        var shared = repository.Commit("main", "First", ("kept", "1\n"), ("moved", "a\nb\nc\nd\n"), ("gone", "x\n"));
        repository.Commit("change", "Second", ("moved", null), ("to/moved", "a\nb\nc\nD\n"), ("gone", null), ("new", "1\n2\n"), ("kept", "2\n"));
        repository.Commit("main", "Third", ("other", "1\n"));
        using var api = new Api(gitHub);

        var compared = await api.Get("/repos/acme/orders/compare/main...change");

        ((string?)compared["merge_base_commit"]["sha"]).ShouldBe(shared);
        ((string?)compared["status"], (int)compared["ahead_by"], (int)compared["behind_by"]).ShouldBe(("diverged", 1, 1));
        compared["files"].AsArray().Select(f => $"{f!["status"]} {f["previous_filename"]} {f["filename"]} +{f["additions"]} -{f["deletions"]}")
            .ShouldBe(["removed  gone +0 -1", "modified  kept +1 -1", "added  new +2 -0", "renamed moved to/moved +1 -1"]);
        ((string?)compared["files"][3]!["patch"]).ShouldBe("@@ -1,4 +1,4 @@\n a\n b\n c\n-d\n+D");
        gitHub.ShouldHonourTheContract();
    }

    [Fact]
    public async Task Large_trees_and_comparisons_are_cut_short()
    {
        await using var gitHub = await FakeGitHub.StartAsync(new() { MostTreeEntries = 5, MostComparedFiles = 3 });
        var repository = gitHub.Repository("acme/orders");
        repository.Commit("main", "First", ("a", "1"));
        repository.Commit("change", Enumerable.Range(0, 9).ToDictionary(i => $"f{i}", string? (i) => $"{i}"));
        using var api = new Api(gitHub);

        var tree = await api.Get("/repos/acme/orders/git/trees/change?recursive=1");
        var compared = await api.Get("/repos/acme/orders/compare/main...change");

        ((bool)tree["truncated"], tree["tree"].AsArray().Count).ShouldBe((true, 5));
        compared["files"].AsArray().Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_large_tree_is_listed_like_a_small_one()
    {
        await using var gitHub = await FakeGitHub.StartAsync(new() { MostTreeEntries = 2_100 });
        var repository = gitHub.Repository("acme/orders");
        repository.Commit("main", "First", ("src/a/f", "1"), ("src/b", "2"), ("z", "3"));
        var files = Enumerable.Range(0, 2_000).ToDictionary(i => $"src/part-{i % 20}/f{i}", string? (i) => $"{i}");
        repository.Commit("large", files);
        repository.Commit("larger", Enumerable.Range(0, 2_200).ToDictionary(i => $"src/part-{i % 20}/f{i}", string? (i) => $"{i}"));
        using var api = new Api(gitHub);

        var small = await api.Get("/repos/acme/orders/git/trees/main?recursive=1");
        var large = await api.Get("/repos/acme/orders/git/trees/large?recursive=1");
        var larger = await api.Get("/repos/acme/orders/git/trees/larger?recursive=1");

        large.Json.AsObject().Select(m => m.Key).ShouldBe(small.Json.AsObject().Select(m => m.Key));
        Files(large).ShouldBe(files.Keys.Concat(["src/a/f", "src/b", "z"]), ignoreOrder: true);
        Members(large, "src/b").ShouldBe(Members(small, "src/b"));
        Members(large, "src/a").ShouldBe(Members(small, "src/a"));
        ((bool)large["truncated"], (bool)larger["truncated"], larger["tree"].AsArray().Count).ShouldBe((false, true, 2_100));
        gitHub.ShouldHonourTheContract();

        static IEnumerable<string> Files(Reply tree) => tree["tree"].AsArray().Where(e => (string?)e!["type"] == "blob").Select(e => (string)e!["path"]!);
        static string Members(Reply tree, string path) => tree["tree"].AsArray().Single(e => (string?)e!["path"] == path)!.ToJsonString();
    }

    [Fact]
    public async Task Files_and_folders_are_read_by_path()
    {
        await using var gitHub = await FakeGitHub.StartAsync();
        var repository = gitHub.Repository("acme/orders");
        repository.Commit("main", "First", ("docs/read me.md", "# Ä\n"), ("b", "1"));
        repository.Commit("feature/x", "Second", ("b", "2"));
        using var api = new Api(gitHub);

        var file = await api.Get("/repos/acme/orders/contents/docs/read%20me.md");
        var folder = await api.Get("/repos/acme/orders/contents/docs");
        var other = await api.Get("/repos/acme/orders/contents/b?ref=feature/x", ("Accept", "application/vnd.github.raw+json"));
        var root = await api.Get("/repos/acme/orders/contents/");
        var branch = await api.Get("/repos/acme/orders/branches/feature%2Fx");

        Encoding.UTF8.GetString(Convert.FromBase64String((string)file["content"]!)).ShouldBe("# Ä\n");
        folder.Items.Select(f => (string?)f!["path"]).ShouldBe(["docs/read me.md"]);
        other.Text.ShouldBe("2");
        root.Items.Select(f => $"{f!["type"]} {f["name"]}").ShouldBe(["file b", "dir docs"]);
        branch.Status.ShouldBe(200);
        (await api.Get("/repos/acme/orders/contents/absent")).Status.ShouldBe(404);
        gitHub.ShouldHonourTheContract();
    }

    [Fact]
    public async Task A_renamed_repository_is_found_under_its_number()
    {
        await using var gitHub = await FakeGitHub.StartAsync();
        var repository = gitHub.Repository("acme/orders");
        repository.Commit("main", "First", ("a", "1"));
        repository.Rename("ordering");
        using var api = new Api(gitHub);

        var old = await api.Get("/repos/acme/orders/git/ref/heads/main");
        var found = await api.Get(new Uri(old.Headers["Location"]).PathAndQuery);

        old.Status.ShouldBe(301);
        found.Status.ShouldBe(200);
        ((string?)(await api.Get($"/repositories/{repository.Hosted.Id}"))["full_name"]).ShouldBe("acme/ordering");
        gitHub.ShouldHonourTheContract();
    }

    [Fact]
    public async Task An_archived_repository_is_read_only()
    {
        await using var gitHub = await FakeGitHub.StartAsync();
        var repository = gitHub.Repository("acme/orders");
        var sha = repository.Commit("main", "First", ("a", "1"));
        repository.Archive();
        using var api = new Api(gitHub);

        ((bool)(await api.Get("/repos/acme/orders"))["archived"]).ShouldBeTrue();
        var write = await api.Post("/repos/acme/orders/git/refs", new JsonObject { ["ref"] = "refs/heads/x", ["sha"] = sha });
        (write.Status, write.Message).ShouldBe((403, "Repository was archived so is read-only."));
    }
}
