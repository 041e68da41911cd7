namespace Automation.Cli.Tests.Steps;

/// <summary><c>actions/build-portal</c>, on the catalog of all sample repositories.</summary>
public sealed class BuildPortalStepTests : IDisposable
{
    private readonly ActionRunner _job = new("acme/catalog");

    public BuildPortalStepTests() => StitchedSamples.In(_job, "--documents");

    public void Dispose() => _job.Dispose();

    [Fact]
    public void The_site_is_in_the_workspace_and_its_size_in_the_outputs()
    {
        var step = _job.Uses("build-portal", ("catalog", "catalog"), ("title", "Acme"), ("base-path", "/catalog")).Ends(0);

        var files = Directory.GetFiles(Path.Combine(_job.Workspace, "site"), "*", SearchOption.AllDirectories);
        int.Parse(step.Outputs["files"]).ShouldBe(files.Length);
        long.Parse(step.Outputs["bytes"]).ShouldBePositive();
        step.Summary.ShouldStartWith("### Portal\n\n");
        step.Annotations.ShouldBeEmpty();
        _job.Later("site/index.html").ShouldContain(">Acme</a>");
    }

    [Fact]
    public void A_folder_of_other_files_is_refused_with_an_error()
    {
        var step = _job.Uses("build-portal", ("catalog", "catalog"), ("site", "catalog")).Ends(2);

        step.Errors.ShouldHaveSingleItem().Message.ShouldContain("has files that Automation did not write");
        step.Outputs.ShouldBeEmpty();
    }
}
