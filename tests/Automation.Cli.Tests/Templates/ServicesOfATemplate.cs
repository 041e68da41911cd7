using Automation.Cli.Tests.Driving;
using Automation.Testing;
using Automation.Testing.GitHub;
using Automation.Testing.GitHub.Drivers;

namespace Automation.Cli.Tests.Templates;

/// <summary>Services on GitHub that were made from a template, and its later versions.</summary>
public abstract class ServicesOfATemplate : IAsyncLifetime
{
    private const string Template =
        """
        apiVersion: scaffolder.backstage.io/v1beta3
        kind: Template
        metadata:
          name: service
        spec:
          type: service
          parameters:
            required: [name]
            properties:
              name: { type: string }
              lifecycle: { type: string, default: production }
          steps:
            - id: fetch
              action: fetch:template
              input: { url: ./skeleton, values: { name: '${{ parameters.name }}', lifecycle: '${{ parameters.lifecycle }}' } }
            - id: publish
              action: publish:github
              input: { repoUrl: 'github.com?owner=acme&repo=${{ parameters.name }}' }

        """;

    private const string Descriptor =
        """
        apiVersion: backstage.io/v1alpha1
        kind: Component
        metadata:
          name: ${{ values.name }}
          annotations:
            backstage.io/source-template: template:default/service
        spec:
          type: service
          lifecycle: ${{ values.lifecycle }}
          owner: team-a

        """;

    private protected GitSandbox Repository { get; } = GitSandbox.Create();
    private protected TemporaryFolder Folder { get; } = new();
    private protected List<string> Services { get; } = [];

    private protected FakeGitHub GitHub => _team.GitHub;

    private protected string Token => _team.Token;

    private protected virtual FakeGitHubOptions Options => new();

    private PlatformTeam _team = null!;

    public async ValueTask InitializeAsync()
    {
        _team = await PlatformTeam.StartAsync(Options);
        Repository.With("template.yaml", Template)
            .With("skeleton/catalog-info.yaml", Descriptor)
            .With("skeleton/README.md", "# ${{ values.name }}\n\nRuns on node 20.\n\nAsk in #help.\n")
            .With("skeleton/Dockerfile", "FROM node:20\nCOPY . .\nCMD node .\n")
            .Commit("The first version");
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await _team.DisposeAsync();
        Repository.Dispose();
        Folder.Dispose();
    }

    private protected string At(string path) => Path.Combine(Folder.Path, path);

    private protected void Change() =>
        Repository.With("skeleton/README.md", "# ${{ values.name }}\n\nRuns on node 22.\n\nAsk in #help.\n")
            .With("skeleton/Dockerfile", "FROM node:22\nCOPY . .\nCMD node .\n")
            .Commit("Use node 22");

    private protected void Scaffold(IEnumerable<string> names, string lifecycle = "production")
    {
        foreach (var name in names)
        {
            Services.Add(name);
            Run.Automation("template", "run", "template.yaml", "--values", "-").Reading($"name: {name}\nlifecycle: {lifecycle}").In(Repository.Path)
                .With("GITHUB_TOKEN", Token).With("GITHUB_API_URL", GitHub.Url.AbsoluteUri).With("XDG_STATE_HOME", At("state")).Go().Ends(0);
            Folder.With($"sources/{name}/catalog-info.yaml", GitHub.Repository($"acme/{name}").Text("catalog-info.yaml")!)
                .With($"sources/{name}/.git/config",
                    $"[core]\n\trepositoryformatversion = 0\n[remote \"origin\"]\n\turl = https://github.com/acme/{name}.git\n")
                .With($"sources/{name}/.git/HEAD", "ref: refs/heads/main\n")
                .With($"sources/{name}/.git/objects/keep", "").With($"sources/{name}/.git/refs/keep", "");
        }

        Build();
    }

    /// <summary>Stitches the catalog of all services.</summary>
    private protected void Build() =>
        Run.Automation(["catalog", "build", .. Services.SelectMany(s => new[] { "--source", At($"sources/{s}") }), "--out", At("catalog")])
            .In(Folder.Path).Go().Ends(0);

    private protected void Commit(string service, string path, Func<string, string> edit)
    {
        var repository = GitHub.Repository($"acme/{service}");
        repository.Commit("main", "A change of the service", (path, edit(repository.Text(path)!)));
    }

    private protected Outcome Waves(params string[] more) =>
        Run.Automation(["template", "waves", "template.yaml", "--catalog", At("catalog"), .. more]).In(Repository.Path)
            .With("GITHUB_TOKEN", Token).With("GITHUB_API_URL", GitHub.Url.AbsoluteUri).Go();

    private protected string Shown(string text)
    {
        var shown = _team.Shown(text);
        foreach (var (commit, index) in Repository.Git("log", "--reverse", "--format=%H").Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select((c, i) => (c, i)))
        {
            shown = shown.Replace(commit, $"COMMIT-{index + 1}", StringComparison.Ordinal)
                .Replace(commit[..10], $"COMMIT-{index + 1}", StringComparison.Ordinal);
        }

        return shown;
    }
}
