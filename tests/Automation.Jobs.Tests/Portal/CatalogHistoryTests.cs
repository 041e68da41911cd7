using Automation.Catalog.Artifact;
using Automation.Catalog.Stitching;
using Automation.Core;
using Automation.Git.Disk;
using Automation.Git.Repositories;
using Automation.GitHub;
using Automation.GitHub.Access;
using Automation.GitHub.Trees;
using Automation.Jobs.Portal.Content;
using Automation.Jobs.Portal.Serving;
using Automation.Jobs.Sources;
using Automation.Testing;
using Automation.Testing.GitHub;

namespace Automation.Jobs.Tests.Portal;

/// <summary>The history of a catalog, in a clone and on GitHub.</summary>
public sealed class CatalogHistoryTests : IDisposable
{
    private const int All = int.MaxValue;

    private static readonly RepositoryName Catalog = new("acme", "catalog");

    private readonly TemporaryFolder _sources = new();
    private readonly GitSandbox _catalog = GitSandbox.Create();
    private readonly EntityRefs _refs = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _sources.Dispose();
        _catalog.Dispose();
    }

    [Fact]
    public async Task GitHub_says_of_a_hundred_renames_and_removals_what_a_clone_says()
    {
        string[] all = [.. Enumerable.Range(100, 110).Select(i => $"service-{i}")];
        Step("All", all);
        Step("Some are renamed", [.. all[..50].Select(Renamed), .. all[50..]]);
        Step("Some are removed", [.. all[..50].Select(Renamed), .. all[100..]]);
        Step("One comes back", [.. all[..50].Select(Renamed), .. all[99..]]);
        await using var gitHub = await StartAsync();
        using var access = Access(gitHub);
        var commits = await CommitsAsync(access, null);

        var found = await CatalogHistory.ReadAsync(commits, null, All, Cancel);

        var cloned = await InCloneAsync();
        Same(found, cloned, [.. all, .. all.Select(Renamed)]);
        found.Removed.Count().ShouldBe(100);
        found.Removed.Count(r => r.RenamedTo is not null).ShouldBe(50);
        found.Of(new EntityRef("component", "default", "service-105")).Count.ShouldBe(2);
        gitHub.ShouldHonourTheContract();
    }

    [Fact]
    public async Task What_is_known_of_earlier_commits_is_not_read_again()
    {
        Step("First", ["kept", "gone"]);
        Step("Second", ["kept"]);
        await using var gitHub = await StartAsync();
        using var access = Access(gitHub);
        var cache = new BlobCache(BlobCache.UsualCapacity);
        var commits = await CommitsAsync(access, null, cache);
        var earlier = await CatalogHistory.ReadAsync(commits, null, All, Cancel);
        Step("Third", ["kept", "new"]);
        gitHub.Repository("acme/catalog").Load(_catalog.Path);

        var before = gitHub.Requests.Count;
        commits = await CommitsAsync(access, commits, cache);
        var later = await CatalogHistory.ReadAsync(commits, earlier, All, Cancel);

        Same(later, await InCloneAsync(), ["kept", "gone", "new"]);

        // The installation, the list of commits, the root and three levels below it, and the index of the new commit.
        (gitHub.Requests.Count - before).ShouldBeLessThanOrEqualTo(10);
        before = gitHub.Requests.Count;
        await CatalogHistory.ReadAsync(await CommitsAsync(access, commits, cache), later, All, Cancel);
        (gitHub.Requests.Count - before).ShouldBe(2);
    }

    [Fact]
    public async Task A_catalog_that_a_person_changed_by_hand_and_one_of_another_format_do_not_end_the_history()
    {
        Step("First", ["kept", "gone"]);
        var shard = Directory.EnumerateFiles(_catalog.At("index")).Order(StringComparer.Ordinal).First();
        File.AppendAllText(shard, "\n");
        _catalog.Commit("By hand");
        Step("Again", ["kept"], fromNothing: true);
        File.WriteAllText(_catalog.At("catalog.json"), "{\"format\":99}");
        _catalog.Commit("Of the future");
        Step("As before", ["kept", "later"], fromNothing: true);
        Step("Fewer", ["later"]);
        await using var gitHub = await StartAsync();
        using var access = Access(gitHub);

        var found = await CatalogHistory.ReadAsync(await CommitsAsync(access, null), null, All, Cancel);

        Same(found, await InCloneAsync(), ["kept", "gone", "later"]);
        found.Removed.Select(r => r.Ref.Name).ShouldContain("kept");
    }

    [Fact]
    public async Task What_one_reading_does_not_look_up_the_next_one_does()
    {
        Step("First", ["kept", "one", "two", "three"]);
        Step("Second", ["kept", "one", "two"]);
        File.WriteAllText(_catalog.At("catalog.json"), "{}");
        _catalog.Git("rm", "-r", "--quiet", "entities");
        _catalog.Commit("By hand");
        Step("Third", ["kept", "one"], fromNothing: true);
        Step("Fourth", ["kept"]);
        using var repository = GitRepository.Discover(_catalog.Path)!;
        var commits = ClonedCommits.Of(repository, "")!;

        var first = await CatalogHistory.ReadAsync(commits, null, 1, Cancel);
        var second = await CatalogHistory.ReadAsync(commits, first, 1, Cancel);
        var third = await CatalogHistory.ReadAsync(commits, second, 1, Cancel);

        (first.IsComplete, second.IsComplete, third.IsComplete).ShouldBe((false, false, true));
        first.Removed.Select(r => r.Ref.Name).ShouldBe(["one"]);
        third.Removed.Select(r => r.Ref.Name).Order().ShouldBe(["one", "three"]);
    }

    [Fact]
    public async Task What_was_in_a_repository_that_is_no_source_any_more_is_shown_to_no_reader()
    {
        Step("First", ["kept", "secret-project"], repository: "acme/private");
        Step("Second", ["kept"], repository: "acme/private");
        Step("Third", ["kept", "other"], repository: "acme/open");
        var stored = StoredCatalog.Open(new DirectoryTree(_catalog.Path), new EntityRefs())!;

        var all = new ReadPortal(stored) { Now = DateTimeOffset.UnixEpoch, History = await InCloneAsync() }.Run(Cancel);

        all.Removed.Select(r => r.Ref.Name).ShouldBe(["secret-project"]);
        var readable = new ReadableRepositories.Only(["github.com/acme/open"], ["shop"]);
        foreach (var reader in new[] { all.For(readable), all.ForEverybody(readable) })
        {
            reader.Removed.ShouldBeEmpty();
            (await PortalWorld.Files(reader)).ShouldAllBe(f => !f.Value.Contains("secret-project", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Of_a_commit_only_the_descriptors_are_read_that_may_have_been_renamed()
    {
        string[] all = [.. Enumerable.Range(1_000, 600).Select(i => $"service-{i}")];
        Step("All", all);
        Step("All change, and one is removed", all[1..], more: "2");
        await using var gitHub = await StartAsync();
        using var access = Access(gitHub);
        var commits = await CommitsAsync(access, null);
        var before = gitHub.Requests.Count;

        var found = await CatalogHistory.ReadAsync(commits, null, All, Cancel);

        found.Removed.Select(r => r.Ref.Name).ShouldBe(["service-1000"]);

        // Of both commits the trees and the index, a hundred a call; six hundred descriptors would be six more.
        gitHub.Requests.Skip(before).Count(r => r.Body.Contains("query blobs", StringComparison.Ordinal)).ShouldBeLessThanOrEqualTo(8);
    }

    [Fact]
    public async Task A_failure_of_the_history_is_a_problem_and_no_exception()
    {
        Step("First", ["kept", "gone"]);
        await using var gitHub = await StartAsync();
        using var access = Access(gitHub);
        var installation = (await access.InstallationOfAsync(Catalog))!.Value;
        var history = new FollowHistory(new BlobCache(BlobCache.UsualCapacity));
        var tip = _catalog.Git("rev-parse", "HEAD").Trim();

        gitHub.Faults.Sometimes(1, new Fault.ServerError(500));
        var failed = await history.UpdateAsync(access.Reading(installation).Of(Catalog), tip, Cancel);
        failed.ShouldBeFalse();
        history.Known.ShouldBeNull();
        history.Problem.ShouldNotBeNull().ShouldStartWith("The history of the catalog could not be read: ");

        gitHub.Faults.Clear();
        (await history.UpdateAsync(access.Reading(installation).Of(Catalog), tip, Cancel)).ShouldBeTrue();
        (await history.UpdateAsync(access.Reading(installation).Of(Catalog), tip, Cancel)).ShouldBeFalse();
        history.Problem.ShouldBeNull();
    }

    [Fact]
    public async Task A_tree_that_GitHub_does_not_show_is_not_taken_for_an_empty_one()
    {
        Step("First", ["kept", "gone"]);
        Step("Second", ["kept"]);
        await using var gitHub = await StartAsync();
        using var access = Access(gitHub);
        gitHub.Faults.Sometimes(1, new Fault.NoData(), "POST /graphql");

        await Should.ThrowAsync<GitHubRefusalException>(() => CommitsAsync(access, null));
    }

    private static string Renamed(string name) => $"renamed-{name[^3..]}";

    private static void Same(CatalogHistory one, CatalogHistory other, IEnumerable<string> names)
    {
        one.Commits.ShouldBe(other.Commits);
        one.Removed.OrderBy(r => r.Ref.ToString(), StringComparer.Ordinal).ShouldBe(other.Removed.OrderBy(r => r.Ref.ToString(), StringComparer.Ordinal));
        one.Scores.Select(s => (s.Commit, s.All)).ShouldBe(other.Scores.Select(s => (s.Commit, s.All)));
        foreach (var entity in names.Select(n => new EntityRef("component", "default", n)))
        {
            one.Of(entity).ShouldBe(other.Of(entity), entity.ToString());
        }
    }

    // A catalog of one source, as a commit.
    private void Step(string message, IEnumerable<string> names, bool fromNothing = false, string repository = "acme/shop", string more = "")
    {
        // What is renamed differs from everything else: two entities of the same content would be renamed to either.
        _sources.With("shop/catalog-info.yaml", string.Join(
            "---\n", names.Select(n => PortalWorld.Component(n, "team", $"  x: '{n[^3..]}{more}'\n"))));
        var settings = new SourceSettings("shop") { Repository = Core.Trees.RepositorySlug.Parse(repository) };
        var source = new FolderSource(settings, Path.Combine(_sources.Path, "shop"), _refs);
        if (fromNothing)
        {
            _catalog.Git("rm", "-r", "--quiet", ".");
        }

        var previous = StoredCatalog.Open(new DirectoryTree(_catalog.Path), _refs) ?? StoredCatalog.Empty(_refs);
        var rebuilt = new RebuildCatalog([source], new StitchSettings { Sources = ["shop"], ConfirmedRemovals = new HashSet<string> { "shop" } }).Run(previous, Cancel);
        FolderWriter.Apply(_catalog.Path, rebuilt.Changes, Cancel);
        _catalog.Commit(message);
    }

    private async Task<CatalogHistory> InCloneAsync()
    {
        using var repository = GitRepository.Discover(_catalog.Path)!;
        return await CatalogHistory.ReadAsync(ClonedCommits.Of(repository, "")!, null, All, Cancel);
    }

    private async Task<FakeGitHub> StartAsync()
    {
        var gitHub = await FakeGitHub.StartAsync();
        gitHub.Repository("acme/catalog").Load(_catalog.Path);
        return gitHub;
    }

    private static GitHubAccess Access(FakeGitHub gitHub) =>
        new(new AppKey(gitHub.App.Id, gitHub.App.PrivateKey, TimeProvider.System), gitHub.Url, TimeProvider.System);

    private async Task<GitHubCommits> CommitsAsync(GitHubAccess access, GitHubCommits? earlier, BlobCache? cache = null)
    {
        var installation = (await access.InstallationOfAsync(Catalog))!.Value;
        return await GitHubCommits.ReadAsync(
            access.Reading(installation).Of(Catalog), cache ?? new BlobCache(BlobCache.UsualCapacity), _catalog.Git("rev-parse", "HEAD").Trim(), earlier, Cancel);
    }
}
