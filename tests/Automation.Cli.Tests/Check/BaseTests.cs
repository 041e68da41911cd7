using Automation.Cli.Tests.Driving;
using Automation.Testing;

namespace Automation.Cli.Tests.Check;

/// <summary><c>check --base REV</c>: pre-existing findings do not fail it.</summary>
public sealed class BaseTests : IDisposable
{
    private readonly GitSandbox _git = GitSandbox.Create();

    public BaseTests()
    {
        _git.With("catalog-info.yaml", Descriptors.Refused).Commit();
        _git.Git("checkout", "--quiet", "-b", "change");
    }

    [Fact]
    public void What_stood_at_the_base_is_marked_and_does_not_fail()
    {
        _git.With("README.md", "x").Commit();

        var outcome = Check("main").Ends(0);

        outcome.Findings.ShouldHaveSingleItem().GetProperty("preExisting").GetBoolean().ShouldBeTrue();
        outcome.Json.Text("conclusion").ShouldBe("neutral");
        Run.Automation("check", "--base", "main").In(_git.Path).Go().Ends(0).Output.ShouldContain("it is pre-existing");
    }

    [Fact]
    public void What_the_change_brings_fails()
    {
        _git.With("new/catalog-info.yaml", Descriptors.RefusedToo).Commit();

        New(Check("main").Ends(1)).ShouldBe(["new/catalog-info.yaml:4"]);
    }

    [Fact]
    public void What_is_not_committed_yet_counts()
    {
        _git.With("new/catalog-info.yaml", Descriptors.RefusedToo);

        New(Check("main").Ends(1)).ShouldBe(["new/catalog-info.yaml:4"]);
    }

