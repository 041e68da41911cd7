using Automation.Cli.Tests.Driving;
using Automation.Testing;

namespace Automation.Cli.Tests.Catalog;

/// <summary><c>check --catalog</c> where the catalog knows the repository under check by the name of another folder.</summary>
public sealed class ProbableOwnSourceTests : IDisposable
{
    private readonly GitSandbox _git = GitSandbox.Create();

    public ProbableOwnSourceTests()
    {
        _git.Git("remote", "add", "origin", "https://github.com/acme/orders.git");
        _git.With("catalog-info.yaml", Descriptors.Component("orders"))
            .With("db/catalog-info.yaml", Descriptors.Resource("orders-db"))
            .With("teams/catalog-info.yaml", Descriptors.Group("team-a"))
            .Commit();
        Copy("first-clone");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_source_with_the_same_descriptors_at_the_same_paths_is_treated_as_the_repository_with_a_note(bool isStitched)
    {
        var outcome = Check(isStitched ? Stitched("first-clone") : _git.Beside("first-clone")).Ends(0);

        outcome.Findings.ShouldAllBe(f => f.Text("severity") == "info");
        outcome.Json.GetProperty("notChecked")
            .EnumerateArray()
            .Single(n => n.Text("what")!.Contains("is another repository", StringComparison.Ordinal))
            .Text("why")!.ShouldContain(
            "same descriptors at the same paths");
    }

    [Fact]
    public void So_it_is_where_a_change_edits_one_of_them()
    {
        var catalog = Stitched("first-clone");
        _git.Git("checkout", "--quiet", "-b", "change");
        _git.With("db/catalog-info.yaml", Descriptors.Resource("other-db")).Commit();

        var diff = Run.Automation("check", "--base", "main", "--catalog", catalog, "--format", "json")
            .In(_git.Path)
            .Go()
            .Ends(0).Json
            .GetProperty("catalogDiff");

        diff.GetProperty("renamed").GetArrayLength().ShouldBe(1);
        diff.GetProperty("winners").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public void A_catalog_that_is_behind_is_recognized_by_the_entities_of_its_files()
    {
        var catalog = Stitched("first-clone");
        _git.With("catalog-info.yaml", Descriptors.Component("orders", "  system: x\n"))
            .With("db/catalog-info.yaml", Descriptors.Resource("orders-db") + "  system: y\n")
            .Commit();

        Check(catalog).Rules.ShouldNotContain("reference/duplicate");
    }

    [Fact]
    public void A_descriptor_that_was_copied_into_a_new_repository_is_still_a_duplicate()
    {
        _git.Without("db/catalog-info.yaml")
            .Without("teams/catalog-info.yaml")
            .With("catalog-info.yaml", Descriptors.Component("orders", "  system: x\n"))
            .Commit();

        Check(Stitched("first-clone")).Ends(1).Rules.ShouldContain("reference/duplicate");
    }

    [Fact]
    public void A_source_with_a_repository_is_not_recognised_by_its_content()
    {
        using var other = _git.Clone();
        other.Git("remote", "set-url", "origin", "https://github.com/acme/other.git");
        Run.Automation("catalog", "build", "--source", $"{other.Path}@HEAD", "--out", _git.Beside("catalog")).Go().Ends(0);

        Check(_git.Beside("catalog")).Ends(1).Rules.ShouldContain("reference/duplicate");
    }

    [Fact]
    public void Of_two_sources_that_fit_neither_is_taken()
    {
        Copy("second-clone");

        Check(Stitched("first-clone", "second-clone")).Ends(1).Rules.ShouldContain("reference/duplicate");
    }

    /// <inheritdoc/>
    public void Dispose() => _git.Dispose();

    private Outcome Check(string catalog) => Run.Automation("check", "--catalog", catalog, "--format", "json").In(_git.Path).Go();

    private string Stitched(params string[] folders)
    {
        Run.Automation(["catalog", "build", .. folders.SelectMany(f => new[] { "--source", _git.Beside(f) }), "--out", _git.Beside("catalog")]).Go();
        return _git.Beside("catalog");
    }

    private void Copy(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(_git.Path, "*.yaml", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(_git.Beside(folder), Path.GetRelativePath(_git.Path, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }
}
