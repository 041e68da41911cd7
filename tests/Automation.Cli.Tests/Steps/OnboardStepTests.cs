using System.Text.Json.Nodes;

namespace Automation.Cli.Tests.Steps;

/// <summary><c>actions/onboard</c>, on sample repositories without their descriptors, against a fake GitHub.</summary>
public sealed class OnboardStepTests : IAsyncLifetime
{
    private SampleOrganisation _acme = null!;

    public async ValueTask InitializeAsync()
    {
        _acme = await SampleOrganisation.StartAsync("orders", "payments");
        _acme.GitHub.Repository("acme/payments").Commit("main", "Without a descriptor", ("catalog-info.yaml", null));
    }

    public ValueTask DisposeAsync() => _acme.DisposeAsync();

    [Fact]
    public void The_repository_without_a_descriptor_gets_a_pull_request()
    {
        var step = Onboard().Ends(0);

        step.Errors.ShouldBeEmpty();
        (step.Outputs["conclusion"], step.Outputs["opened"], step.Outputs["described"], step.Outputs["failed"]).ShouldBe(("success", "1", "1", "0"));
        JsonNode.Parse(step.Outputs["repositories"]).ShouldNotBeNull();
        step.Summary.ShouldContain("| `acme/payments` | [opened](");
        _acme.GitHub.Repository("acme/payments").PullRequests.ShouldHaveSingleItem();
        _acme.GitHub.Repository("acme/payments").Text("catalog-info.yaml", "automation/onboard")!.ShouldContain("owner: payments");
        _acme.GitHub.ShouldHonourTheContract();
    }

    [Fact]
    public void A_repository_that_cannot_be_reached_is_an_error()
    {
        _acme.GitHub.Repository("acme/payments").Block();

        var step = Onboard().Ends(1);

        step.Errors.ShouldHaveSingleItem().Message.ShouldStartWith("acme/payments: unreachable.");
        (step.Outputs["conclusion"], step.Outputs["failed"]).ShouldBe(("failure", "1"));
    }

    private FinishedStep Onboard() => _acme.Job.Uses("onboard", ("organization", "acme"), ("catalog", "catalog"), ("token", _acme.Job.Token));
}
