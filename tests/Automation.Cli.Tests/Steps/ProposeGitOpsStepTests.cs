namespace Automation.Cli.Tests.Steps;

/// <summary><c>actions/propose-gitops</c>, for a component of the samples in the sample's GitOps repository, against a fake GitHub.</summary>
public sealed class ProposeGitOpsStepTests : IAsyncLifetime
{
    private SampleOrganisation _acme = null!;

    public async ValueTask InitializeAsync() => _acme = await SampleOrganisation.StartAsync("gitops");

    public ValueTask DisposeAsync() => _acme.DisposeAsync();

    [Fact]
    public void A_component_that_runs_nowhere_gets_a_pull_request()
    {
        var step = Propose("component:default/checkout").Ends(0);

        step.Errors.ShouldBeEmpty();
        (step.Outputs["conclusion"], step.Outputs["opened"], step.Outputs["refused"]).ShouldBe(("success", "1", "0"));
        step.Outputs["proposals"].ShouldContain("component:default/checkout");
        step.Summary.ShouldContain("| `component:default/checkout` |");
        var pull = _acme.GitHub.Repository("acme/gitops").PullRequests.ShouldHaveSingleItem();
        pull.Pull.Title.ShouldContain("checkout");
        _acme.GitHub.ShouldHonourTheContract();
    }

    [Fact]
    public void A_component_that_the_policy_does_not_allow_is_an_error()
    {
        var step = Propose("component:default/inventory").Ends(1);

        step.Errors.ShouldHaveSingleItem().Message.ShouldContain("The policy does not allow the project 'warehouse'");
        (step.Outputs["conclusion"], step.Outputs["refused"]).ShouldBe(("failure", "1"));
        _acme.GitHub.Repository("acme/gitops").PullRequests.ShouldBeEmpty();
    }

    private FinishedStep Propose(string component) => _acme.Job.Uses(
        "propose-gitops", ("repository", "acme/gitops"), ("catalog", "catalog"), ("component", component), ("token", _acme.Job.Token));
}
