using Automation.Cli.Tests.Driving;
using Automation.Testing;
using Automation.Testing.GitHub;
using Automation.Testing.GitHub.Drivers;

namespace Automation.Cli.Tests.Onboard;

/// <summary>An organisation on GitHub with repositories that have no descriptor, and ada, who may write to them.</summary>
internal sealed class Organisation : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();

    private Organisation(FakeGitHub gitHub) => (GitHub, Token) = (gitHub, gitHub.PersonalToken("ada"));

    public FakeGitHub GitHub { get; }

    public string Token { get; set; }

    public string Folder => _folder.Path;

    public int Writes => GitHub.Requests.Count(r => r.IsWrite);

    public static async Task<Organisation> StartAsync(FakeGitHubOptions? options = null)
    {
        var gitHub = await FakeGitHub.StartAsync(options);
        gitHub.Organisation("acme").WithMembers("ada", "bob");
        return new Organisation(gitHub);
    }

    /// <summary>A service in JavaScript, of which everything but the owner is certain.</summary>
    public RepositoryDriver Service(string name, params (string Path, string? Text)[] more) => Repository(
        name,
        [
            ("package.json", PackageOf("Takes orders")),
            ("Dockerfile", "FROM node:22\n"),
            ("CODEOWNERS", "* @acme/shop\n"),
            .. more,
        ]);

    public static string PackageOf(string description) =>
        $$"""{"dependencies": {"express": "4"}, "version": "1.4.0", "description": "{{description}}"}""";

    public RepositoryDriver Repository(string name, params (string Path, string? Text)[] files)
    {
        var repository = GitHub.Repository($"acme/{name}").WithCollaborator("ada", "admin").WithCollaborator("bob");
        repository.Commit("main", "Begin", files);
        return repository;
    }

    /// <summary>A catalog with the group of the owners.</summary>
    public Organisation WithCatalog()
    {
        _folder.With(
            "catalog/platform/org.yaml",
            "apiVersion: backstage.io/v1alpha1\nkind: Group\nmetadata: { name: team-shop, annotations: { github.com/team-slug: acme/shop } }\n"
            + "spec: { type: team, children: [] }\n");
        return this;
    }

    public PullRequestDriver Pull(string name) => GitHub.Repository($"acme/{name}").PullRequests[^1];

    public string Proposed(string name) => GitHub.Repository($"acme/{name}").Text("catalog-info.yaml", "automation/onboard")!;

    public string Body(string name) => Pull(name).Pull.Body!;

    public Outcome Onboard(params string[] more) => Command(["onboard", "acme", .. more]).Go();

    public Driving.Run Command(params string[] arguments) => Run.Automation(arguments).In(_folder.Path)
        .With("GITHUB_TOKEN", Token).With("GITHUB_API_URL", GitHub.Url.AbsoluteUri);

    public string Shown(string text) => text.Replace(GitHub.Url.AbsoluteUri.TrimEnd('/'), "https://github.example", StringComparison.Ordinal);

    public async ValueTask DisposeAsync()
    {
        await GitHub.DisposeAsync();
        _folder.Dispose();
    }
}
