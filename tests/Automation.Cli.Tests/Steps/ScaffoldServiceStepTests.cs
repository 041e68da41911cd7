using System.Text.Json.Nodes;
using Automation.Testing.GitHub.Drivers;

namespace Automation.Cli.Tests.Steps;

/// <summary><c>actions/scaffold-service</c>, with the template of a service in node, against a fake GitHub.</summary>
public sealed class ScaffoldServiceStepTests : IAsyncLifetime
{
    private PlatformTeam _team = null!;
    private ActionRunner _job = null!;

    public async ValueTask InitializeAsync()
    {
        _team = await PlatformTeam.StartAsync();
        _job = new ActionRunner("acme/templates", _team.GitHub.Url) { Token = _team.Token };
        SampleRepository.Copy("templates", Path.Combine(_job.Workspace, "templates"));
    }

    public async ValueTask DisposeAsync()
    {
        _job.Dispose();
        await _team.DisposeAsync();
    }

    [Fact]
    public void The_service_has_a_repository_and_a_pull_request_to_the_catalog()
    {
        var step = Scaffold(("values-file", "templates/node-service/example.yaml"), ("catalog-repository", "acme/catalog")).Ends(0);

        step.Errors.ShouldBeEmpty();
        (step.Outputs["conclusion"], step.Outputs["repository"]).ShouldBe(("success", "acme/parcel-tracker"));
        step.Outputs["catalog-entity"].ShouldBe("component:default/parcel-tracker");
        JsonNode.Parse(step.Outputs["created"])!.AsArray().Select(c => $"{c!["kind"]}").ShouldBe(["repository", "pull request"]);
        step.Summary.ShouldContain("acme/parcel-tracker");
        _team.GitHub.Repository("acme/parcel-tracker").Text("catalog-info.yaml")!.ShouldContain("name: parcel-tracker");
        _team.GitHub.Repository("acme/catalog").PullRequests.ShouldHaveSingleItem();
    }

    [Fact]
    public void A_value_that_the_template_does_not_allow_is_an_error_and_creates_nothing()
    {
        var step = Scaffold(("values", """{"name": "Parcel Tracker", "description": "x", "owner": "fulfilment", "repoUrl": "github.com?owner=acme&repo=x"}""")).Ends(1);

        step.Errors.ShouldHaveSingleItem().Message.ShouldContain("name");
        (step.Outputs["conclusion"], step.Outputs["repository"], step.Outputs["created"]).ShouldBe(("failure", "", "[]"));
        _team.GitHub.Requests.ShouldBeEmpty();
    }

    private FinishedStep Scaffold(params (string Input, string Value)[] with) =>
        _job.Uses("scaffold-service", [("template", "templates/node-service/template.yaml"), ("token", _team.Token), .. with]);
}
