using Automation.Cli.Tests.Driving;
using Automation.Testing;

namespace Automation.Cli.Tests;

/// <summary><c>automation gitops fetch-charts</c>, as a process that trusts a local server.</summary>
public sealed class GitOpsFetchChartsTests : IDisposable
{
    private readonly LocalCertificate _certificate = new();
    private readonly TemporaryFolder _repository = new();
    private readonly ChartRepository _server;

    public GitOpsFetchChartsTests()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Elsewhere the system's own store decides what is trusted.");
        _server = new ChartRepository(_certificate);
        Serve(ChartRepository.Pack("redis", "1.2.3"));
        _repository.With(".automation/gitops.yml", $"chart-repositories: ['https://{_server.Authority}/*']\n");
        _repository.With("argocd/orders.yaml", Application("orders",
            $"{{ repoURL: https://{_server.Authority}/stable, chart: redis, targetRevision: 1.2.3 }}"));
    }

    [Fact]
    public void Charts_are_fetched_once_and_pinned()
    {
        Run().Ends(0).Output.ShouldContain($"fetched  redis 1.2.3 of https://{_server.Authority}/stable: sha256:");
        File.Exists(Path.Combine(_repository.Path, "charts", "redis-1.2.3.tgz")).ShouldBeTrue();
        var requests = _server.Requests.Count;

        Run().Ends(0).Output.ShouldStartWith("present  redis 1.2.3");
        Run("--check").Ends(0);
        _server.Requests.Count.ShouldBe(requests);
    }

    [Fact]
    public void A_check_fails_until_everything_is_pinned()
    {
        Run("--check").Ends(1).Output.ShouldContain("missing  redis 1.2.3");
        _server.Requests.ShouldBeEmpty();
    }

    [Fact]
    public void A_chart_that_was_replaced_is_not_used()
    {
        Run().Ends(0);
        File.Delete(Path.Combine(_repository.Path, "charts", "redis-1.2.3.tgz"));
        Serve(ChartRepository.Pack("redis", "1.2.3", ("redis/templates/new.yaml", "")));

        Run().Ends(1).Output.ShouldContain("the repository has replaced it");
        File.Exists(Path.Combine(_repository.Path, "charts", "redis-1.2.3.tgz")).ShouldBeFalse();
    }

    [Fact]
    public void What_is_not_fetched_says_why()
    {
        _repository.With("argocd/others.yaml", string.Join("---\n", new[]
        {
            Application("a", "{ repoURL: https://elsewhere.example, chart: a, targetRevision: 1.0.0 }"),
            Application("b", $"{{ repoURL: https://{_server.Authority}/stable, chart: b, targetRevision: 1.x }}"),
            Application("c", $"{{ repoURL: https://{_server.Authority}/stable, chart: '{{{{ chart }}}}', targetRevision: 1.0.0 }}"),
        }));

        var output = Run().Ends(1).Output;
        output.ShouldContain("'.automation/gitops.yml' does not allow the repository: add it to 'chart-repositories'");
        output.ShouldContain("the version is a range, which may be another one tomorrow: write one version");
        output.ShouldContain("an ApplicationSet generates it: its charts are known once it is expanded");
    }

    [Fact]
    public void A_password_is_in_no_output()
    {
        _server.With("/stable/index.yaml", "", 401);

        var outcome = AutomationProcess.Run(_repository.Path, Trusting($"{_server.Authority} user:canary"), ["gitops", "fetch-charts", "--charts",
            "charts"]).Ends(1);

        outcome.Everything.ShouldNotContain("canary");
        outcome.Output.ShouldContain("it needs a user and a password: set AUTOMATION_CHART_CREDENTIALS");
    }

    public void Dispose()
    {
        _server.Dispose();
        _repository.Dispose();
        _certificate.Dispose();
    }

    private void Serve(byte[] chart) => _server.With("/stable/index.yaml",
        "entries:\n  redis:\n  - version: 1.2.3\n    urls: [redis.tgz]\n").With("/stable/redis.tgz", chart);

    private static string Application(string name, string source) =>
        $"apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {{ name: {name} }}\nspec: "
            + $"{{ project: default, destination: {{ name: dev }}, source: {source} }}\n";

    private Outcome Run(params string[] options) =>
        AutomationProcess.Run(_repository.Path, Trusting(null), ["gitops", "fetch-charts", "--charts", "charts", .. options]);

    private Dictionary<string, string> Trusting(string? credentials)
    {
        var variables = new Dictionary<string, string> { ["SSL_CERT_FILE"] = _certificate.Path };
        if (credentials is not null)
        {
            variables["AUTOMATION_CHART_CREDENTIALS"] = credentials;
        }

        return variables;
    }
}
