using Automation.Cli.Tests.Driving;
using Automation.Testing;
using Automation.Testing.GitHub;
using Automation.Testing.GitHub.Drivers;

namespace Automation.Cli.Tests.GitOps;

/// <summary>A repository with components, its stitched catalog, and a GitOps repository on a fake GitHub.</summary>
internal sealed class GitOpsWorld : IAsyncDisposable
{
    public const string Settings =
        """
        environments:
          - name: staging
            clusters: [staging]
            prune: true
            self-heal: true
            merge: automatic
          - name: production
            clusters: [production-eu, production-us]
            automated: false
        clusters:
          staging: {}
          production-eu: {}
          production-us: {}
          edge: {}

        """;

    public const string Automatic = "environments: [{ name: staging, clusters: [staging], merge: automatic }]\nclusters: { staging: {} }\n";

    private readonly TemporaryFolder _folder = new();

    private GitOpsWorld(FakeGitHub gitHub) => GitHub = gitHub;

    public FakeGitHub GitHub { get; }

    public GitSandbox Services { get; } = GitSandbox.Create();

    public RepositoryDriver Repository => GitHub.Repository("acme/gitops");

    public string Token { get; private set; } = "";

    public string Catalog => Path.Combine(_folder.Path, "catalog");

    public int Writes => GitHub.Requests.Count(r => r.IsWrite);

    public static async Task<GitOpsWorld> StartAsync(string settings = Settings, FakeGitHubOptions? options = null)
    {
        var world = new GitOpsWorld(await FakeGitHub.StartAsync(options));
        world.GitHub.Organisation("acme").WithMembers("ada", "bob");
        world.Repository.WithCollaborator("ada", "admin").WithCollaborator("bob", "write")
            .Commit("main", "Begin", ("README.md", "What runs where\n"), (".automation/gitops.yml", settings));
        world.Token = world.GitHub.PersonalToken("ada");
        world.Services.Git("remote", "add", "origin", "https://github.com/acme/services.git");
        world.Services.With("README.md", "Services\n").With(
            "org.yaml",
            "apiVersion: backstage.io/v1alpha1\nkind: Group\nmetadata: { name: team-shop, annotations: { github.com/team-slug: acme/shop } }\n"
            + "spec: { type: team, children: [] }\n---\napiVersion: backstage.io/v1alpha1\nkind: Group\nmetadata: { name: team-money }\n"
            + "spec: { type: team, children: [] }\n---\napiVersion: backstage.io/v1alpha1\nkind: System\nmetadata: { name: shop }\n"
            + "spec: { owner: team-shop }\n");
        return world;
    }

    /// <summary>Components as their repositories describe them.</summary>
    public GitOpsWorld With(params string[] names)
    {
        foreach (var name in names)
        {
            Describe(name);
        }

        return Build();
    }

    public GitOpsWorld Describe(string name, string owner = "team-shop", string annotations = "{}", string type = "service", string labels = "{}")
    {
        Services.With(
            $"{name}/catalog-info.yaml",
            $"apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: {name}\n  annotations: {annotations}\n  labels: {labels}\n"
            + $"spec: {{ type: {type}, lifecycle: production, owner: {owner}, system: shop }}\n");
        return this;
    }

    public GitOpsWorld Without(params string[] names)
    {
        foreach (var name in names)
        {
            Services.Without($"{name}/catalog-info.yaml");
        }

        return Build();
    }

    /// <summary>Commits the descriptors, and stitches the catalog.</summary>
    public GitOpsWorld Build()
    {
        Services.Commit();
        Run.Automation("catalog", "build", "--source", $"{Services.Path}@HEAD", "--out", Catalog).In(_folder.Path).Go().Ends(0);
        return this;
    }

    public Outcome Propose(params string[] more) => Command(more).Go();

    public Driving.Run Command(params string[] more) =>
        Run.Automation(["gitops", "propose", "--catalog", Catalog, "--pull-request", "--repository", "acme/gitops", .. more]).In(_folder.Path)
            .With("PATH", "").With("GITHUB_TOKEN", Token).With("GITHUB_API_URL", GitHub.Url.AbsoluteUri);

    /// <summary>The pull request of a service.</summary>
    public PullRequestDriver Pull(string service) => Repository.PullRequests.Last(p => p.Pull.HeadRef == $"automation/gitops/deploy/{service}");

    public string? TextOn(string service, string path) => Repository.Text(path, $"automation/gitops/deploy/{service}");

    public string Shown(string text) => text.Replace(GitHub.Url.AbsoluteUri.TrimEnd('/'), "https://github.example", StringComparison.Ordinal)
        .Replace(Services.Git("rev-parse", "HEAD").Trim()[..10], "COMMIT", StringComparison.Ordinal)
        .Replace(Services.Path, "SERVICES", StringComparison.Ordinal);

    public async ValueTask DisposeAsync()
    {
        await GitHub.DisposeAsync();
        Services.Dispose();
        _folder.Dispose();
    }
}
