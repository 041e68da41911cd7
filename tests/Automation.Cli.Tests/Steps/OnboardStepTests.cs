using System.Text.Json.Nodes;
using Automation.Testing.GitHub;

namespace Automation.Cli.Tests.Steps;

/// <summary><c>actions/onboard</c>, on sample repositories without their descriptors, against a fake GitHub.</summary>
public sealed class OnboardStepTests : IAsyncLifetime
{
    private FakeGitHub _gitHub = null!;
    private ActionRunner _job = null!;

    public async ValueTask InitializeAsync()
    {
        _gitHub = await FakeGitHub.StartAsync();
        _gitHub.Organisation("acme").WithMembers("ada");
        using var orders = new SampleRepository("orders");
        using var payments = new SampleRepository("payments");
        foreach (var (name, sample) in (ReadOnlySpan<(string, SampleRepository)>)[("orders", orders), ("payments", payments)])
        {
            _gitHub.Repository($"acme/{name}").WithCollaborator("ada", "admin").Load(sample.Folder);
        }

        _gitHub.Repository("acme/payments").Commit("main", "Without a descriptor", ("catalog-info.yaml", null));
        _job = new ActionRunner("acme/catalog", _gitHub.Url) { Token = _gitHub.PersonalToken("ada") };
        StitchedSamples.In(_job);
    }

    public async ValueTask DisposeAsync()
    {
        _job.Dispose();
        await _gitHub.DisposeAsync();
    }

    [Fact]
    public void The_repository_without_a_descriptor_gets_a_pull_request()
    {
        var step = Onboard().Ends(0);

        step.Errors.ShouldBeEmpty();
        (step.Outputs["conclusion"], step.Outputs["opened"], step.Outputs["described"], step.Outputs["failed"]).ShouldBe(("success", "1", "1", "0"));
        JsonNode.Parse(step.Outputs["repositories"]).ShouldNotBeNull();
        step.Summary.ShouldContain("| `acme/payments` | [opened](");
        _gitHub.Repository("acme/payments").PullRequests.ShouldHaveSingleItem();
        _gitHub.Repository("acme/payments").Text("catalog-info.yaml", "automation/onboard")!.ShouldContain("owner: payments");
        _gitHub.ShouldHonourTheContract();
    }

    [Fact]
    public void A_repository_that_cannot_be_reached_is_an_error()
    {
        _gitHub.Repository("acme/payments").Block();

        var step = Onboard().Ends(1);

        step.Errors.ShouldHaveSingleItem().Message.ShouldStartWith("acme/payments: unreachable.");
        (step.Outputs["conclusion"], step.Outputs["failed"]).ShouldBe(("failure", "1"));
    }

    private FinishedStep Onboard() => _job.Uses("onboard", ("organization", "acme"), ("catalog", "catalog"), ("token", _job.Token));
}
