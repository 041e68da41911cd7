using Automation.Cli.Tests.Driving;
using Automation.Testing;

namespace Automation.Cli.Tests.Catalog;

/// <summary><c>automation catalog diff</c> on a catalog in a repository, stitched from the samples.</summary>
public sealed class DiffTests : IDisposable
{
    private readonly GitSandbox _git = GitSandbox.Create();
    private readonly AcmeCopy _acme = new();

    public DiffTests()
    {
        _acme.Build(_git.Path);
        _git.Commit("Before");
        _acme.RemoveOrdersApi();
        _acme.Build(_git.Path);
        _git.Commit("After");
    }

    [Fact]
    public void A_person_reads_that_an_api_goes_and_who_consumes_it() => Snapshot.Match(Diff("HEAD~1", "HEAD").Ends(0).Output, "diff.txt");

    [Fact]
    public void A_pull_request_gets_tables_and_a_picture() => Snapshot.Match(Diff("HEAD~1", "HEAD", "--format", "markdown").Ends(0).Output, "diff.md");

    [Fact]
    public void A_script_reads_who_has_to_act()
    {
        var json = Diff("HEAD~1", "HEAD", "--format", "json").Ends(0).Json;

        json.GetProperty("removed").EnumerateArray().Select(e => e.Text("ref")).ShouldBe(["api:default/orders-api"]);
        json.GetProperty("impact").EnumerateArray().ShouldHaveSingleItem().GetProperty("direct").GetInt32().ShouldBeGreaterThan(1);
        json.GetProperty("relations")
            .EnumerateArray()
            .Where(r => r.Text("after") == "dangles")
            .Select(r => r.Text("owner"))
            .ShouldAllBe(o => o == "group:default/customer-care");
        json.GetProperty("acting")[0].Text("owner").ShouldBe("group:default/customer-care");
    }

    [Fact]
    public void A_revision_may_be_compared_with_a_folder()
    {
        Diff("HEAD", _git.Path).Ends(0).Output.ShouldBe("Nothing changes in the catalog.\n");
        Diff("main", ".").Ends(0).Output.ShouldBe("Nothing changes in the catalog.\n");
    }

    [Fact]
    public void A_folder_wins_over_a_revision_of_the_same_name()
    {
        var empty = Directory.CreateDirectory(_git.At("main"));

        Diff("main", "HEAD").Ends(2).Errors.ShouldContain("no stitched catalog in the folder 'main'");
        empty.Delete();
        Diff("main", "HEAD").Ends(0);
    }

    [Fact]
    public void The_catalog_may_be_elsewhere_and_in_a_folder_of_its_repository()
    {
        _acme.Build(_git.At("below"));
        _git.Commit();

        Run.Automation("catalog", "diff", "HEAD~1", "HEAD~2", "--catalog", _git.Path)
            .In(Path.GetTempPath())
            .Go()
            .Ends(0).Output
            .ShouldContain("1 entity added");
        Run.Automation("catalog", "diff", "HEAD", "HEAD", "--catalog", _git.At("below")).In(Path.GetTempPath()).Go().Ends(0);
        Run.Automation("catalog", "diff", "HEAD~1", "HEAD", "--catalog", _git.At("below"))
            .In(Path.GetTempPath())
            .Go()
            .Ends(2).Errors
            .ShouldContain("at the revision 'HEAD~1'");
    }

    [Theory]
    [InlineData("nowhere", "'nowhere' is neither a folder nor a revision")]
    [InlineData("", "is neither a folder nor a revision")]
    [InlineData("--exec=x", "")]
    public void What_is_neither_is_refused(string side, string says) => Diff(side, "HEAD").Ends(2).Errors.ShouldContain(says);

    [Fact]
    public void Without_a_repository_there_are_no_revisions() =>
        Run.Automation("catalog", "diff", "a", "b").In(Path.GetTempPath()).Go().Ends(2).Errors.ShouldContain("is not in a git repository");

    [Fact]
    public void A_broken_catalog_is_reported_as_broken()
    {
        File.WriteAllText(_git.At("catalog.json"), "{");

        Diff("HEAD", ".").Ends(3).Errors.ShouldContain("catalog.json was not written by this program");
    }

    [Theory]
    [InlineData("error", 1)]
    [InlineData("never", 0)]
    public void New_findings_fail_when_asked_to(string failOn, int exitCode)
    {
        Diff("HEAD~1", "HEAD", "--fail-on", failOn).Ends(exitCode);
        Diff("HEAD", "HEAD~1", "--fail-on", failOn).Ends(0);
    }

    [Fact]
    public void Formats_for_findings_are_refused() => Diff("HEAD", "HEAD", "--format", "sarif").Ends(2).Errors.ShouldContain("text, json or markdown");

    /// <inheritdoc/>
    public void Dispose()
    {
        _git.Dispose();
        _acme.Dispose();
    }

    private Outcome Diff(params string[] arguments) => Run.Automation(["catalog", "diff", .. arguments]).In(_git.Path).Go();
}
