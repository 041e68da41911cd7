using Automation.Catalog.Artifact;
using Automation.Catalog.Stitching;
using Automation.Core.Trees;
using Automation.Git.Repositories;
using Automation.GitHub;
using Automation.GitHub.Access;
using Automation.GitHub.Trees;
using Automation.Jobs.Sources;
using Automation.Testing.GitHub;

namespace Automation.Jobs.Tests.Sources;

/// <summary>A repository on GitHub as a source of the catalog.</summary>
public sealed class GitHubSourceTests
{
    private static readonly RepositoryName Orders = new("acme", "orders");
    private static readonly SourceSettings Settings = new("acme/orders") { Repository = new RepositorySlug("github.com", "acme", "orders") };

    private readonly EntityRefs _refs = new();
    private readonly BlobCache _cache = new(BlobCache.UsualCapacity);

    [Fact]
    public async Task After_a_lost_race_a_file_is_read_at_the_commit_that_the_winner_recorded()
    {
        await using var gitHub = await FakeGitHub.StartAsync();
        var first = gitHub.Repository("acme/orders").Commit("main", "First", ("catalog-info.yaml", World.Component("orders")));
        var second = gitHub.Repository("acme/orders").Commit("main", "Second", ("catalog-info.yaml", World.Component("renamed")));
        using var client = new GitHubAccess(new AppKey(gitHub.App.Id, gitHub.App.PrivateKey, TimeProvider.System), gitHub.Url, TimeProvider.System);
        var access = client.As((await client.InstallationOfAsync(Orders))!.Value, Orders, TokenPermissions.ReadFiles);
        var (before, after) = (CatalogAt(first, access), CatalogAt(second, access));
        using var source = new GitHubSource(Settings, access, GitHubContent.None, _cache, _refs);

        NameAt(before).ShouldBe("orders");
        NameAt(after).ShouldBe("renamed");

        string? NameAt(StoredCatalog catalog) =>
            source.Reread("catalog-info.yaml", catalog, TestContext.Current.CancellationToken)?.Documents.Single().Ref?.Name;
    }

    private StoredCatalog CatalogAt(string commit, RepositoryAccess access)
    {
        using var source = new GitHubSource(Settings, access, new GitHubContent.At(new CommitId(commit), null), _cache, _refs);
        var rebuilt = new RebuildCatalog([source], new StitchSettings { Sources = [source.Name] }).Run(
            StoredCatalog.Empty(_refs), TestContext.Current.CancellationToken);
        return StoredCatalog.Open(new ChangedTree(InMemoryTree.Of(), rebuilt.Changes), _refs)!;
    }
}
