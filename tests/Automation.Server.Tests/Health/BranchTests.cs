using Automation.Core.Trees;
using Automation.Git.Branches;
using Automation.Git.Objects;
using Automation.Git.Repositories;
using Automation.GitHub;
using Automation.GitHub.Access;
using Automation.GitHub.Trees;
using Automation.Jobs.Publishing;
using Automation.Server.Tests.PullRequests;

namespace Automation.Server.Tests.Health;

/// <summary>A branch on GitHub that does not exist yet.</summary>
public sealed class BranchTests
{
    private static readonly CommitText Text = new("First", new CommitAuthor("automation", "automation@acme.example"), DateTimeOffset.UnixEpoch);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_two_writers_that_create_it_one_is_overtaken()
    {
        await using var app = await InstalledApp.StartAsync();
        app.GitHub.Repository("acme/catalog").Commit("main", "First", ("README.md", "The catalog.\n"));
        using var access = app.Access();
        var (one, other) = (await BranchAsync(access), await BranchAsync(access));
        (one.Read(Cancel), other.Read(Cancel)).ShouldBe((null, null));
        var (first, second) = (one.Commit(null, [Change("a")], Text, Cancel), other.Commit(null, [Change("b")], Text, Cancel));

        one.Move(null, first!, Cancel).ShouldBeOfType<MoveOutcome.Moved>();
        other.Move(null, second!, Cancel).ShouldBeOfType<MoveOutcome.Overtaken>();

        app.GitHub.Repository("acme/catalog").Files("health").ShouldBe(["a"]);
        app.GitHub.Repository("acme/catalog").History("health").Count.ShouldBe(1);
        app.GitHub.ShouldHonourTheContract();
    }

    [Fact]
    public async Task In_a_repository_without_a_commit_there_is_none()
    {
        await using var app = await InstalledApp.StartAsync();
        _ = app.GitHub.Repository("acme/catalog");
        using var access = app.Access();
        var branch = await BranchAsync(access);

        Should.Throw<RepositoryException>(() => branch.Commit(null, [Change("a")], Text, Cancel)).Message
            .ShouldBe("acme/catalog has no commit yet. Add a first commit, such as a README.");
    }

    private static TreeChange Change(string path) => new(path, "text\n"u8.ToArray());

    private static async Task<GitHubCatalogBranch> BranchAsync(GitHubAccess access)
    {
        var catalog = RepositoryName.Parse("acme/catalog")!;
        var installation = (await access.InstallationOfAsync(catalog)).ShouldNotBeNull();
        return new GitHubCatalogBranch(
            access.As(installation, catalog, TokenPermissions.WriteFiles),
            "health",
            new BlobCache(BlobCache.UsualCapacity),
            (_, _) => Task.FromResult<WriteEnded>(_ => Task.CompletedTask));
    }
}
