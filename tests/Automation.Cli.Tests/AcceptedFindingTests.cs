using Automation.Cli.Tests.Driving;
using Automation.Testing;

namespace Automation.Cli.Tests;

/// <summary>Findings that were accepted, by a baseline or by a comment.</summary>
public sealed class AcceptedFindingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new TemporaryFolder().With("catalog-info.yaml", Descriptors.Refused);

    [Fact]
    public void A_baseline_that_was_written_is_used_until_the_text_changes()
    {
        Check("--write-baseline", ".github-baseline.json");
        _folder.With("automation.yml", "baseline: .github-baseline.json\n");

        Check().Ends(0).Output.ShouldContain("1 finding is suppressed");
        Run.Automation("validate").In(_folder.Path).Go().Ends(0);

        _folder.With("catalog-info.yaml", "\n# moved\n" + Descriptors.Refused);
        Check().Ends(0);

        _folder.With("catalog-info.yaml", Descriptors.Refused.Replace("the orders", "their orders", StringComparison.Ordinal));
        Check().Ends(1);
    }

    [Fact]
    public void It_holds_whatever_folder_the_check_is_run_from()
    {
        using var around = new TemporaryFolder().With("repo/catalog-info.yaml", Descriptors.Refused);
        Run.Automation("check", "repo", "--write-baseline", "repo/baseline.json").In(around.Path).Go();
        around.With("repo/automation.yml", "baseline: baseline.json\n");

        Run.Automation("check", "repo/").In(around.Path).Go().Ends(0);
        Run.Automation("check").In(Path.Combine(around.Path, "repo")).Go().Ends(0);
    }

    [Fact]
    public void It_can_be_written_where_the_configuration_names_it_already()
    {
        _folder.With("automation.yml", "baseline: baseline.json\n");

        Check().Ends(2).Errors.ShouldContain("--write-baseline");
        Check("--write-baseline", "baseline.json").Ends(1);

        Check().Ends(0);
    }

    [Fact]
    public void Written_again_it_keeps_what_was_accepted_before()
    {
        _folder.With("automation.yml", "baseline: baseline.json\n");
        Check("--write-baseline", "baseline.json");
        var first = File.ReadAllText(Path.Combine(_folder.Path, "baseline.json"));

        Check("--write-baseline", "baseline.json");

        File.ReadAllText(Path.Combine(_folder.Path, "baseline.json")).ShouldBe(first);
    }

    [Theory]
    [InlineData("link.json")]
    [InlineData("folder")]
    public void It_is_not_written_through_a_link_or_over_a_folder(string name)
    {
        Directory.CreateDirectory(Path.Combine(_folder.Path, "folder"));
        File.CreateSymbolicLink(Path.Combine(_folder.Path, "link.json"), "catalog-info.yaml");

        Check("--write-baseline", name).Ends(2).Errors.ShouldContain("was not written");

        File.ReadAllText(Path.Combine(_folder.Path, "catalog-info.yaml")).ShouldBe(Descriptors.Refused);
    }

    [Fact]
    public void A_baseline_in_a_folder_that_is_not_there_is_not_written() =>
        Check("--write-baseline", "no/where.json").Ends(3).Errors.ShouldContain("where.json could not be written");

    [Fact]
    public void A_comment_accepts_a_finding_with_a_reason()
    {
        _folder.With(
            "catalog-info.yaml",
            Descriptors.Refused.Replace(
                "name: the orders", "name: the orders # automation: accept catalog/name-format (goes in May)", StringComparison.Ordinal));

        Check().Ends(0).Output.ShouldContain("1 finding is suppressed");
        var line = Run.Automation("validate", "--format", "jsonl").In(_folder.Path).Go().Ends(0).Lines[0];
        line.GetProperty("valid").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public void A_comment_without_a_reason_is_an_error()
    {
        _folder.With(
            "catalog-info.yaml",
            Descriptors.Refused.Replace("name: the orders", "name: the orders # automation: accept catalog/name-format", StringComparison.Ordinal));

        Run.Automation("check", "--format", "json").In(_folder.Path).Go().Ends(1).Rules.ShouldContain("suppression/no-reason");
    }

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();

    private Outcome Check(params string[] more) => Run.Automation(["check", .. more]).In(_folder.Path).Go();
}
