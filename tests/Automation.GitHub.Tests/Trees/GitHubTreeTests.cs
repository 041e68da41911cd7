using System.Text;
using Automation.Core.Trees;
using Automation.GitHub.Budgets;
using Automation.GitHub.Trees;
using Automation.Testing;
using Automation.Testing.GitHub;

namespace Automation.GitHub.Tests.Trees;

/// <summary>A commit on GitHub has the files that a clone of it has.</summary>
public sealed class GitHubTreeTests
{
    private static readonly RepositoryName Some = new("acme", "orders");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(100_000)]
    [InlineData(3)]
    public async Task It_lists_what_there_is_even_where_GitHub_cuts_the_list_off(int mostEntries)
    {
        await using var app = await AppOnGitHub.StartAsync(new FakeGitHubOptions { MostTreeEntries = mostEntries });
        var commit = app.GitHub.Repository("acme/orders").Commit(
            "main",
            "First",
            ("README.md", "Orders"),
            ("a/b/c.yaml", "c"),
            ("a/b/d.yaml", "d"),
            ("a/x", "x"),
            ("z/y.yaml", "y"),
            ("a/node_modules/p/catalog-info.yaml", "not ours"));

        var tree = await GitHubTree.OpenAsync(await app.OrdersAsync(), commit, app.Cache, Token);

        tree.List(Token).Select(f => f.Path).ShouldBe(["README.md", "a/b/c.yaml", "a/b/d.yaml", "a/x", "z/y.yaml"]);
        tree.Tracked(Token).ShouldBe(["README.md", "a/b/c.yaml", "a/b/d.yaml", "a/node_modules/p/catalog-info.yaml", "a/x", "z/y.yaml"]);
        tree.Unreadable.ShouldBeEmpty();
        app.GitHub.ShouldHonourTheContract();
    }

    [Theory]
    [InlineData(100_000)]
    [InlineData(3)]
    public async Task A_submodule_is_one_tracked_path_and_no_file(int mostEntries)
    {
        using var sandbox = GitSandbox.Create();
        sandbox.With("vendor/a/b.c", "").With("c", "").Commit();
        sandbox.Git("update-index", "--add", "--cacheinfo", $"160000,{sandbox.Git("rev-parse", "HEAD")},vendor/lib");
        sandbox.Git("commit", "--quiet", "--message", "A submodule");
        await using var app = await AppOnGitHub.StartAsync(new FakeGitHubOptions { MostTreeEntries = mostEntries });
        app.GitHub.Repository("acme/orders").Load(sandbox.Path);

        var tree = await GitHubTree.OpenAsync(await app.OrdersAsync(), sandbox.Git("rev-parse", "HEAD"), app.Cache, Token);

        tree.Tracked(Token).ShouldBe(["c", "vendor/a/b.c", "vendor/lib"]);
        tree.List(Token).Select(f => f.Path).ShouldBe(["c", "vendor/a/b.c"]);
    }

    [Fact]
    public async Task A_link_is_listed_and_not_followed_and_a_large_file_is_not_fetched()
    {
        using var sandbox = GitSandbox.Create();
        var commit = sandbox.With("large", new string('a', 1000)).WithLink("link", "large").Commit();
        await using var app = await AppOnGitHub.StartAsync();
        app.GitHub.Repository("acme/orders").Load(sandbox.Path);

        var tree = await GitHubTree.OpenAsync(await app.OrdersAsync(), commit, app.Cache, Token);

        tree.Find("link")!.Kind.ShouldBe(FileKind.Link);
        tree.Read("link", 1000, Token).ShouldBeOfType<FileContent.Unreadable>();
        tree.Read("large", 999, Token).ShouldBe(new FileContent.TooLarge(1000));
        tree.Read("none", 999, Token).ShouldBeOfType<FileContent.Missing>();
        app.GitHub.Requests.ShouldNotContain(r => r.Path.Contains("/git/blobs/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_link_is_followed_where_that_is_asked_for_as_in_a_clone()
    {
        using var sandbox = GitSandbox.Create();
        var commit = sandbox.With("a/file", "text")
            .WithLink("b/link", "../a/file")
            .WithLink("out", "../../etc/passwd")
            .WithLink("loop", "loop")
            .WithLink("folder", "a")
            .Commit();
        await using var app = await AppOnGitHub.StartAsync();
        app.GitHub.Repository("acme/orders").Load(sandbox.Path);

        var tree = new FollowedLinks(await GitHubTree.OpenAsync(await app.OrdersAsync(), commit, app.Cache, Token));

        tree.Find("b/link")!.ShouldBe(tree.Find("a/file")! with { Path = "b/link" });
        tree.Read("b/link", 4, Token).ShouldBeOfType<FileContent.Whole>().LinkTarget.ShouldBe("a/file");
        tree.Read("b/link", 3, Token).ShouldBeOfType<FileContent.TooLarge>();
        foreach (var path in new[] { "out", "loop", "folder" })
        {
            tree.Find(path)!.Kind.ShouldBe(FileKind.Link);
            tree.Read(path, 100, Token).ShouldBeOfType<FileContent.Unreadable>().Reason.ShouldStartWith("it is a symbolic link to ");
        }
    }

    [Fact]
    public async Task What_both_sides_share_is_fetched_once()
    {
        await using var app = await AppOnGitHub.StartAsync();
        var repository = app.GitHub.Repository("acme/orders");
        var before = repository.Commit("main", "First", ("a.yaml", "a"), ("b.yaml", "b"));
        var after = repository.Commit("main", "Second", ("b.yaml", "changed"));
        var orders = await app.OrdersAsync();
        foreach (var commit in new[] { before, after, after })
        {
            var tree = await GitHubTree.OpenAsync(orders, commit, app.Cache, Token);
            await tree.FetchAsync(_ => true, long.MaxValue, Token);
            Text(tree, "a.yaml").ShouldBe("a");
        }

        app.GitHub.Requests.Count(r => r.Path.Contains("/git/blobs/", StringComparison.Ordinal)).ShouldBe(3);
    }

    [Fact]
    public async Task A_tree_is_listed_once_however_many_folders_it_is_and_never_again()
    {
        await using var app = await AppOnGitHub.StartAsync(new FakeGitHubOptions { MostTreeEntries = 100 });
        app.GitHub.Repository("acme/orders").Commit("main", "First", ("README.md", "Orders"));
        var commit = app.GitHub.Repository("acme/orders").CommitTreeBomb("main", folders: 50, files: 60);
        var orders = await app.OrdersAsync();

        var tree = await GitHubTree.OpenAsync(orders, commit, app.Cache, Token);
        await GitHubTree.OpenAsync(orders, commit, app.Cache, Token);

        tree.List(Token).Count().ShouldBe(3_001);
        Listings(app).ShouldBe(3);
    }

    [Fact]
    public async Task A_listing_that_uses_an_earlier_one_again_is_the_same_and_shares_what_did_not_change()
    {
        using var sandbox = GitSandbox.Create();
        sandbox.With("a", "1").With("src-a", "2").With("src.txt", "3").With("src/x", "4").With("src/y", "5").With("tool", "6");

        // UTF-16 sorts these two the other way round than git does.
        var before = sandbox.With("\ud83d\ude00", "7").With("\uff5e", "8").WithLink("z", "a").Commit();
        sandbox.Git("rm", "--quiet", "src/x", "tool");
        sandbox.Git("config", "core.fileMode", "false");
        sandbox.Git("update-index", "--chmod=+x", "a");
        var after = sandbox.With("src-a", "2 changed").With("src/w", "new").With("tool/inner", "6").WithLink("zz", "a").Commit();
        await using var app = await AppOnGitHub.StartAsync();
        app.GitHub.Repository("acme/orders").Load(sandbox.Path);
        var orders = await app.OrdersAsync();
        var known = await GitHubTree.OpenAsync(orders, before, app.Cache, Token);
        var alone = await GitHubTree.OpenAsync(orders, after, new BlobCache(BlobCache.UsualCapacity), Token);

        var tree = await GitHubTree.OpenAsync(orders, after, app.Cache, Token, before: known);

        tree.List(Token).ShouldBe(alone.List(Token));
        tree.Tracked(Token).ShouldBe(alone.Tracked(Token));
        tree.List(Token).Where(f => known.List(Token).Contains(f, ReferenceEqualityComparer.Instance)).Select(f => f.Path)
            .ShouldBe(["src.txt", "src/y", "z", "\uff5e"]);
    }

    [Fact]
    public async Task What_is_more_than_a_check_lists_is_left_out_and_named()
    {
        await using var app = await AppOnGitHub.StartAsync(new FakeGitHubOptions { MostTreeEntries = 100 });
        app.GitHub.Repository("acme/orders").Commit("main", "First", ("README.md", "Orders"));
        var commit = app.GitHub.Repository("acme/orders").CommitTreeBomb("main", folders: 50, files: 60);
        using var meter = new BudgetMeter(TimeProvider.System) { Budget = new CheckBudget { Entries = 200 } };

        var tree = await GitHubTree.OpenAsync(await app.OrdersAsync(), commit, app.Cache, Token, meter);

        tree.List(Token).Count().ShouldBeInRange(100, 200);
        tree.Unreadable.Count.ShouldBeInRange(46, 48);
        tree.Unreadable.ShouldAllBe(u => u.Reason == "the repository has more files than one check lists");
    }

    [Fact]
    public async Task A_list_is_read_as_it_arrives_whatever_its_members_are()
    {
        const string Json =
            """{"sha":"0","tree":[{"path":"a\u00e4/\"b","mode":"100644","type":"blob","size":12,"sha":"1","url":"x","more":{"path":"no","list":[1,{"sha":"no"}]}},{"path":"s","mode":"160000","type":"commit","sha":"2"},{"mode":"100644"}],"truncated":true}""";
        for (var size = 1; size < 40; size++)
        {
            var lines = new List<ListedEntry>();
            using var stream = new SlowStream(System.Text.Encoding.UTF8.GetBytes(Json), size);

            (await TreeJson.ReadAsync(stream, line => { lines.Add(line); return true; }, known: null, Token)).ShouldBe(true);

            lines.ShouldBe([new ListedEntry("aä/\"b", ListedEntryKind.File, "1", 12), new ListedEntry("s", ListedEntryKind.Submodule, "2", 0)]);
        }
    }

    [Fact]
    public void A_cache_that_is_full_forgets_what_was_not_used_for_longest()
    {
        var cache = new BlobCache(10);
        cache.Add(Some, "1", new byte[4]);
        cache.Add(Some, "2", new byte[4]);
        cache.Find(Some, "1").ShouldNotBeNull();

        cache.Add(Some, "3", new byte[4]);

        cache.Find(Some, "2").ShouldBeNull();
        cache.Find(Some, "1").ShouldNotBeNull();
        cache.Find(Some with { Name = "other" }, "1").ShouldBeNull();
    }

    private static int Listings(AppOnGitHub app) => app.GitHub.Requests.Count(r => r.Path.Contains("/git/trees/", StringComparison.Ordinal));

    private static string Text(FileTree tree, string path) => Encoding.UTF8.GetString(((FileContent.Whole)tree.Read(path, long.MaxValue, Token)).Bytes.Span);

    /// <summary>A stream that gives a few bytes at a time, as a slow connection does.</summary>
    private sealed class SlowStream(byte[] content, int size) : MemoryStream(content)
    {
        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(size, buffer.Length)]);

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => ValueTask.FromResult(Read(buffer.Span));
    }
}
