using Automation.Cli.Action;
using Automation.Cli.Tests.Driving;
using Automation.Testing;

namespace Automation.Cli.Tests.Action;

/// <summary><c>automation action build-portal</c>, as a job of GitHub Actions runs it.</summary>
public sealed class PortalActionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private ActionStep Step => new("build-portal", _folder);

    public PortalActionTests() =>
        Run.Automation("catalog", "build", "--source", Path.Combine(Repository.Root, "samples", "acme", "orders"), "--documents", "--out", "catalog")
            .In(_folder.Path).Go().Ends(0);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_job_writes_the_site_and_says_how_large_it_is()
    {
        var log = Portal(("BASE-PATH", "/catalog"), ("TITLE", "Acme")).Ends(0).Output;

        log.ShouldStartWith("The portal is in site: ");
        Step.Summary.ShouldStartWith("### Portal\n\n");
        var outputs = Step.Outputs;
        outputs.Keys.ShouldBe(DeclaredAction.Named("build-portal").Outputs);
        int.Parse(outputs["files"]).ShouldBe(Directory.GetFiles(Path.Combine(_folder.Path, "site"), "*", SearchOption.AllDirectories).Length);
        Step.Written("site/404.html").ShouldContain("href=\"/catalog/assets/portal.css\"");
        Step.Written("site/index.html").ShouldContain(">Acme</a>");
        Portal(("BASE-PATH", "/catalog"), ("TITLE", "Acme"), ("HEALTH", "no-such-branch")).Ends(0);
    }

    [Fact]
    public void The_inputs_are_those_of_the_file()
    {
        PortalInputs.Names.ShouldBe(DeclaredAction.Named("build-portal").Inputs);
        DeclaredAction.Named("build-portal").Arguments.ShouldBe(["action", "build-portal"]);
    }

    [Theory]
    [InlineData("CATALOG", "nothing", "There is no stitched catalog")]
    [InlineData("SITE", "catalog", "has files that Automation did not write")]
    [InlineData("BASE-PATH", "catalog", "begin and end it with '/'")]
    [InlineData("PUBLIC", "perhaps", "write true or false")]
    [InlineData("PUBLIC", "true", "No source has 'public: true'")]
    public void An_input_that_cannot_be_meant_ends_with_2(string name, string value, string message)
    {
        var errors = Portal((name, value)).Ends(2).Errors;

        errors.ShouldStartWith("::error");
        errors.ShouldContain(message);
    }

    private Outcome Portal(params (string Name, string Value)[] inputs) => Step.Go([("CATALOG", "catalog"), .. inputs]);
}
