using Automation.Cli.Tests.Driving;
using Automation.Testing;

namespace Automation.Cli.Tests.Catalog;

/// <summary>Fetching from and publishing to a server over https, which only a process trusts (<c>SSL_CERT_FILE</c>).</summary>
public sealed class HttpsTests : IDisposable
{
    private readonly LocalCertificate _certificate = new();
    private readonly GitSandbox _origin = GitSandbox.Create();
    private readonly CatalogSandbox _catalog = new CatalogSandbox().With("a", "one");
    private readonly GitServer _server;

    public HttpsTests()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Elsewhere the system's own store decides what is trusted.");
        _origin.Git("config", "http.receivepack", "true");
        _origin.Git("config", "receive.denyCurrentBranch", "ignore");
        _origin.Git("config", "uploadpack.allowAnySHA1InWant", "true");
        _server = new GitServer(_origin, _certificate);
    }

    public void Dispose()
    {
        _server.Dispose();
        _catalog.Dispose();
        _origin.Dispose();
        _certificate.Dispose();
    }

    [Fact]
    public void A_catalog_is_published_over_https()
    {
        Run(Trusting(), Path.GetTempPath(), Publishing()).Ends(0).Output.ShouldContain(" to main: 1 entity added.");

        _origin.Git("ls-tree", "-r", "--name-only", "main", "entities").ShouldEndWith("default.one.yaml");
    }

    [Fact]
    public void The_action_fetches_the_base_of_a_shallow_clone_over_https()
    {
        var @base = _origin.With("catalog-info.yaml", Descriptors.Refused).Commit();
        for (var i = 0; i < 5; i++)
        {
            _origin.With("README.md", $"{i}").Commit();
        }

        using var clone = _origin.Clone("--depth=1");
        clone.Git("remote", "set-url", "origin", _server.Address);

        var variables = Trusting();
        variables["INPUT_BASE"] = @base;
        variables["INPUT_TOKEN"] = "canary";
        variables["GITHUB_SERVER_URL"] = new Uri(_server.Address).GetLeftPart(UriPartial.Authority);

        Run(variables, clone.Path, "action", "check").Ends(0).Everything.ShouldNotContain("canary");
    }

    [Fact]
    public void A_server_that_is_not_trusted_gets_nothing()
    {
        var outcome = Run(new() { ["GITHUB_TOKEN"] = "canary" }, Path.GetTempPath(), Publishing()).Ends(3);

        outcome.Errors.ShouldContain("certificate");
        _server.Credentials.ShouldBeEmpty();
        _origin.Git("for-each-ref").ShouldBeEmpty();
    }

    private string[] Publishing() => ["catalog", "publish", "--source", _catalog.Beside("a"), "--to", _server.Address];

    private Dictionary<string, string> Trusting() => new() { ["SSL_CERT_FILE"] = _certificate.Path };

    private static Outcome Run(Dictionary<string, string> variables, string folder, params string[] arguments) =>
        AutomationProcess.Run(folder, variables, arguments);
}
