using Automation.Testing.GitHub;

namespace Automation.Cli.Tests.Steps;

/// <summary>The action at the root, and <c>actions/check</c>, on a pull request of <c>orders</c>.</summary>
public sealed class CheckStepTests : IDisposable
{
    private readonly SampleRepository _orders = new SampleRepository("orders").Replacing("catalog-info.yaml", "- customer-facing", "- Customer-Facing");

    public void Dispose() => _orders.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("check")]
    public void A_mistake_is_annotated_at_its_line_and_fails_the_step(string action)
    {
        using var job = _orders.PullRequestJob();
        StitchedSamples.In(job);

        var step = job.Uses(action, ("catalog", "catalog")).Ends(1);

        var error = step.Errors.ShouldHaveSingleItem();
        error.Place.ShouldBe("catalog-info.yaml:15");
        error.Message.ShouldContain("Customer-Facing");
        (step.Outputs["conclusion"], step.Outputs["errors"], step.Outputs["warnings"]).ShouldBe(("failure", "1", "0"));
        job.Later(step.Outputs["findings"]).ShouldContain("catalog/tag-format");
        job.Later(step.Outputs["sarif"]).ShouldContain("\"2.1.0\"");
        step.Summary.ShouldContain("catalog-info.yaml#L15");
    }

    [Fact]
    public void A_step_that_fails_on_nothing_counts_the_error_and_goes_on()
    {
        using var job = _orders.PullRequestJob();

        var step = job.Uses("", ("fail-on", "never")).Ends(0);

        step.Outputs["errors"].ShouldBe("1");
        step.Annotations.ShouldContain(a => a.Place == "catalog-info.yaml:15");
    }

    [Fact]
    public async Task The_comment_on_the_pull_request_has_the_mistake_once()
    {
        await using var gitHub = await FakeGitHub.StartAsync();
        gitHub.Organisation("acme");
        var number = _orders.Propose(gitHub);
        using var job = _orders.PullRequestJob(number, gitHub.Url);
        job.Token = gitHub.OtherApp("github-actions", "acme");

        job.Uses("", ("comment", "true")).Ends(1);
        job.Uses("", ("comment", "true")).Ends(1);

        var comment = gitHub.Repository("acme/orders").Comments.ShouldHaveSingleItem();
        comment.Author.Login.ShouldBe("github-actions[bot]");
        comment.Body.ShouldContain("catalog-info.yaml#L15");
        gitHub.ShouldHonourTheContract();
    }
}
