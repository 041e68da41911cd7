using Automation.GitHub;
using Automation.GitHub.Access;
using Automation.GitHub.Trees;
using Automation.Jobs.Following;
using Automation.Jobs.Webhooks;
using Automation.Testing.GitHub;
using Automation.Testing.GitHub.Drivers;

namespace Automation.Server.Tests.Pushes;

/// <summary>The catalog that a server keeps, and one that is built from nothing to hold it against.</summary>
internal sealed class CatalogPair
{
    public const string Catalog = "acme/catalog";
    public const string Again = "mirror/catalog";
    public const string UsualSources = "sources:\n  - github: acme/svc-*\n";
    private static readonly string[] Own = ["README.md", "catalog-sources.yml"];

    private readonly FakeGitHub _gitHub;

    public CatalogPair(FakeGitHub gitHub, string sources = UsualSources)
    {
        _gitHub = gitHub;
        foreach (var catalog in new[] { Catalog, Again })
        {
            gitHub.Repository(catalog).Commit("main", "First", ("README.md", "The catalog.\n"), ("catalog-sources.yml", sources));
        }
    }

    /// <summary>What <see cref="FollowAsync"/> has read and written.</summary>
    public BlobCache Cache { get; } = new(BlobCache.UsualCapacity);

    /// <summary>Brings a catalog up to date, as a server does that has just started; what it says of it.</summary>
    public async Task<string> FollowAsync(string catalog, IReadOnlyCollection<DirtySource> dirty, int keptCalls = 0) =>
        (await RunAsync(catalog, dirty, keptCalls)).ShouldBeOfType<FollowOutcome.Done>().Summary;

    /// <summary>What has to be fixed before a catalog can be updated.</summary>
    public async Task<string> MistakeAsync(string catalog) => (await RunAsync(catalog, [], 0)).ShouldBeOfType<FollowOutcome.Mistake>().Message;

    private async Task<FollowOutcome> RunAsync(string catalog, IReadOnlyCollection<DirtySource> dirty, int keptCalls)
    {
        using var access = new GitHubAccess(new AppKey(_gitHub.App.Id, _gitHub.App.PrivateKey, TimeProvider.System), _gitHub.Url, TimeProvider.System);
        var job = new FollowRepositories(access, RepositoryName.Parse(catalog)!, "github.com", new InstalledRepositories(access), Cache, TimeProvider.System)
        {
            KeptCalls = keptCalls,
        };
        return await job.RunAsync(dirty, (_, _) => Task.FromResult<WriteEnded>(_ => Task.CompletedTask), _ => { }, TestContext.Current.CancellationToken);
    }

    /// <summary>The files of the catalog, and those of one that is built from nothing now.</summary>
    public async Task<(Dictionary<string, string?> Catalog, Dictionary<string, string?> Again)> BothAsync()
    {
        var again = _gitHub.Repository(Again);
        again.Commit("main", "Begin anew", [.. again.Files().Except(Own).Select(f => (f, (string?)null))]);
        await FollowAsync(Again, []);
        return (Shown(_gitHub.Repository(Catalog)), Shown(again));
    }

    private static Dictionary<string, string?> Shown(RepositoryDriver repository) =>
        repository.Files().Except(Own).ToDictionary(f => f, f => repository.Text(f));
}
