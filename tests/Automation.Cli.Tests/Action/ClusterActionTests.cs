using Automation.Cli.Tests.Driving;
using Automation.Testing;
using Automation.Testing.Clusters;

namespace Automation.Cli.Tests.Action;

/// <summary><c>automation action report-health</c> with clusters: as a job runs it, also in the image.</summary>
public sealed class ClusterActionTests : IDisposable
{
    private const string Secret = "hunter2-s3cr3t";

    private readonly TemporaryFolder _folder = new();
    private readonly LocalCertificate _certificate = new();
    private readonly GitSandbox _git = GitSandbox.Create();

    private ActionStep Step => new("report-health", _folder);

    public void Dispose()
    {
        _folder.Dispose();
        _certificate.Dispose();
        _git.Dispose();
    }

    [Fact]
    public async Task A_job_reads_clusters_and_names_the_one_that_refuses_it()
    {
        await using var eu = await FakeCluster.StartAsync(_certificate);
        await using var us = await FakeCluster.StartAsync(_certificate);
        eu.With($$$$"""
            {"apiVersion":"v1","kind":"Pod","metadata":{"name":"orders-1","namespace":"shop","labels":{"backstage.io/kubernetes-id":"orders"}},
            "spec":{"restartPolicy":"Always","containers":[{"name":"app","image":"orders:1","env":[{"name":"PASSWORD","value":"{{{{Secret}}}}"}]}]},
            "status":{"phase":"Running","containerStatuses":[{"name":"app","ready":false,"restartCount":7,
            "state":{"waiting":{"reason":"CrashLoopBackOff","message":"{{{{Secret}}}}"}},"lastState":{"terminated":{"exitCode":1,"reason":"Error"}}}]}}
            """);
        _git.Git("init", "--quiet", "--bare", _git.Beside("catalog.git"));
        _folder.With("source/catalog-info.yaml", """
            apiVersion: backstage.io/v1alpha1
            kind: Component
            metadata: { name: orders }
            spec: { type: service, lifecycle: production, owner: ordering }

            """);
        _folder.With("config", Kubeconfig(eu, us));
        Run.Automation("catalog", "build", "--source", "source", "--out", "catalog").In(_folder.Path).Go();

        var first = Report().Ends(0);
        var second = Report().Ends(0);

        first.Output.ShouldContain("Cluster us: the cluster: it refuses the credentials (401)");
        var outputs = Step.Outputs;
        (outputs["conclusion"], outputs["services"], outputs["failing"], outputs["clusters-unread"]).ShouldBe(("success", "1", "1", "1"));
        Step.Summary.ShouldContain("ends with code 1");
        (first.Everything + second.Everything + Step.Summary).ShouldNotContain(Secret);
        (first.Everything + second.Everything + Step.Summary).ShouldNotContain(eu.Token);
        _git.Git("--git-dir", _git.Beside("catalog.git"), "log", "--format=%s", "health").Trim().Split('\n').Length.ShouldBe(2);
        _git.Git("--git-dir", _git.Beside("catalog.git"), "show", "health:HEALTH.md").ShouldContain("## Problems");
    }

    [Theory]
    [InlineData("", 0, "::warning title=Automation::Cluster us: ")]
    [InlineData("arn:aws:eks:us-east-1:123456789012:cluster/us", 3, "::error title=Automation::Cluster us: ")]
    public async Task A_cluster_that_cannot_be_read_is_a_warning_and_none_at_all_an_error(string contexts, int exitCode, string annotation)
    {
        await using var eu = await FakeCluster.StartAsync(_certificate);
        await using var us = await FakeCluster.StartAsync(_certificate);
        _git.Git("init", "--quiet", "--bare", _git.Beside("catalog.git"));
        _folder.With("source/catalog-info.yaml", "");
        _folder.With("config", Kubeconfig(eu, us));
        Run.Automation("catalog", "build", "--source", "source", "--out", "catalog").In(_folder.Path).Go();

        Report(contexts).Ends(exitCode).Output.ShouldContain(annotation);
    }

    private string Kubeconfig(FakeCluster eu, FakeCluster us) => $$"""
        apiVersion: v1
        kind: Config
        contexts:
        - { name: eu, context: { cluster: eu, user: reader } }
        - { name: arn:aws:eks:us-east-1:123456789012:cluster/us, context: { cluster: us, user: stranger } }
        clusters:
        - { name: eu, cluster: { server: "{{eu.Url}}", certificate-authority: {{_certificate.Path}} } }
        - { name: us, cluster: { server: "{{us.Url}}", certificate-authority: {{_certificate.Path}} } }
        users:
        - { name: reader, user: { token: {{eu.Token}} } }
        - { name: stranger, user: { token: wrong } }

        """;

    private Outcome Report(string contexts = "") => Step.Go(
        ("CATALOG", "catalog"), ("CATALOG-REPOSITORY", _git.Beside("catalog.git")), ("KUBECONFIG", "config"), ("CONTEXTS", contexts));
}
