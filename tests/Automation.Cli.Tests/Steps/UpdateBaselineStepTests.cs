using System.Text.Json.Nodes;
using Automation.Cli.Tests.Templates;

namespace Automation.Cli.Tests.Steps;

/// <summary><c>actions/update-baseline</c>, for services that were made from an earlier version of a template, against a fake GitHub.</summary>
public sealed class UpdateBaselineStepTests : ServicesOfATemplate
{
    [Fact]
    public void Each_service_gets_a_pull_request_and_a_conflict_is_an_error()
    {
        Scaffold(["orders", "trial"]);
        Commit("trial", "Dockerfile", t => t.Replace("node:20", "node:20-alpine", StringComparison.Ordinal));
        Change();
        using var job = new ActionRunner("acme/templates", GitHub.Url) { Token = Token };
        Repository.Git("clone", "--quiet", new Uri(Repository.Path).AbsoluteUri, Path.Combine(job.Workspace, "templates"));
        SampleRepository.CopyFolder(At("catalog"), Path.Combine(job.Workspace, "catalog"));

        var step = job.Uses(
            "update-baseline", ("template", "templates/template.yaml"), ("catalog", "catalog"), ("tracking", "acme/templates"), ("token", Token)).Ends(1);

        step.Errors.ShouldHaveSingleItem().Message.ShouldStartWith("component:default/trial: conflicted.");
        (step.Outputs["conclusion"], step.Outputs["open"], step.Outputs["conflicted"]).ShouldBe(("failure", "1", "1"));
        step.Outputs["tracking"].ShouldEndWith("/acme/templates/issues/1");
        JsonNode.Parse(step.Outputs["waves"])!["waves"]!.AsArray().Count.ShouldBe(1);
        step.Summary.ShouldContain("| `component:default/trial` | team-a | [conflicted](");
        foreach (var service in (string[])["orders", "trial"])
        {
            GitHub.Repository($"acme/{service}").PullRequests.ShouldHaveSingleItem();
        }

        GitHub.ShouldHonourTheContract();
    }
}
