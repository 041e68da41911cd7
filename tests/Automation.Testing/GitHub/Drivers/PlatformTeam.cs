namespace Automation.Testing.GitHub.Drivers;

/// <summary>A platform team on GitHub: acme has a catalog and templates, and ada may create repositories there.</summary>
public sealed class PlatformTeam : IAsyncDisposable
{
    private PlatformTeam(FakeGitHub gitHub) => (GitHub, Token) = (gitHub, gitHub.PersonalToken("ada"));

    /// <summary>The template of a service: it renders a skeleton, creates a repository, and registers it in the catalog.</summary>
    public const string Template =
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
          steps:
            - id: fetch
              name: Render the skeleton
              action: fetch:template
              input: { url: ./skeleton, values: { name: '${{ parameters.name }}' } }
            - id: publish
              name: Create the repository
              action: publish:github
              input: { repoUrl: 'github.com?owner=acme&repo=${{ parameters.name }}' }
            - id: register
              name: Register in the catalog
              action: catalog:register
              input: { repoContentsUrl: '${{ steps.publish.output.repoContentsUrl }}' }
          output:
            links:
              - { title: Repository, url: '${{ steps.publish.output.remoteUrl }}' }

        """;

    /// <summary>GitHub.</summary>
    public FakeGitHub GitHub { get; }

    /// <summary>The token of ada.</summary>
    public string Token { get; }

    /// <summary>Starts GitHub.</summary>
    public static async Task<PlatformTeam> StartAsync(FakeGitHubOptions? options = null)
    {
        var gitHub = await FakeGitHub.StartAsync(options);
        gitHub.Organisation("acme").WithMembers("ada");
        gitHub.Repository("acme/catalog").WithCollaborator("ada", "admin")
            .Commit("main", "Begin", ("catalog-sources.yml", "sources:\n  - github: acme/billing\n"));
        gitHub.Repository("acme/templates").WithCollaborator("ada", "admin").Commit("main", "Begin", ("README.md", "Templates\n"));
        return new PlatformTeam(gitHub);
    }

    /// <summary>Writes a template and its skeleton, of a README and a descriptor, to a folder.</summary>
    public static void Write(TemporaryFolder folder, string below = "", string template = Template) => folder
        .With($"{below}template.yaml", template)
        .With($"{below}skeleton/README.md", "# ${{ values.name }}\n")
        .With(
            $"{below}skeleton/catalog-info.yaml",
            "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: ${{ values.name }}\n"
            + "spec:\n  type: service\n  lifecycle: production\n  owner: team-a\n");

    /// <summary>A text without the address of this GitHub.</summary>
    public string Shown(string text) => text.Replace(GitHub.Url.AbsoluteUri.TrimEnd('/'), "https://github.example", StringComparison.Ordinal);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => GitHub.DisposeAsync();
}
