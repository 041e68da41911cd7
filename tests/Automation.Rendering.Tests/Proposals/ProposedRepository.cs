using Automation.Catalog.Artifact;
using Automation.Core;
using Automation.GitHub;
using Automation.GitOps.Proposals;
using Automation.Jobs.GitOps.Proposing;
using Automation.Jobs.RepositoryWrites;
using Automation.Rendering.Tools;
using Automation.Reporting.Model;
using Automation.Testing.GitHub;
using Automation.Testing.GitHub.Drivers;

namespace Automation.Rendering.Tests.Proposals;

/// <summary>A GitOps repository on a fake GitHub whose deployment template is its folder <c>template</c>, and the real tools.</summary>
internal sealed class ProposedRepository : IAsyncDisposable
{
    private const string Settings =
        """
        template: template
        environments:
          - name: staging
            clusters: [staging]
            prune: true
          - name: production
            clusters: [production-eu]
        clusters:
          staging: { kubernetes-version: '1.35' }
          production-eu: { kubernetes-version: '1.35' }

        """;

    private readonly RenderTools _tools = InstalledTools.Create();

    private ProposedRepository(FakeGitHub gitHub) => GitHub = gitHub;

    public FakeGitHub GitHub { get; }

    public RepositoryDriver Repository => GitHub.Repository("acme/gitops");

    public PullRequestDriver Pull => Repository.PullRequests[^1];

    /// <summary>The texts that a reader of the pull request sees.</summary>
    public IReadOnlyList<string> Texts => [Pull.Pull.Body!, .. Pull.Comments.Select(c => c.Body)];

    /// <summary>What the run told, line by line.</summary>
    public List<string> Log { get; } = [];

    public int Writes => GitHub.Requests.Count(r => r.IsWrite);

    public static async Task<ProposedRepository> StartAsync(params (string Path, string? Text)[] template)
    {
        var repository = new ProposedRepository(await FakeGitHub.StartAsync());
        repository.GitHub.Organisation("acme").WithMembers("ada");
        repository.Repository.WithCollaborator("ada", "admin").Commit("main", "Begin", [(".automation/gitops.yml", Settings), .. template]);
        return repository;
    }

    /// <summary>Proposes the service <c>orders</c>.</summary>
    public async Task<ProposalReport> ProposeAsync()
    {
        using var host = new GitHubHost(GitHub.Url, GitHub.PersonalToken("ada"), TimeProvider.System);
        var name = RepositoryName.Parse("acme/gitops")!;
        using var access = host.Access(name);
        var service = new DeployedService(new EntityRef("component", "default", "orders"))
        {
            Owner = new EntityRef("group", "default", "team-shop"),
            System = new EntityRef("system", "default", "shop"),
            Type = "service",
            Repository = new Uri("https://github.com/acme/orders"),
            Source = "orders",
        };
        var propose = new ProposeToRepository(new RepositoryOnGitHub(name, host.Connect(null)), access.Repository, "github.com")
        {
            Tools = _tools,
            Progress = Log.Add,
        };
        var report = await propose.RunAsync(
            StoredCatalog.Empty(new EntityRefs()), new ProposalRequest.One(service.Ref) { Declared = service }, TestContext.Current.CancellationToken);
        Log.Add($"{report}");
        return report.Proposals.ShouldHaveSingleItem();
    }

    public async ValueTask DisposeAsync()
    {
        await GitHub.DisposeAsync();
        _tools.Dispose();
    }
}
