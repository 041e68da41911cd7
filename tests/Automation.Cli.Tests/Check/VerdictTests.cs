using Automation.Cli.Tests.Driving;
using Automation.Testing;

namespace Automation.Cli.Tests.Check;

/// <summary>One verdict covers findings and what merging does to the catalog, in every format.</summary>
public sealed class VerdictTests : IDisposable
{
    private readonly GitSandbox _git = GitSandbox.Create();

    [Fact]
    public void A_change_that_breaks_a_relation_of_another_repository_is_no_success()
    {
        Consumed();
        _git.Without("db/catalog-info.yaml").Commit();

        Check("--format", "json").Ends(0).Json.Text("conclusion").ShouldBe("neutral");
        Check().Ends(0).Output.ShouldEndWith("\nMerging breaks 1 relation. No problems found in 1 document (1 file).\n");
        Check("--quiet").Ends(0).Output.ShouldStartWith("Merging breaks 1 relation. ");
        Check("--format", "github").Ends(0).Output.ShouldContain("Merging breaks 1 relation. ");
        Check("--format", "markdown").Ends(0).Output.ShouldStartWith("### ⚠️ This check passes, but merging breaks 1 component of `");
    }

    [Fact]
    public void A_failing_headline_also_names_what_breaks()
    {
        Consumed();
        _git.Without("db/catalog-info.yaml").With("more/catalog-info.yaml", Descriptors.Refused).Commit();

        var text = Check("--format", "markdown").Ends(1).Output;

        text.ShouldStartWith("### ❌ 1 problem fails this check\n");
        text.ShouldContain("⚠️ Merging this also **breaks 1 component of");
    }

    [Fact]
    public void Without_a_descriptor_nothing_was_checked_and_the_verdict_is_neutral()
    {
        _git.With("README.md", "x").Commit();

        Run.Automation("check", "--format", "json").In(_git.Path).Go().Ends(0).Json.Text("conclusion").ShouldBe("neutral");
        Run.Automation("check").In(_git.Path).Go().Ends(0).Output.ShouldEndWith("\nNo descriptor was found, so nothing was checked.\n");
        Run.Automation("check", "--format", "markdown")
            .In(_git.Path)
            .Go()
            .Ends(0).Output
            .ShouldStartWith("### ⚠️ This check passes, but nothing was checked: there is no descriptor\n");
        Run.Automation("validate", "--format", "json").In(_git.Path).Go().Ends(0).Json.Text("conclusion").ShouldBe("neutral");
    }

    [Fact]
    public void A_descriptor_may_be_required()
    {
        _git.With("README.md", "x").Commit();

        Run.Automation("check", "--require-descriptor", "--format", "json").In(_git.Path).Go().Ends(1).Json.Text("conclusion").ShouldBe("failure");
        Run.Automation("check", "--require-descriptor").In(_git.Path).Go().Ends(1).Output.ShouldEndWith("\nNo descriptor was found, and one is required.\n");
        Run.Automation("check", "--require-descriptor", "--format", "github")
            .In(_git.Path)
            .Go()
            .Ends(1).Output
            .ShouldContain("::error title=Automation::No descriptor was found, and one is required.\n");
        Run.Automation("check", "--require-descriptor", "--format", "markdown")
            .In(_git.Path)
            .Go()
            .Ends(1).Output
            .ShouldStartWith("### ❌ This check fails: there is no descriptor, and one is required\n");
        Run.Automation("check", "--require-descriptor", "--fail-on", "never").In(_git.Path).Go().Ends(0);

        _git.With("catalog-info.yaml", Descriptors.Sound).Commit();
        Run.Automation("check", "--require-descriptor").In(_git.Path).Go().Ends(0);
    }

    [Fact]
    public void Each_repository_of_a_folder_needs_one_where_one_is_required()
    {
        _git.With("a/catalog-info.yaml", Descriptors.Sound).With("b/README.md", "x").Commit();

        Run.Automation("check", "--each", "--format", "json").In(_git.Path).Go().Ends(0).Json.Text("conclusion").ShouldBe("success");
        Run.Automation("check", "--each", "--require-descriptor").In(_git.Path).Go().Ends(1);
    }

    [Fact]
    public void What_is_pre_existing_is_one_line_and_verbose_shows_it_in_full()
    {
        _git.With("catalog-info.yaml", Descriptors.Refused).Commit();
        _git.Git("checkout", "--quiet", "-b", "change");
        _git.With("new/catalog-info.yaml", Descriptors.RefusedToo).Commit();

        var text = Run.Automation("check", "--base", "main").In(_git.Path).Go().Ends(1).Output;

        text.ShouldContain("new/catalog-info.yaml:4");
        text.ShouldNotContain(" catalog-info.yaml:4");
        text.ShouldContain("1 error is pre-existing. Use --verbose to see the details.\n");
        Run.Automation("check", "--base", "main", "--verbose").In(_git.Path).Go().Ends(1).Output.ShouldContain(" catalog-info.yaml:4");
        Run.Automation("check", "--base", "main", "--format", "json").In(_git.Path).Go().Ends(1).Findings.Count.ShouldBe(2);
    }

    /// <inheritdoc/>
    public void Dispose() => _git.Dispose();

    // A repository whose database another repository depends on.
    private void Consumed()
    {
        _git.With("catalog-info.yaml", Descriptors.Component("orders")).With("db/catalog-info.yaml", Descriptors.Resource("orders-db")).Commit();
        _git.Git("checkout", "--quiet", "-b", "change");
        Directory.CreateDirectory(_git.Beside("folder/shop"));
        File.WriteAllText(
            _git.Beside("folder/shop/catalog-info.yaml"),
            $"{Descriptors.Component("shop", "  dependsOn: [resource:orders-db]\n")}---\n{Descriptors.Group("team-a")}");
    }

    private Outcome Check(params string[] arguments) =>
        Run.Automation(["check", "--base", "main", "--repository", "acme/orders", "--catalog", _git.Beside("folder"), .. arguments]).In(_git.Path).Go();
}
