using Automation.Testing;

namespace Automation.Cli.Tests.Steps;

/// <summary><c>actions/stitch-catalog</c>, on checkouts of the sample repositories.</summary>
public sealed class StitchCatalogStepTests : IDisposable
{
    private readonly ActionRunner _job = new("acme/catalog");
    private readonly GitSandbox _git = GitSandbox.Create();

    public StitchCatalogStepTests()
    {
        foreach (var name in (string[])["org", "orders", "payments", "legacy-reports"])
        {
            SampleRepository.Copy(name, Path.Combine(_job.Workspace, "repositories", name));
        }
    }

    public void Dispose()
    {
        _git.Dispose();
        _job.Dispose();
    }

    [Fact]
    public void The_catalog_is_a_commit_of_its_repository()
    {
        _git.Git("init", "--quiet", "--bare", "--initial-branch=main", Path.Combine(_job.Workspace, "catalog.git"));

        var first = Stitch().Ends(0);
        var second = Stitch().Ends(0);

        first.Outputs["changed"].ShouldBe("true");
        first.Outputs["commit"].Length.ShouldBe(40);
        int.Parse(first.Outputs["entities"]).ShouldBeGreaterThan(20);
        int.Parse(first.Outputs["findings"]).ShouldBePositive();
        first.Summary.ShouldContain("`component:default/orders`");
        File.ReadAllText(Path.Combine(_job.Workspace, "catalog.git/refs/heads/main")).Trim().ShouldBe(first.Outputs["commit"]);
        (second.Outputs["changed"], second.Outputs["commit"]).ShouldBe(("false", ""));
    }

    [Fact]
    public void A_repository_that_is_not_there_is_an_error_of_the_step()
    {
        var step = Stitch().Ends(3);

        step.Errors.ShouldHaveSingleItem().Message.ShouldContain("catalog.git");
        step.Outputs.ShouldBeEmpty();
    }

    private FinishedStep Stitch() => _job.Uses("stitch-catalog", ("catalog-repository", "./catalog.git"), ("sources", "repositories/*\n"));
}
