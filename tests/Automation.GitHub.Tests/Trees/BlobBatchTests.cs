using System.Text;
using Automation.Core.Trees;
using Automation.GitHub.Trees;
using Automation.Testing;
using Automation.Testing.GitHub;

namespace Automation.GitHub.Tests.Trees;

/// <summary>What many repositories hold is read in few calls, byte for byte.</summary>
public sealed class BlobBatchTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_hundred_files_are_one_call()
    {
        await using var app = await AppOnGitHub.StartAsync();
        var trees = new List<GitHubTree>();
        app.GitHub.Repository("acme/orders");
        var reading = await app.ReadingAsync();
        for (var i = 0; i < 101; i++)
        {
            var commit = app.GitHub.Repository($"acme/r{i}").Commit("main", "First", ("a.yaml", $"name: ä{i}\r\n"));
            trees.Add(await GitHubTree.OpenAsync(reading.Of(new RepositoryName("acme", $"r{i}")), commit, app.Cache, Token));
        }

        var before = app.GitHub.Requests.Count;
        await new BlobBatches(reading, app.Cache).FetchAsync(trees.SelectMany(Missing), Token);

        app.GitHub.Requests.Skip(before)
            .Where(r => !r.Path.Contains("access_tokens", StringComparison.Ordinal))
            .ShouldHaveSingleItem().Path
            .ShouldBe("/graphql");
        trees.SelectMany(Missing).ShouldHaveSingleItem();
        trees.Select((t, i) => Text(t, "a.yaml") == $"name: ä{i}\r\n").ShouldAllBe(isSame => isSame);
    }

    [Fact]
    public async Task What_text_cannot_bring_is_left_to_be_read_as_bytes()
    {
        using var sandbox = GitSandbox.Create();
        File.WriteAllBytes(sandbox.At("latin-1"), [0x6E, 0xE4, 0x0A]);
        File.WriteAllBytes(sandbox.At("binary"), [0x00, 0x01]);
        File.WriteAllBytes(sandbox.At("empty"), []);
        var commit = sandbox.With("bom", "\uFEFFa: b\n").With("plain", "a: b\n").With("large", new string('a', 300_000)).Commit();
        await using var app = await AppOnGitHub.StartAsync();
        app.GitHub.Repository("acme/orders").Load(sandbox.Path);
        var tree = await GitHubTree.OpenAsync(await app.OrdersAsync(), commit, app.Cache, Token);

        await new BlobBatches(await app.ReadingAsync(), app.Cache).FetchAsync(Missing(tree), Token);

        Missing(tree).Select(b => b.Size).Order().ShouldBe([0, 2, 3, 300_000]);
        foreach (var file in tree.List(Token))
        {
            tree.Read(file.Path, 1 << 20, Token).ShouldBeOfType<FileContent.Whole>().Bytes.ToArray().ShouldBe(File.ReadAllBytes(sandbox.At(file.Path)));
        }
    }

    [Fact]
    public async Task Where_it_is_too_much_for_GitHub_it_goes_on_file_by_file()
    {
        await using var app = await AppOnGitHub.StartAsync();
        var commit = app.GitHub.Repository("acme/orders").Commit("main", "First", ("a.yaml", "a"), ("b.yaml", "b"));
        var tree = await GitHubTree.OpenAsync(await app.OrdersAsync(), commit, app.Cache, Token);
        app.GitHub.Faults.Next("POST /graphql", new Fault.ServerError());

        await new BlobBatches(await app.ReadingAsync(), app.Cache).FetchAsync(Missing(tree), Token);

        Missing(tree).Count().ShouldBe(2);
        await tree.FetchAsync(_ => true, long.MaxValue, Token);
        Missing(tree).ShouldBeEmpty();
    }

    private static IEnumerable<WantedBlob> Missing(GitHubTree tree) => tree.Missing(_ => true, long.MaxValue);

    private static string Text(GitHubTree tree, string path) =>
        Encoding.UTF8.GetString(tree.Read(path, 1 << 20, Token).ShouldBeOfType<FileContent.Whole>().Bytes.Span);
}