    [Fact]
    public void What_only_moved_within_its_file_is_pre_existing()
    {
        _git.With("catalog-info.yaml", "# one\n# two\n---\n" + Descriptors.Component("first") + "\n---\n" + Descriptors.Refused).Commit();

        New(Check("main").Ends(0)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("catalog-info.yml")]
    [InlineData("services/orders/catalog-info.yaml")]
    public void What_moved_with_its_file_is_pre_existing(string path)
    {
        Move("catalog-info.yaml", path);
        _git.Commit();

        var outcome = Check("main").Ends(0);

        outcome.Findings.Select(f => f.Text("file")).ShouldBe([path]);
        New(outcome).ShouldBeEmpty();
    }

    [Fact]
    public void A_file_that_is_moved_and_changed_a_little_brings_only_what_the_change_adds()
    {
        Move("catalog-info.yaml", "orders/catalog-info.yaml");
        _git.With("orders/catalog-info.yaml", Descriptors.Refused.Replace("  lifecycle: production\n", "  lifecycle: 5\n", StringComparison.Ordinal)).Commit();

        var outcome = Check("main").Ends(1);

        outcome.Rules.ShouldBe(["catalog/name-format", "catalog/field-type"], ignoreOrder: true);
        outcome.Findings.Where(f => !f.GetProperty("preExisting").GetBoolean()).ShouldHaveSingleItem().Text("rule").ShouldBe("catalog/field-type");
    }

    [Fact]
    public void In_a_renamed_folder_each_file_is_recognised_by_its_content()
    {
        _git.Git("checkout", "--quiet", "main");
        string[] services = ["orders", "billing", "stock"];
        foreach (var service in services)
        {
            _git.With($"services/{service}/catalog-info.yaml", Descriptors.Component(service, "  dependsOn: 5\n"));
        }

        _git.Commit();
        _git.Git("checkout", "--quiet", "-b", "later");
        _git.Git("mv", "services", "apps");
        _git.With("apps/stock/catalog-info.yaml", Descriptors.Component("stock", "  dependsOn: 5\n  system: 5\n")).Commit();

        New(Check("main").Ends(1)).ShouldBe(["apps/stock/catalog-info.yaml:10"]);
    }

    [Fact]
    public void A_path_that_leads_nowhere_is_pre_existing_where_its_folder_is_renamed()
    {
        _git.Git("checkout", "--quiet", "main");
        _git.With("catalog-info.yaml", Descriptors.Sound)
            .With(
                "services/a/catalog-info.yaml",
                "apiVersion: backstage.io/v1alpha1\nkind: Location\nmetadata:\n  name: a\nspec:\n  targets: [./gone.yaml, ./gone/*.yaml, ../../../out.yaml]\n")
            .Commit();
        _git.Git("checkout", "--quiet", "-b", "later");
        _git.Git("mv", "services", "apps");
        _git.Commit();

        var outcome = Check("main").Ends(0);

        outcome.Rules.ShouldBe(["reference/missing-target", "reference/missing-target", "reference/outside-repository"], ignoreOrder: true);
        New(outcome).ShouldBeEmpty();
    }

    [Fact]
    public void A_file_is_moved_as_well_where_another_takes_its_place()
    {
        Move("catalog-info.yaml", "backend/catalog-info.yaml");
        _git.With(
            "catalog-info.yaml",
            "apiVersion: backstage.io/v1alpha1\nkind: Location\nmetadata:\n  name: all\n  description: Everything that this repository has to offer\nspec:\n  "
            + "targets: [./backend/catalog-info.yaml]\n")
            .Commit();

        New(Check("main").Ends(0)).ShouldBeEmpty();
    }

    [Fact]
    public void A_file_that_is_edited_keeps_its_findings_where_a_copy_brings_them_again()
    {
        _git.With("catalog-info.yaml", Descriptors.Refused + "# more\n").With("copy/catalog-info.yaml", Descriptors.Refused).Commit();

        New(Check("main").Ends(1)).Distinct().ShouldBe(["copy/catalog-info.yaml:4"]);
    }

    [Fact]
    public void A_copy_brings_its_findings()
    {
        _git.With("copy/catalog-info.yaml", Descriptors.Refused).Commit();

        New(Check("main").Ends(1)).Distinct().ShouldBe(["copy/catalog-info.yaml:4"]);
    }

    [Fact]
    public void Of_two_copies_of_a_file_that_goes_one_is_the_file()
    {
        Move("catalog-info.yaml", "a/catalog-info.yaml");
        _git.With("b/catalog-info.yaml", Descriptors.Refused).Commit();

        New(Check("main").Ends(1)).Distinct().ShouldBe(["b/catalog-info.yaml:4"]);
    }

    [Fact]
    public void Another_file_in_place_of_one_that_goes_brings_its_findings()
    {
        _git.Without("catalog-info.yaml")
            .With(
                "new/catalog-info.yaml",
                "apiVersion: backstage.io/v1alpha1\nkind: Group\nmetadata:\n  name: the orders\nspec:\n  type: team\n  profile: {displayName: Those who take "
                + "orders}\n  children: []\n")
            .Commit();

        New(Check("main").Ends(1)).ShouldContain("new/catalog-info.yaml:4");
    }

    [Fact]
    public void A_ref_that_two_files_define_is_pre_existing_whichever_of_them_is_moved()
    {
        _git.Git("checkout", "--quiet", "main");
        _git.With("catalog-info.yaml", Descriptors.Component("orders")).With("b/catalog-info.yaml", Descriptors.Component("orders")).Commit();
        _git.Git("checkout", "--quiet", "-b", "later");
        Move("b/catalog-info.yaml", "a/catalog-info.yaml");
        _git.Commit();

        New(Check("main").Ends(0)).ShouldBeEmpty();
    }

    [Fact]
    public void What_the_baseline_accepted_is_pre_existing_where_its_file_is_moved()
    {
        _git.Git("checkout", "--quiet", "main");
        _git.With("automation.yml", "baseline: baseline.json\n");
        Run.Automation("check", "--write-baseline", "baseline.json").In(_git.Path).Go();
        _git.Commit();
        _git.Git("checkout", "--quiet", "-b", "later");
        Move("catalog-info.yaml", "orders/catalog-info.yaml");
        _git.Commit();

        New(Check("main").Ends(0)).ShouldBeEmpty();
        _git.With("catalog-info.yaml", Descriptors.Refused).Commit();
        New(Check("main").Ends(1)).Distinct().ShouldBe(["orders/catalog-info.yaml:4"]);
    }

    [Fact]
    public void What_is_wrong_with_CODEOWNERS_is_pre_existing_where_it_is_moved()
    {
        _git.Git("checkout", "--quiet", "main");
        _git.With("catalog-info.yaml", Descriptors.Sound)
            .With("CODEOWNERS", "* @acme/team-a\n/gone/ @acme/team-a\n/docs/ team-a\n")
            .With("docs/x.md", "x")
            .Commit();
        _git.Git("checkout", "--quiet", "-b", "later");
        Move("CODEOWNERS", ".github/CODEOWNERS");
        _git.Commit();

        var outcome = Check("main").Ends(0);

        outcome.Findings.Select(f => f.Text("file")).Distinct().ShouldBe([".github/CODEOWNERS"]);
        New(outcome).ShouldBeEmpty();
    }

    [Fact]
    public void Of_two_of_a_kind_where_one_stood_one_is_new()
    {
        _git.With("catalog-info.yaml", Descriptors.Refused + "---\n" + Descriptors.Refused).Commit();

        var all = Check("main").Ends(1);

        all.Rules.Count(r => r == "catalog/name-format").ShouldBe(2);
        New(all).ShouldContain("catalog-info.yaml:13");
        all.Findings.Count(f => f.Text("rule") == "catalog/name-format" && !f.GetProperty("preExisting").GetBoolean()).ShouldBe(1);
    }

    [Fact]
    public void The_merge_base_counts_and_not_later_fixes_of_the_base()
    {
        _git.With("README.md", "x").Commit();
        _git.Git("checkout", "--quiet", "main");
        _git.With("catalog-info.yaml", Descriptors.Sound).Commit();
        _git.Git("checkout", "--quiet", "change");

        New(Check("main").Ends(0)).ShouldBeEmpty();
    }

    [Fact]
    public void The_configuration_of_the_base_applies()
    {
        _git.With("automation.yml", "fail-on: never\nrules:\n  catalog/name-format: off\n").With("new/catalog-info.yaml", Descriptors.RefusedToo).Commit();

        Check("main").Ends(1).Rules.ShouldBe(["catalog/name-format", "catalog/name-format"]);
    }

    [Fact]
    public void The_configuration_at_the_tip_of_the_base_applies()
    {
        _git.With("new/catalog-info.yaml", Descriptors.RefusedToo).Commit();
        _git.Git("checkout", "--quiet", "main");
        _git.With("automation.yml", "fail-on: never\n").Commit();
        _git.Git("checkout", "--quiet", "change");

        Check("main").Ends(0);
    }

    [Fact]
    public void A_change_that_breaks_the_configuration_is_reported()
    {
        _git.With("automation.yml", "rulez: {}\n").Commit();

        var outcome = Check("main").Ends(1);

        New(outcome).ShouldBe(["automation.yml:1"]);
    }

    [Fact]
    public void A_broken_configuration_of_the_base_does_not_block_its_fix_and_is_reported()
    {
        _git.Git("checkout", "--quiet", "main");
        _git.With("automation.yml", "rulez: {}\n").Commit();
        _git.Git("checkout", "--quiet", "change");

        var outcome = Check("main").Ends(0);

        outcome.Json.GetProperty("notChecked").EnumerateArray().Select(n => n.Text("what")).ShouldContain("the repository's own configuration");
    }

    [Fact]
    public void The_organisations_configuration_applies_if_that_of_the_base_is_invalid()
    {
        _git.Git("checkout", "--quiet", "main");
        _git.With("automation.yml", "rulez: {}\n").Commit();
        _git.Git("checkout", "--quiet", "change");
        _git.With("org.yml", "rules:\n  catalog/name-format: info\n");

        Run.Automation("check", "--base", "main", "--config", "org.yml", "--format", "json")
            .In(_git.Path)
            .Go()
            .Ends(0).Findings
            .ShouldHaveSingleItem()
            .Text("severity")
            .ShouldBe("info");

        _git.With("org.yml", "rulez: {}\n");
        Run.Automation("check", "--base", "main", "--config", "org.yml").In(_git.Path).Go().Ends(2).Errors.ShouldContain("org.yml:1:1");
    }

    [Fact]
    public void A_pre_existing_warning_about_the_configuration_does_not_fail()
    {
        _git.Git("checkout", "--quiet", "main");
        _git.With("catalog-info.yaml", Descriptors.Sound).With(".github/automation.yaml", "x: 1\n").Commit();
        _git.Git("checkout", "--quiet", "-b", "later");

        Run.Automation("check", "--base", "main", "--fail-on", "warning", "--format", "json").In(_git.Path).Go().Ends(0)
            .Findings.ShouldHaveSingleItem().GetProperty("preExisting").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public void A_folder_within_a_repository_is_compared_with_itself()
    {
        _git.Git("checkout", "--quiet", "main");
        _git.With("services/a/catalog-info.yaml", Descriptors.Refused).With("catalog-info.yaml", "").Commit();
        _git.Git("checkout", "--quiet", "-b", "later");
        _git.With("services/a/new/catalog-info.yaml", Descriptors.RefusedToo).Commit();

        var outcome = Run.Automation("check", "services/a/", "--base", "main", "--format", "json").In(_git.Path).Go().Ends(1);

        outcome.Findings.Count.ShouldBe(2);
        New(outcome).ShouldBe(["services/a/new/catalog-info.yaml:4"]);
    }

    [Fact]
    public void A_detached_head_is_compared_like_any_other()
    {
        _git.With("new/catalog-info.yaml", Descriptors.RefusedToo);
        _git.Git("checkout", "--quiet", "--detach", _git.Commit());

        New(Check("main").Ends(1)).ShouldBe(["new/catalog-info.yaml:4"]);
    }

    [Fact]
    public void A_worktree_is_compared_like_any_other()
    {
        _git.With("new/catalog-info.yaml", Descriptors.RefusedToo).Commit();
        _git.Git("checkout", "--quiet", "main");
        _git.Git("worktree", "add", "--quiet", _git.Beside("tree"), "change");

        New(Run.Automation("check", "--base", "main", "--format", "json").In(_git.Beside("tree")).Go().Ends(1)).ShouldBe(["new/catalog-info.yaml:4"]);
    }

    [Fact]
    public void A_bare_repository_is_checked_at_its_head()
    {
        _git.With("new/catalog-info.yaml", Descriptors.RefusedToo).Commit();
        using var bare = _git.Clone("--bare");

        New(Run.Automation("check", "--base", "main", "--format", "json").In(bare.Path).Go().Ends(1)).ShouldBe(["new/catalog-info.yaml:4"]);
        Run.Automation("check", "--format", "json").In(bare.Path).Go().Ends(1).Findings.Count.ShouldBe(2);
    }

    [Fact]
    public void A_shallow_clone_without_the_merge_base_reports_what_it_compared_with()
    {
        _git.With("new/catalog-info.yaml", Descriptors.RefusedToo).Commit();
        using var shallow = _git.Clone("--depth=1", "--no-single-branch");

        var outcome = Run.Automation("check", "--base", "origin/main", "--format", "json").In(shallow.Path).Go().Ends(1);

        New(outcome).ShouldBe(["new/catalog-info.yaml:4"]);
        outcome.Json.GetProperty("notChecked")
            .EnumerateArray()
            .Select(n => n.Text("why"))
            .ShouldContain(why => why!.Contains("fetch-depth: 0", StringComparison.Ordinal));
    }

    [Fact]
    public void A_shallow_clone_without_the_base_explains_how_to_fetch_it()
    {
        using var shallow = _git.Clone("--depth=1");

        Run.Automation("check", "--base", "main").In(shallow.Path).Go().Ends(2).Errors.ShouldContain("shallow clone");
    }

    [Fact]
    public void A_submodule_is_another_repository()
    {
        using var other = GitSandbox.Create().With("catalog-info.yaml", Descriptors.Refused.Replace("the orders", "the others", StringComparison.Ordinal));
        other.Commit();
        _git.Git("submodule", "--quiet", "add", other.Path, "vendor/other");
        _git.Commit();

        Check("main").Ends(0).Findings.ShouldHaveSingleItem().Text("file").ShouldBe("catalog-info.yaml");
        Run.Automation("check", "vendor/other", "--base", "HEAD", "--format", "json")
            .In(_git.Path)
            .Go()
            .Ends(0).Findings
            .ShouldHaveSingleItem()
            .Text("file")
            .ShouldBe("vendor/other/catalog-info.yaml");
    }

    [Fact]
    public void A_folder_without_git_is_checked_and_cannot_be_compared()
    {
        using var folder = new TemporaryFolder().With("catalog-info.yaml", Descriptors.Sound);

        Run.Automation("check").In(folder.Path).Go().Ends(0);
        var outcome = Run.Automation("check", "--base", "main").In(folder.Path).Go().Ends(2);
        outcome.Errors.ShouldContain("not in a git repository");
        outcome.Errors.ShouldNotContain(folder.Path);
    }

    [Theory]
    [InlineData("nowhere", "no 'nowhere'")]
    [InlineData("main:catalog-info.yaml", "is a search or a path")]
    [InlineData("-x", "begins with '-'")]
    public void A_revision_that_is_not_there_is_wrong_usage(string revision, string message) =>
        Run.Automation("check", $"--base={revision}").In(_git.Path).Go().Ends(2).Errors.ShouldContain(message);

    [Fact]
    public void A_repository_without_a_commit_cannot_be_compared()
    {
        using var empty = GitSandbox.Create();

        Run.Automation("check", "--base", "HEAD").In(empty.Path).Go().Ends(2).Errors.ShouldContain("no commit yet");
    }

    /// <inheritdoc/>
    public void Dispose() => _git.Dispose();

    private void Move(string from, string to)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_git.At(to))!);
        _git.Git("mv", from, to);
    }

    private Outcome Check(string @base) => Run.Automation("check", "--base", @base, "--format", "json").In(_git.Path).Go();

    private static IEnumerable<string> New(Outcome outcome) =>
        outcome.Findings.Where(f => !f.GetProperty("preExisting").GetBoolean()).Select(f => $"{f.Text("file")}:{f.GetProperty("line").GetInt32()}");
}
