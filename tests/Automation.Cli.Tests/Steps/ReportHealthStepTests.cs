using Automation.Testing;

namespace Automation.Cli.Tests.Steps;

/// <summary><c>actions/report-health</c>, on the recorded clusters of the samples.</summary>
public sealed class ReportHealthStepTests : IDisposable
{
    private readonly ActionRunner _job = new("acme/catalog");
    private readonly GitSandbox _git = GitSandbox.Create();

    public ReportHealthStepTests()
    {
        StitchedSamples.In(_job);
        SampleRepository.Copy("infrastructure", Path.Combine(_job.Workspace, "infrastructure"));
        _git.Git("init", "--quiet", "--bare", Path.Combine(_job.Workspace, "catalog.git"));
    }

    public void Dispose()
    {
        _git.Dispose();
        _job.Dispose();
    }

    [Fact]
    public void The_report_is_a_commit_of_its_branch()
    {
        var step = Report("infrastructure/clusters").Ends(0);

        step.Annotations.ShouldBeEmpty();
        (step.Outputs["conclusion"], step.Outputs["services"], step.Outputs["failing"], step.Outputs["clusters-unread"]).ShouldBe(("success", "5", "3", "0"));
        step.Summary.ShouldStartWith("# Health of services\n\nOf 5 services in 2 clusters, 3 have problems.\n");
        File.Exists(Path.Combine(_job.Workspace, "catalog.git/refs/heads/health")).ShouldBeTrue();
    }

    [Fact]
    public void State_that_is_not_there_is_an_error_and_no_commit()
    {
        Report("nowhere").Ends(2).Errors.ShouldHaveSingleItem().Message.ShouldContain("nowhere");

        File.Exists(Path.Combine(_job.Workspace, "catalog.git/refs/heads/health")).ShouldBeFalse();
    }

    private FinishedStep Report(string state) => _job.Uses(
        "report-health", ("catalog", "catalog"), ("catalog-repository", "./catalog.git"), ("state", state), ("at", "2026-11-29T09:00:00Z"));
}
