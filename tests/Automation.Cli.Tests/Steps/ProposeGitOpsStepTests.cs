using Automation.Testing.GitHub;

namespace Automation.Cli.Tests.Steps;

/// <summary><c>actions/propose-gitops</c>, for a component of the samples in the sample's GitOps repository, against a fake GitHub.</summary>
public sealed class ProposeGitOpsStepTests : IAsyncLifetime
{
    private FakeGitHub _gitHub = null!;
    private ActionRunner _job = null!;

    public async ValueTask InitializeAsync()
    {
        _gitHub = await FakeGitHub.StartAsync();
        _gitHub.Organisation("acme").WithMembers("ada");
        using var gitOps = new SampleRepository("gitops");
        _gitHub.Repository("acme/gitops").WithCollaborator("ada", "admin").Load(gitOps.Folder);
        _job = new ActionRunner("acme/catalog", _gitHub.Url) { Token = _gitHub.PersonalToken("ada") };
        StitchedSamples.In(_job);
    }

    public async ValueTask DisposeAsync()
    {
        _job.Dispose();
        await _gitHub.DisposeAsync();
    }

    [Fact]
    public void A_component_that_runs_nowhere_gets_a_pull_request()
    {
        var step = Propose("component:default/checkout").Ends(0);

        step.Errors.ShouldBeEmpty();
        (step.Outputs["conclusion"], step.Outputs["opened"], step.Outputs["refused"]).ShouldBe(("success", "1", "0"));
        step.Outputs["proposals"].ShouldContain("component:default/checkout");
        step.Summary.ShouldContain("| `component:default/checkout` |");
        var pull = _gitHub.Repository("acme/gitops").PullRequests.ShouldHaveSingleItem();
        pull.Pull.Title.ShouldContain("checkout");
        _gitHub.ShouldHonourTheContract();
    }

    [Fact]
    public void A_component_that_the_policy_does_not_allow_is_an_error()
    {
        var step = Propose("component:default/inventory").Ends(1);

        step.Errors.ShouldHaveSingleItem().Message.ShouldContain("The policy does not allow the project 'warehouse'");
        (step.Outputs["conclusion"], step.Outputs["refused"]).ShouldBe(("failure", "1"));
        _gitHub.Repository("acme/gitops").PullRequests.ShouldBeEmpty();
    }

    private FinishedStep Propose(string component) => _job.Uses(
        "propose-gitops", ("repository", "acme/gitops"), ("catalog", "catalog"), ("component", component), ("token", _job.Token));
}
