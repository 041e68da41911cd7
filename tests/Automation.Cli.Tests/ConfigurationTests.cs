using Automation.Cli.Tests.Driving;
using Automation.Testing;

namespace Automation.Cli.Tests;

/// <summary>The configuration, from both commands that read it.</summary>
public sealed class ConfigurationTests : IDisposable
{
    private readonly TemporaryFolder _folder = new TemporaryFolder().With("catalog-info.yaml", Descriptors.Sound);

    [Theory]
    [InlineData("validate")]
    [InlineData("check")]
    public void One_with_an_error_ends_with_2_and_a_place_and_nothing_is_checked(string command)
    {
        _folder.With("catalog-info.yaml", Descriptors.Refused).With(".github/automation.yml", "fail-on: error\nrulez:\n  catalog/name-format: off\n");

        var outcome = Run.Automation(command).In(_folder.Path).Go().Ends(2);

        outcome.Output.ShouldBeEmpty();
        outcome.Errors.ShouldContain(".github/automation.yml:2:1");
        outcome.Errors.ShouldContain("'rules'");
        outcome.Errors.ShouldNotContain("name-format]");
        outcome.Errors.ShouldEndWith("automation: nothing was checked, because the configuration has errors.\n");
    }

    [Theory]
    [InlineData("validate")]
    [InlineData("check")]
    public void An_inherited_one_counts_and_the_repositorys_own_wins(string command)
    {
        using var organisation = new TemporaryFolder().With(
            "automation.yml", "required:\n  - kind: Component\n    annotations: [acme.example/tier]\nrules:\n  policy/required-annotation: warning\n");
        var config = Path.Combine(organisation.Path, "automation.yml");

        Run.Automation(command, "--config", config, "--format", "json")
            .In(_folder.Path)
            .Go()
            .Ends(0).Findings
            .ShouldHaveSingleItem()
            .Text("severity")
            .ShouldBe("warning");

        _folder.With("automation.yml", "rules:\n  policy/required-annotation: error\n");
        Run.Automation(command, "--config", config, "--format", "json")
            .In(_folder.Path)
            .Go()
            .Ends(1).Findings
            .ShouldHaveSingleItem()
            .Text("severity")
            .ShouldBe("error");
    }

    [Theory]
    [InlineData("validate")]
    [InlineData("check")]
    public void A_file_that_is_passed_over_is_pointed_out(string command)
    {
        _folder.With(".github/automation.yaml", "fail-on: never\n");

        var finding = Run.Automation(command, "--format", "json").In(_folder.Path).Go().Ends(0).Findings.ShouldHaveSingleItem();

        (finding.Text("rule"), finding.Text("file")).ShouldBe(("config/not-read", ".github/automation.yaml"));
    }

    [Fact]
    public void An_inherited_one_with_an_error_ends_with_2()
    {
        _folder.With("org.yml", "fail-on: sometimes\n");

        Run.Automation("check", "--config", "org.yml").In(_folder.Path).Go().Ends(2).Errors.ShouldContain("org.yml:1:10");
    }

    [Fact]
    public void A_huge_one_is_refused()
    {
        _folder.With("org.yml", new string('#', 300_000)).With("automation.yml", new string('#', 300_000));

        Run.Automation("check", "--config", "org.yml").In(_folder.Path).Go().Ends(2).Errors.ShouldContain("more than 256 KiB");
        Run.Automation("check").In(_folder.Path).Go().Ends(2).Errors.ShouldContain("more than 256 KiB");
    }

    [Theory]
    [InlineData("automation.yml")]
    [InlineData(".github/automation.yml")]
    [InlineData("org.yml")]
    public void One_that_is_a_link_is_not_followed(string path)
    {
        using var outside = new TemporaryFolder().With("secrets.yml", "canary: 1\n");
        Directory.CreateDirectory(Path.Combine(_folder.Path, ".github"));
        File.CreateSymbolicLink(Path.Combine(_folder.Path, path), Path.Combine(outside.Path, "secrets.yml"));
        string[] more = path == "org.yml" ? ["--config", path] : [];

        var outcome = Run.Automation(["check", .. more]).In(_folder.Path).Go().Ends(2);

        outcome.Everything.ShouldNotContain("canary");
        outcome.Errors.ShouldContain("symbolic link");
    }

    [Fact]
    public void A_folder_is_no_configuration()
    {
        Directory.CreateDirectory(Path.Combine(_folder.Path, "org.yml"));

        Run.Automation("check", "--config", "org.yml").In(_folder.Path).Go().Ends(2).Errors.ShouldContain("it is a folder, not a file");
    }

    [Fact]
    public void Descriptors_are_the_files_that_it_lists()
    {
        _folder.With("automation.yml", "descriptors: ['backstage/*.yaml']\n").With("backstage/a.yaml", Descriptors.Refused).With("catalog-info.yaml", "x");

        Run.Automation("validate", "--format", "jsonl").In(_folder.Path).Go().Ends(1).Lines.Select(l => l.Text("file")).ShouldBe(["backstage/a.yaml"]);
        Run.Automation("check", "--format", "jsonl").In(_folder.Path).Go().Ends(1).Lines.Select(l => l.Text("file")).ShouldBe(["backstage/a.yaml"]);
    }

    [Fact]
    public void A_severity_does_not_change_what_backstage_does()
    {
        _folder.With("catalog-info.yaml", Descriptors.Refused).With("automation.yml", "rules:\n  catalog/name-format: off\n");

        var line = Run.Automation("validate", "--format", "jsonl").In(_folder.Path).Go().Ends(0).Lines.ShouldHaveSingleItem();

        (line.GetProperty("valid").GetBoolean(), line.GetProperty("findings").GetArrayLength()).ShouldBe((false, 0));
    }

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();
}
