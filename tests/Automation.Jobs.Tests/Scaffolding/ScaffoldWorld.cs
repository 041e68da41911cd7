using System.Text.Json.Nodes;
using Automation.Core;
using Automation.Core.Trees;
using Automation.Jobs.Configuration;
using Automation.Jobs.RepositoryWrites;
using Automation.Jobs.Scaffolding;
using Automation.Jobs.Scaffolding.Hosting;
using Automation.Reporting.Model;
using Automation.Testing.GitHub;
using Automation.Testing.GitHub.Drivers;

namespace Automation.Jobs.Tests.Scaffolding;

/// <summary>A platform team on a fake GitHub, and runs of their templates by ada.</summary>
internal sealed class ScaffoldWorld : IAsyncDisposable
{
    /// <summary>Steps that make the files of a service.</summary>
    public const string Files =
        """
            - id: fetch
              action: fetch:template
              input: { url: ./skeleton, values: { name: '${{ parameters.name }}' } }

        """;

    private readonly GitHubHost _host;

    private ScaffoldWorld(FakeGitHub gitHub)
    {
        GitHub = gitHub;
        Token = gitHub.PersonalToken("ada");
        _host = new GitHubHost(gitHub.Url, Token, TimeProvider.System);
        Skeleton.Add(("skeleton/README.md", "# ${{ values.name }}\n"));
        Skeleton.Add(("skeleton/src/main.js", "start('${{ values.name }}');\n"));
        Skeleton.Add((
            "skeleton/catalog-info.yaml",
            "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: ${{ values.name }}\n"
            + "spec:\n  type: service\n  lifecycle: production\n  owner: team-a\n"));
    }

    public FakeGitHub GitHub { get; }

    public string Token { get; }

    public List<(string Path, string Text)> Skeleton { get; } = [];

    public ScaffoldSettings Policy { get; set; } = ScaffoldSettings.Default;

    public DeclaredSources? Sources { get; set; }

    public Func<EntityRef, JsonObject?>? Catalog { get; set; }

    public JsonObject Values { get; } = new() { ["name"] = "orders" };

    public static async Task<ScaffoldWorld> StartAsync(FakeGitHubOptions? options = null)
    {
        var gitHub = await FakeGitHub.StartAsync(options);
        gitHub.Organisation("acme").WithMembers("ada", "bob").WithTeam("Team A", "bob");
        return new ScaffoldWorld(gitHub);
    }

    /// <summary>A repository that ada can change.</summary>
    public RepositoryDriver Repository(string fullName)
    {
        var driver = GitHub.Repository(fullName);
        driver.WithCollaborator("ada", "admin");
        return driver;
    }

    /// <summary>Runs a template with these steps.</summary>
    public async Task<ScaffoldReport> RunAsync(
        string steps, ICheckpoints? checkpoints = null, bool dryRun = false, bool withToken = true, IReadOnlyDictionary<string, string>? secrets = null)
    {
        var template =
            $"apiVersion: scaffolder.backstage.io/v1beta3\nkind: Template\nmetadata:\n  name: service\nspec:\n  type: service\n  steps:\n{steps}";
        var request = new RunTemplateRequest(InMemoryTree.Of([("template.yaml", template), .. Skeleton]), "template.yaml", Values.DeepClone().AsObject())
        {
            IsDryRun = dryRun,
            Policy = Policy,
            Hidden = [Token],
            Secrets = secrets ?? new Dictionary<string, string>(),
            OpenCheckpoints = _ => checkpoints ?? new MemoryCheckpoints(),
        };
        using var without = new GitHubHost(GitHub.Url, null, TimeProvider.System);
        var host = new ScaffoldHost(withToken ? _host : without) { Sources = Sources, Catalog = Catalog };
        return await new RunTemplate(request, host).RunAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>The requests that changed something.</summary>
    public IReadOnlyList<string> Writes => [.. GitHub.Requests.Where(r => r.Method != "GET").Select(r => $"{r.Method} {r.Path}")];

    public async ValueTask DisposeAsync()
    {
        _host.Dispose();
        await GitHub.DisposeAsync();
    }
}
