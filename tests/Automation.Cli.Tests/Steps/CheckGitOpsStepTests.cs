namespace Automation.Cli.Tests.Steps;

/// <summary><c>actions/check-gitops</c>, on pull requests of <c>gitops</c>.</summary>
public sealed class CheckGitOpsStepTests : IDisposable
{
    private readonly SampleRepository _gitOps = new("gitops");

    public void Dispose() => _gitOps.Dispose();

    [Fact]
    public void A_mistake_in_an_Application_is_annotated_at_its_line()
    {
        const string File = "argocd/applications/payments-dev.yaml";
        using var job = _gitOps.Replacing(File, "project: payments", "project: payment").PullRequestJob();

        var step = job.Uses("check-gitops").Ends(1);

        var error = step.Errors.ShouldHaveSingleItem();
        error.Place.ShouldStartWith($"{File}:");
        error.Message.ShouldContain("payment");
        (step.Outputs["conclusion"], step.Outputs["errors"]).ShouldBe(("failure", "1"));
        job.Later(step.Outputs["sarif"]).ShouldContain(File);
    }

    [Fact]
    public void What_a_new_image_deploys_is_in_the_summary()
    {
        Assert.SkipWhen(Environment.GetEnvironmentVariable("AUTOMATION_GITOPS_IMAGE") is null, "only the image has kubectl and helm (AUTOMATION_GITOPS_IMAGE)");
        using var job = _gitOps.Replacing("apps/parcel-labels/values-production.yaml", "replicas: ", "replicas: 1").PullRequestJob();

        var step = job.Uses("check-gitops").Ends(0);

        step.Errors.ShouldBeEmpty();
        step.Outputs["errors"].ShouldBe("0");
        step.Summary.ShouldContain("replicas: 1");
        step.Summary.ShouldContain("helm v");
        step.Summary.ShouldNotContain("Not rendered");
    }
}
