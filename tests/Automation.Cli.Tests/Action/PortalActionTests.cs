using Automation.Cli.Action;
using Automation.Cli.Tests.Driving;
using Automation.Testing;

namespace Automation.Cli.Tests.Action;

/// <summary><c>automation action build-portal</c>, as a job of GitHub Actions runs it.</summary>
public sealed class PortalActionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public PortalActionTests() =>
        Run.Automation("catalog", "build", "--source", Path.Combine(Repository.Root, "samples", "acme", "orders"), "--documents", "--out", "catalog")
            .In(_folder.Path).Go().Ends(0);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_job_writes_the_site_and_says_how_large_it_is()
    {
        var log = Portal(("BASE-PATH", "/catalog"), ("TITLE", "Acme")).Ends(0).Output;

        log.ShouldStartWith("The portal is in site: ");
        Written("summary").ShouldStartWith("### Portal\n\n");
        var outputs = Written("output").TrimEnd('\n').Split('\n').Select(l => l.Split('=', 2)).ToDictionary(l => l[0], l => l[1], StringComparer.Ordinal);
        outputs.Keys.ShouldBe(DeclaredAction.Named("build-portal").Outputs);
        int.Parse(outputs["files"]).ShouldBe(Directory.GetFiles(Path.Combine(_folder.Path, "site"), "*", SearchOption.AllDirectories).Length);
        Written("site/404.html").ShouldContain("href=\"/catalog/assets/portal.css\"");
        Written("site/index.html").ShouldContain(">Acme</a>");
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
    [InlineData("SITE", "catalog", "has files that this program did not write")]
    [InlineData("BASE-PATH", "catalog", "begin and end it with '/'")]
    [InlineData("PUBLIC", "perhaps", "write true or false")]
    [InlineData("PUBLIC", "true", "No source has 'public: true'")]
    public void An_input_that_cannot_be_meant_ends_with_2(string name, string value, string message)
    {
        var errors = Portal((name, value)).Ends(2).Errors;

        errors.ShouldStartWith("::error");
        errors.ShouldContain(message);
    }

    private string Written(string name) => File.ReadAllText(Path.Combine(_folder.Path, name));

    private Outcome Portal(params (string Name, string Value)[] inputs)
    {
        _folder.With("output", "").With("summary", "");
        var run = Run.Automation("action", "build-portal").In(_folder.Path)
            .With("GITHUB_ACTIONS", "true").With("HOME", _folder.Path)
            .With("GITHUB_OUTPUT", Path.Combine(_folder.Path, "output")).With("GITHUB_STEP_SUMMARY", Path.Combine(_folder.Path, "summary"))
            .With("INPUT_CATALOG", "catalog");
        foreach (var (name, value) in inputs)
        {
            run.With($"INPUT_{name}", value);
        }

        return run.Go();
    }
}
