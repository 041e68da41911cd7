using Automation.Cli.Tests.Driving;
using Automation.Testing;

namespace Automation.Cli.Tests.Check;

/// <summary><c>--catalog DIR</c>: the descriptors of the other repositories.</summary>
public sealed class CatalogTests : IDisposable
{
    private readonly TemporaryFolder _folder = new TemporaryFolder()
        .With("acme/orders/catalog-info.yaml", Descriptors.Component("orders"))
        .With("acme/orders/CODEOWNERS", "* @acme/team-a\n")
        .With("acme/teams/org.yaml", Descriptors.Group("team-a"));

    [Fact]
    public void An_owner_that_the_catalog_has_is_known() =>
        Run.Automation("check", "acme/orders", "--catalog", "acme", "--format", "json").In(_folder.Path).Go().Ends(0).Findings.ShouldBeEmpty();

    [Fact]
    public void An_owner_that_the_catalog_has_not_is_an_error_with_what_was_meant()
    {
        _folder.With("acme/orders/catalog-info.yaml", Descriptors.Component("orders").Replace("team-a", "team-aa", StringComparison.Ordinal));

        var outcome = Run.Automation("check", "acme/orders", "--catalog", "acme").In(_folder.Path).Go().Ends(1);

        outcome.Output.ShouldContain("[reference/unknown-owner]");
        outcome.Output.ShouldContain("team-a'");
    }

    [Fact]
    public void Without_a_catalog_the_report_lists_what_was_not_checked_and_why()
    {
        var notChecked = Run.Automation("check", "acme/orders", "--format", "json")
            .In(_folder.Path)
            .Go()
            .Ends(0).Json
            .GetProperty("notChecked")
            .EnumerateArray()
            .ShouldHaveSingleItem();

        notChecked.Text("what").ShouldBe("1 reference to an entity outside these files");
        notChecked.Text("why")!.ShouldContain("--catalog");
    }

    [Theory]
    [InlineData("acme/orders")]
    [InlineData("acme/orders/")]
    [InlineData("./acme/../acme/orders")]
    public void The_repository_itself_may_be_in_the_catalog(string path)
    {
        var outcome = Run.Automation("check", path, "--catalog", "./acme/", "--format", "json").In(_folder.Path).Go().Ends(0);

        outcome.Findings.ShouldBeEmpty();
        outcome.Json.GetProperty("notChecked").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public void A_copy_of_the_repository_in_the_catalog_is_known_by_its_name()
    {
        _folder.With("clone/catalog-info.yaml", Descriptors.Component("orders"));

        Run.Automation("check", "clone", "--catalog", "acme", "--repository", "acme/orders", "--format", "json")
            .In(_folder.Path)
            .Go()
            .Ends(0).Findings
            .ShouldBeEmpty();
        Run.Automation("check", "clone", "--catalog", ".", "--repository", "acme/orders", "--format", "json")
            .In(_folder.Path)
            .Go()
            .Ends(0).Findings
            .ShouldBeEmpty();
    }

    [Fact]
    public void The_same_entity_of_another_repository_is_a_duplicate()
    {
        _folder.With("acme/other/catalog-info.yaml", Descriptors.Component("orders"));

        var outcome = Run.Automation("check", "acme/orders", "--catalog", "acme", "--format", "json").In(_folder.Path).Go().Ends(1);

        outcome.Findings.ShouldHaveSingleItem().Text("message")!.ShouldContain("other/catalog-info.yaml");
    }

    [Fact]
    public void A_folder_of_git_clones_is_a_catalog()
    {
        using var team = GitSandbox.Create().With("org.yaml", Descriptors.Group("team-a"));
        team.Commit();
        using var orders = GitSandbox.Create().With("catalog-info.yaml", Descriptors.Component("orders"));
        orders.Commit();
        orders.Git("clone", "--quiet", team.Path, orders.Beside("catalog/teams"));
        orders.Git("clone", "--quiet", orders.Path, orders.Beside("catalog/orders"));

        var clone = orders.Beside("catalog/orders");
        Run.Automation("check", clone, "--catalog", orders.Beside("catalog"), "--format", "json").In(_folder.Path).Go().Ends(0).Findings.ShouldBeEmpty();
        Run.Automation("check", "--base", "HEAD", "--catalog", "..", "--format", "json").In(clone).Go().Ends(0).Findings.ShouldBeEmpty();
    }

    [Fact]
    public void Validate_looks_references_up_in_it_too()
    {
        _folder.With("acme/orders/catalog-info.yaml", Descriptors.Component("orders").Replace("team-a", "team-x", StringComparison.Ordinal));

        var outcome = Run.Automation("validate", "acme/orders/catalog-info.yaml", "--catalog", "acme", "--format", "jsonl").In(_folder.Path).Go().Ends(1);

        outcome.Rules.ShouldBe(["reference/unknown-owner"]);
        outcome.Lines[0].GetProperty("valid").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public void Each_repository_of_a_folder_is_checked_by_itself()
    {
        _folder.With("acme/bad/catalog-info.yaml", Descriptors.Refused)
            .With("acme/bad/automation.yml", "rules:\n  catalog/name-format: warning\n")
            .With("acme/worse/catalog-info.yaml", Descriptors.RefusedToo);

        var outcome = Run.Automation("check", "acme", "--each", "--catalog", "acme", "--format", "json").In(_folder.Path).Go().Ends(1);

        outcome.Findings.Select(f => $"{f.Text("file")} {f.Text("severity")}")
            .ShouldBe(["acme/bad/catalog-info.yaml warning", "acme/teams/org.yaml info", "acme/worse/catalog-info.yaml error"]);
    }

    [Fact]
    public void The_files_a_location_leads_to_are_checked_too()
    {
        _folder.With(
            "acme/orders/catalog-info.yaml",
            "apiVersion: backstage.io/v1alpha1\nkind: Location\nmetadata:\n  name: all\nspec:\n  targets: [./more.yaml, ./gone.yaml]\n")
            .With("acme/orders/more.yaml", Descriptors.Refused);

        var outcome = Run.Automation("check", "acme/orders", "--catalog", "acme", "--format", "json").In(_folder.Path).Go().Ends(1);

        outcome.Findings.Select(f => $"{f.Text("file")} {f.Text("rule")}")
            .ShouldBe(["acme/orders/catalog-info.yaml reference/missing-target", "acme/orders/more.yaml catalog/name-format"]);
    }

    [Fact]
    public void A_repository_without_a_descriptor_is_not_passed_in_silence()
    {
        Directory.CreateDirectory(Path.Combine(_folder.Path, "empty"));

        Run.Automation("check", "empty").In(_folder.Path).Go().Ends(0).Output.ShouldContain("not checked: descriptors in empty, because none was found");
    }

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();
}
