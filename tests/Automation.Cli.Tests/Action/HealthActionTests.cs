using Automation.Cli.Action;
using Automation.Cli.Tests.Driving;
using Automation.Testing;

namespace Automation.Cli.Tests.Action;

/// <summary><c>automation action report-health</c>, as a job of GitHub Actions runs it.</summary>
public sealed class HealthActionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly GitSandbox _git = GitSandbox.Create();

    private ActionStep Step => new("report-health", _folder);

    public void Dispose()
    {
        _folder.Dispose();
        _git.Dispose();
    }

    [Fact]
    public void A_job_commits_the_report_and_shows_it()
    {
        _git.Git("init", "--quiet", "--bare", _git.Beside("catalog.git"));
        Run.Automation("catalog", "build", "--source", Path.Combine(Repository.Root, "samples/acme"), "--out", "catalog").In(_folder.Path).Go();

        var log = Report(("CATALOG-REPOSITORY", _git.Beside("catalog.git")), ("STATE", Path.Combine(Repository.Root, "samples/acme/infrastructure/clusters")), ("AT", "2026-11-29T09:00:00Z")).Ends(0).Output;

        log.ShouldContain(" to health.");
        Step.Summary.ShouldStartWith("# Health of services\n\nOf 5 services in 2 clusters, 3 have problems.\n");
        var outputs = Step.Outputs;
        outputs.Keys.ShouldBe(DeclaredAction.Named("report-health").Outputs);
        (outputs["conclusion"], outputs["services"], outputs["failing"], outputs["clusters-unread"]).ShouldBe(("success", "5", "3", "0"));
        _git.Git("--git-dir", _git.Beside("catalog.git"), "log", "--format=%s", "health").Trim().ShouldBe("Health of 5 services: 3 with problems");
    }

    [Fact]
    public void The_inputs_are_those_of_the_file() => HealthInputs.Names.ShouldBe(DeclaredAction.Named("report-health").Inputs);

    [Theory]
    [InlineData("CATALOG", "")]
    [InlineData("CATALOG-REPOSITORY", "")]
    [InlineData("KUBECONFIG", "none")]
    [InlineData("WITH-VOLUMES", "perhaps")]
    [InlineData("BRANCH", "-x")]
    [InlineData("AT", "yesterday")]
    public void An_input_that_cannot_be_meant_ends_with_2(string name, string value)
    {
        Run.Automation("catalog", "build", "--source", Path.Combine(Repository.Root, "samples/acme"), "--out", "catalog").In(_folder.Path).Go();

        Report(("CATALOG-REPOSITORY", "./x.git"), (name, value)).Ends(2).Errors.ShouldStartWith("::error");
    }

    private Outcome Report(params (string Name, string Value)[] inputs) => Step.Go([("CATALOG", "catalog"), .. inputs]);
}
