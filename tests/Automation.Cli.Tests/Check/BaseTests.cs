using Automation.Cli.Tests.Driving;
using Automation.Testing;

namespace Automation.Cli.Tests.Check;

/// <summary><c>check --base REV</c>: what stood before the change does not fail it.</summary>
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
    public void What_only_moved_within_its_file_stood_before()
    {
        _git.With("catalog-info.yaml", "# one\n# two\n---\n" + Descriptors.Component("first") + "\n---\n" + Descriptors.Refused).Commit();

        New(Check("main").Ends(0)).ShouldBeEmpty();
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
    public void The_merge_base_counts_and_not_what_the_base_mended_meanwhile()
    {
        _git.With("README.md", "x").Commit();
        _git.Git("checkout", "--quiet", "main");
        _git.With("catalog-info.yaml", Descriptors.Sound).Commit();
        _git.Git("checkout", "--quiet", "change");

        New(Check("main").Ends(0)).ShouldBeEmpty();
    }

    [Fact]
    public void The_configuration_of_the_base_is_in_force()
    {
        _git.With("automation.yml", "fail-on: never\nrules:\n  catalog/name-format: off\n").With("new/catalog-info.yaml", Descriptors.RefusedToo).Commit();

        Check("main").Ends(1).Rules.ShouldBe(["catalog/name-format", "catalog/name-format"]);
    }

    [Fact]
    public void The_configuration_at_the_tip_of_the_base_is_in_force()
    {
        _git.With("new/catalog-info.yaml", Descriptors.RefusedToo).Commit();
        _git.Git("checkout", "--quiet", "main");
        _git.With("automation.yml", "fail-on: never\n").Commit();
        _git.Git("checkout", "--quiet", "change");

        Check("main").Ends(0);
    }

    [Fact]
    public void A_change_that_breaks_the_configuration_is_told()
    {
        _git.With("automation.yml", "rulez: {}\n").Commit();

        var outcome = Check("main").Ends(1);

        New(outcome).ShouldBe(["automation.yml:1"]);
    }

    [Fact]
    public void A_broken_configuration_of_the_base_does_not_keep_out_its_repair_and_is_said()
    {
        _git.Git("checkout", "--quiet", "main");
        _git.With("automation.yml", "rulez: {}\n").Commit();
        _git.Git("checkout", "--quiet", "change");

        var outcome = Check("main").Ends(0);

        outcome.Json.GetProperty("notChecked").EnumerateArray().Select(n => n.Text("what")).ShouldContain("what the configuration asks for");
    }

    [Fact]
    public void The_organisations_configuration_stays_in_force_where_that_of_the_base_is_broken()
    {
        _git.Git("checkout", "--quiet", "main");
        _git.With("automation.yml", "rulez: {}\n").Commit();
        _git.Git("checkout", "--quiet", "change");
        _git.With("org.yml", "rules:\n  catalog/name-format: info\n");

        Run.Automation("check", "--base", "main", "--config", "org.yml", "--format", "json").In(_git.Path).Go().Ends(0).Findings.ShouldHaveSingleItem().Text("severity").ShouldBe("info");

        _git.With("org.yml", "rulez: {}\n");
        Run.Automation("check", "--base", "main", "--config", "org.yml").In(_git.Path).Go().Ends(2).Errors.ShouldContain("org.yml:1:1");
    }

    [Fact]
    public void A_doubt_about_the_configuration_that_stood_before_does_not_fail()
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
    public void A_shallow_clone_that_lacks_the_merge_base_says_what_it_compared_with()
    {
        _git.With("new/catalog-info.yaml", Descriptors.RefusedToo).Commit();
        using var shallow = _git.Clone("--depth=1", "--no-single-branch");

        var outcome = Run.Automation("check", "--base", "origin/main", "--format", "json").In(shallow.Path).Go().Ends(1);

        New(outcome).ShouldBe(["new/catalog-info.yaml:4"]);
        outcome.Json.GetProperty("notChecked").EnumerateArray().Select(n => n.Text("why")).ShouldContain(why => why!.Contains("fetch-depth: 0", StringComparison.Ordinal));
    }

    [Fact]
    public void A_shallow_clone_without_the_base_says_how_to_get_it()
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
        Run.Automation("check", "vendor/other", "--base", "HEAD", "--format", "json").In(_git.Path).Go().Ends(0).Findings.ShouldHaveSingleItem().Text("file").ShouldBe("vendor/other/catalog-info.yaml");
    }

    [Fact]
    public void A_folder_without_git_is_checked_and_cannot_be_compared()
    {
        using var folder = new TemporaryFolder().With("catalog-info.yaml", Descriptors.Sound);

        Run.Automation("check").In(folder.Path).Go().Ends(0);
        var outcome = Run.Automation("check", "--base", "main").In(folder.Path).Go().Ends(2);
        outcome.Errors.ShouldContain("in no git repository");
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

    private Outcome Check(string @base) => Run.Automation("check", "--base", @base, "--format", "json").In(_git.Path).Go();

    private static IEnumerable<string> New(Outcome outcome) =>
        outcome.Findings.Where(f => !f.GetProperty("preExisting").GetBoolean()).Select(f => $"{f.Text("file")}:{f.GetProperty("line").GetInt32()}");
}
