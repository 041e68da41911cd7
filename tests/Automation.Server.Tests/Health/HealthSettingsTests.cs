using Automation.Server.Tests.Driving;
using Automation.Server.Tests.Pushes;
using Automation.Testing;
using Automation.Testing.Clusters;
using Automation.Testing.GitHub;

namespace Automation.Server.Tests.Health;

/// <summary>The settings of the clusters, as the program reads them from its environment.</summary>
public sealed class HealthSettingsTests : IDisposable
{
    private const string Strong = "0f4c2b9d8e7a61530f4c2b9d8e7a6153";

    private const string Kubeconfig =
        """
        apiVersion: v1
        kind: Config
        contexts:
        - name: prod-eu
          context: { cluster: c, user: u }
        clusters: [{ name: c, cluster: { server: "https://127.0.0.1:1" } }]
        users: [{ name: u, user: { token: canary } }]

        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("Health__Contexts is set to nothing", "Health__EverySeconds=60", "Health__Contexts and Health__InCluster are not set: set one of them, or remove the other settings of Health.")]
    [InlineData("no kubeconfig", "Health__Contexts=prod-eu;KUBECONFIG=", "Health__Contexts needs a kubeconfig: set Health__Kubeconfig to its path.")]
    [InlineData("a kubeconfig that is not there", "Health__Contexts=prod-eu;Health__Kubeconfig=/none", "Health__Contexts: There is no kubeconfig at /none.")]
    [InlineData("an unknown context", "Health__Contexts=prod-us;Health__Kubeconfig=CONFIG", "Health__Contexts: The kubeconfig has no context 'prod-us'.")]
    [InlineData("a cluster twice", "Health__Contexts=prod-eu,prod-eu;Health__Kubeconfig=CONFIG", "Health__Contexts: Two contexts are the cluster 'prod-eu': name one of them, as NAME=CONTEXT.")]
    [InlineData("too often", "Health__Contexts=prod-eu;Health__Kubeconfig=CONFIG;Health__EverySeconds=5", "Health__EverySeconds must be a whole number from 30 to 600.")]
    [InlineData("no catalog", "Health__InCluster=here", "Health__Contexts and Health__InCluster need Catalog__Repository: the services of the catalog are looked up in the clusters.")]
    [InlineData("no App", "Health__InCluster=here;Catalog__Repository=acme/catalog", "GitHub__AppId and GitHub__PrivateKeyPath are not set: the health of services is written to the catalog's repository as the App.")]
    [InlineData("no GitOps repository", "Health__InCluster=here;Health__GitOpsComments=true", "Health__GitOpsComments needs GitOps__Repository: its merged pull requests get the comments.")]
    [InlineData("a misspelt name", "Health__Context=prod-eu;Health__InCluster=here", "Health__Context is not a setting; did you mean Health__Contexts?")]
    public void What_is_wrong_ends_with_2_and_a_sentence(string what, string settings, string message)
    {
        _folder.With("config", Kubeconfig);
        (string, string)[] given =
        [
            ("GitHub__WebhookSecret", Strong),
            .. settings.Replace("=CONFIG", $"={Path.Combine(_folder.Path, "config")}", StringComparison.Ordinal)
                .Split(';').Select(s => s.Split('=', 2)).Select(s => (s[0], s[1])),
        ];

        var (exitCode, output) = ServerProcess.Run(["--data", Path.Combine(_folder.Path, "data")], given);

        exitCode.ShouldBe(2, what);
        output.ShouldContain(message);
        output.ShouldNotContain("canary");
    }

    [Fact]
    public async Task The_program_reads_the_clusters_of_its_settings_and_reports_them()
    {
        await using var cluster = await FakeCluster.StartAsync();
        cluster.With("""
            {"apiVersion":"v1","kind":"Pod","metadata":{"name":"orders-1","namespace":"shop","labels":{"backstage.io/kubernetes-id":"orders"}},
            "spec":{"restartPolicy":"Always","containers":[{"name":"app","image":"orders:1"}]},"status":{"phase":"Running"}}
            """);
        await using var gitHub = await FakeGitHub.StartAsync();
        var catalogs = new CatalogPair(gitHub);
        gitHub.Repository("acme/svc-orders").Commit("main", "First", ("catalog-info.yaml", FollowedOrganisation.Component("orders")));
        await catalogs.FollowAsync(CatalogPair.Catalog, []);
        _folder.With("config", cluster.Kubeconfig("arn:aws:eks:eu-west-1:123456789012:cluster/prod-eu"));
        _folder.With("app.pem", gitHub.App.PrivateKey);

        var (process, _) = await ServerProcess.StartAsync(
            Path.Combine(_folder.Path, "data"),
            ("GitHub__WebhookSecret", Strong),
            ("GitHub__ApiUrl", gitHub.Url.AbsoluteUri),
            ("GitHub__AppId", $"{gitHub.App.Id}"),
            ("GitHub__PrivateKeyPath", Path.Combine(_folder.Path, "app.pem")),
            ("Catalog__Repository", CatalogPair.Catalog),
            ("Health__Contexts", "*"),
            ("Health__Kubeconfig", Path.Combine(_folder.Path, "config")),
            ("Health__Branch", "state"));
        using (process)
        {
            await RunningServer.UntilAsync(() => gitHub.Repository(CatalogPair.Catalog).Text("HEALTH.md", "state") is not null, () => process.Log);
            process.Log.ShouldNotContain(cluster.Token);
        }

        gitHub.Repository(CatalogPair.Catalog).Text("HEALTH.md", "state")!.ShouldContain("| prod-eu |");
    }
}
