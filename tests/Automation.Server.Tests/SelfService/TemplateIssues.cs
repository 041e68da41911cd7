using Automation.GitHub;
using Automation.Server.Hosting;
using Automation.Server.Ledger;
using Automation.Server.Tests.Driving;
using Automation.Server.Tests.PullRequests;
using Automation.Server.Tests.Pushes;
using Automation.Testing.GitHub;
using Automation.Testing.GitHub.Drivers;
using Delivery = Automation.Testing.GitHub.Webhooks.Delivery;

namespace Automation.Server.Tests.SelfService;

/// <summary>An organisation whose people ask for services in the issues of <c>acme/templates</c>: ada is an engineer, mona is none.</summary>
internal sealed class TemplateIssues : IAsyncDisposable
{
    public const string Template =
        """
        apiVersion: scaffolder.backstage.io/v1beta3
        kind: Template
        metadata:
          name: node-service
        spec:
          type: service
          parameters:
            required: [name]
            properties:
              name: { type: string, pattern: '^[a-z-]+$' }
              owner: { type: string, ui:field: OwnerPicker }
              repoUrl:
                type: string
                default: github.com?owner=acme&repo=orders
                ui:field: RepoUrlPicker
                ui:options: { requestUserCredentials: { secretsKey: USER_TOKEN } }
          steps:
            - id: fetch
              name: Render the skeleton
              action: fetch:template
              input: { url: ./skeleton, values: { name: '${{ parameters.name }}', by: '${{ user.ref }}' } }
            - id: publish
              name: Create the repository
              action: publish:github
              input: { repoUrl: '${{ parameters.repoUrl }}', token: '${{ secrets.USER_TOKEN }}' }
            - id: register
              name: Register in the catalog
              action: catalog:register
              input: { repoContentsUrl: '${{ steps.publish.output.repoContentsUrl }}' }
          output:
            links:
              - { title: Repository, url: '${{ steps.publish.output.remoteUrl }}' }

        """;

    public const string Rules = "scaffold:\n  allow:\n    - { templates: [node-service], by: ['group:default/engineering'], into: [acme] }\n";

    private static readonly Dictionary<string, string> Permissions = new(StringComparer.Ordinal)
    {
        ["metadata"] = "read",
        ["contents"] = "write",
        ["checks"] = "write",
        ["pull_requests"] = "write",
        ["issues"] = "write",
        ["members"] = "read",
        ["administration"] = "write",
        ["workflows"] = "write",
    };

    private readonly InstalledApp _app;

    private TemplateIssues(InstalledApp app) => _app = app;

    public FakeGitHub GitHub => _app.GitHub;

    public RunningServer Server => _app.Server;

    /// <summary>The GitOps repository, for servers that are configured with one.</summary>
    public RepositoryDriver GitOps => GitHub.Repository("acme/gitops");

    public RepositoryDriver Templates => GitHub.Repository("acme/templates");

    /// <summary>Starts GitHub and the server.</summary>
    public static async Task<TemplateIssues> StartAsync(string? without = null, string rules = Rules, Func<ServerSettings, ServerSettings>? settings = null)
    {
        var options = new FakeGitHubOptions
        {
            Permissions = Permissions.Where(p => p.Key != without).ToDictionary(),
            Events = [.. new FakeGitHubOptions().Events, "issues"],
        };
        var app = await InstalledApp.StartAsync(options, catalog: CatalogPair.Catalog, settings: s =>
        {
            var templates = s with { ScaffoldRepository = RepositoryName.Parse("acme/templates") };
            return settings?.Invoke(templates) ?? templates;
        });
        var organisation = app.GitHub.Organisation("acme");
        organisation.Join("ada");
        organisation.Join("mona");
        organisation.CreateTeam("engineering");
        organisation.Team("engineering").Add("ada");
        await new CatalogPair(app.GitHub, "sources:\n  - github-people: acme\n").FollowAsync(CatalogPair.Catalog, []);
        app.GitHub.Repository("acme/templates").Commit(
            "main",
            "Begin",
            (".github/automation.yml", rules),
            ("node/template.yaml", Template),
            ("node/skeleton/README.md", "# ${{ values.name }}\n\nMade for ${{ values.by }}.\n"),
            (
                "node/skeleton/catalog-info.yaml",
                "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: ${{ values.name }}\n"
                + "spec:\n  type: service\n  lifecycle: production\n  owner: engineering\n"));
        return new TemplateIssues(app);
    }

    public static string Request(string values = "name: orders", string command = "/automation scaffold node-service") =>
        $"A new service, please.\r\n\r\n{command}\r\n\r\n```yaml\r\n{values}\r\n```\r\n";

    public Task<DeliveryRow> SettleAsync(Delivery delivery) => _app.SettleAsync(delivery);

    /// <summary>Somebody asks in a new issue, and the server answers.</summary>
    public async Task<(int Issue, DeliveryRow Row)> AskAsync(string? text = null, string by = "ada")
    {
        var (number, delivery) = Templates.OpenIssue(text ?? Request(), by);
        return (number, await SettleAsync(delivery));
    }

    /// <summary>The only comment of the App on an issue.</summary>
    public string Answer(int issue) => Shown(Templates.Comments.Where(c => c.IssueNumber == issue && c.App == GitHub.App).ShouldHaveSingleItem().Body);

    /// <summary>Another server continues with the ledger of this one.</summary>
    public async Task<RunningServer> RestartAsync()
    {
        await Server.StopAsync();
        return await RunningServer.StartAsync(
            settings: s => _app.Settings(s) with { ScaffoldRepository = RepositoryName.Parse("acme/templates") }, data: Server.Data);
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private string Shown(string text) => text.Replace(GitHub.Url.AbsoluteUri.TrimEnd('/'), "https://github.example", StringComparison.Ordinal);
}
