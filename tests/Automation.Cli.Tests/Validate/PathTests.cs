using System.Text;
using Automation.Cli.Tests.Driving;
using Automation.Testing;

namespace Automation.Cli.Tests.Validate;

/// <summary>What <c>validate [PATH...]</c> reads.</summary>
public sealed class PathTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Without_a_path_the_descriptors_of_the_repository_are_validated()
    {
        _folder.With("catalog-info.yaml", Descriptors.Sound)
            .With("a/catalog-info.yml", Descriptors.Sound)
            .With("a/other.yaml", "x")
            .With("node_modules/p/catalog-info.yaml", "x");

        Validated().ShouldBe(["a/catalog-info.yml", "catalog-info.yaml"]);
    }

    [Fact]
    public void Without_a_path_the_whole_repository_is_meant_from_a_folder_within_it_too()
    {
        using var git = GitSandbox.Create().With("catalog-info.yaml", Descriptors.Sound).With("src/catalog-info.yaml", Descriptors.Sound);

        var files = Run.Automation("validate", "--format", "jsonl").In(git.At("src")).Go().Ends(0).Lines.Select(l => l.Text("file"));

        files.ShouldBe(["../catalog-info.yaml", "../src/catalog-info.yaml"]);
    }

    [Fact]
    public void What_git_ignores_is_not_the_repositorys()
    {
        using var git = GitSandbox.Create().With(".gitignore", "out/\n").With("catalog-info.yaml", Descriptors.Sound).With("out/catalog-info.yaml", "x");

        Run.Automation("validate", "--format", "jsonl").In(git.Path).Go().Ends(0).Lines.ShouldHaveSingleItem().Text("file").ShouldBe("catalog-info.yaml");
    }

    [Fact]
    public void A_file_is_validated_whatever_it_is_called()
    {
        _folder.With("x/service.txt", Descriptors.Sound);

        Validated("x/service.txt").ShouldBe(["x/service.txt"]);
    }

    [Fact]
    public void A_folder_stands_for_every_yaml_file_below_it()
    {
        _folder.With("d/b.yml", Descriptors.Sound).With("d/a/a.yaml", Descriptors.Sound).With("d/c.json", "{}").With("d/D.YAML", Descriptors.Sound);

        Validated("d/").ShouldBe(["d/D.YAML", "d/a/a.yaml", "d/b.yml"]);
    }

    [Fact]
    public void Repositories_below_a_folder_are_searched_and_each_file_belongs_to_its_own()
    {
        using var clones = new TemporaryFolder().With("api/catalog-info.yaml", Descriptors.NamesAnotherRepository)
            .With("api/.git/HEAD", "ref: refs/heads/main\n")
            .With("api/.git/config", "[remote \"origin\"]\n\turl = https://github.com/acme/elsewhere.git\n")
            .With("api/openapi.yaml", "x")
            .With("stock/catalog-info.yaml", Descriptors.Refused)
            .With("stock/.git", "gitdir: nowhere\n");

        var lines = Run.Automation("validate", ".", "--format", "jsonl").In(clones.Path).Go().Ends(1).Lines;

        lines.Select(l => l.Text("file")).ShouldBe(["api/catalog-info.yaml", "api/openapi.yaml", "stock/catalog-info.yaml"]);
        lines[0].GetProperty("findings").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public void A_fix_is_written_into_another_repository_below_a_folder()
    {
        _folder.With("stock/.git/HEAD", "ref: refs/heads/main\n")
            .With("stock/catalog-info.yaml", Descriptors.Sound.Replace("  owner: team-a", "  Owner: team-a", StringComparison.Ordinal));

        Run.Automation("validate", ".", "--fix").In(_folder.Path).Go().Ends(0);

        File.ReadAllText(Path.Combine(_folder.Path, "stock/catalog-info.yaml")).ShouldBe(Descriptors.Sound);
    }

    [Fact]
    public void A_folder_without_yaml_files_is_reported_with_what_was_not_searched()
    {
        _folder.With("d/node_modules/p/catalog-info.yaml", Descriptors.Sound);

        Run.Automation("validate", "d").In(_folder.Path).Go().Ends(0).Output.ShouldContain("node_modules");
        Validated("d/node_modules").ShouldBe(["d/node_modules/p/catalog-info.yaml"]);
    }

    [Fact]
    public void Where_only_other_repositories_have_descriptors_they_are_named()
    {
        _folder.With("stock/.git/HEAD", "ref: refs/heads/main\n").With("stock/catalog-info.yaml", Descriptors.Sound);

        Run.Automation("validate").In(_folder.Path).Go().Ends(0).Output.ShouldContain("what is below stock was not searched: it is another repository");
        Run.Automation("check").In(_folder.Path).Go().Ends(0).Output.ShouldContain("what is below stock was not searched: it is another repository");
    }

    [Fact]
    public void Several_paths_are_validated_in_their_order_each_file_once()
    {
        _folder.With("d/a.yaml", Descriptors.Sound).With("b.yaml", Descriptors.Sound);

        Validated("b.yaml", "d", "./d/a.yaml", "d/../b.yaml", ".//b.yaml").ShouldBe(["b.yaml", "d/a.yaml"]);
    }

    [Fact]
    public void A_dash_is_standard_input()
    {
        var line = Run.Automation("validate", "-", "--format", "jsonl").In(_folder.Path).Reading(Descriptors.Sound).Go().Ends(0).Lines.ShouldHaveSingleItem();

        (line.Text("file"), line.Text("ref")).ShouldBe(("-", "component:default/orders"));
    }

    [Fact]
    public void Standard_input_and_files_go_together_and_standard_input_is_read_once()
    {
        _folder.With("a.yaml", Descriptors.Sound);

        Run.Automation("validate", "a.yaml", "-", "-", "--format", "jsonl").In(_folder.Path).Reading(Descriptors.Component("stock")).Go().Ends(0)
            .Lines.Select(l => l.Text("ref")).ShouldBe(["component:default/orders", "component:default/stock"]);
    }

    [Fact]
    public void Empty_standard_input_has_nothing_to_validate() =>
        Run.Automation("validate", "-", "--format", "jsonl").In(_folder.Path).Go().Ends(0).Output.ShouldBeEmpty();

    [Theory]
    [InlineData("nowhere.yaml")]
    [InlineData("nowhere/catalog-info.yaml")]
    public void A_path_that_is_not_there_is_wrong_usage(string path)
    {
        var outcome = Run.Automation("validate", path).In(_folder.Path).Go().Ends(2);

        outcome.Output.ShouldBeEmpty();
        outcome.Errors.ShouldBe($"automation: There is no file or folder '{path}'.\n");
    }

    [Fact]
    public void An_empty_path_is_wrong_usage_and_not_the_working_directory()
    {
        _folder.With("a.yaml", Descriptors.Sound);

        Run.Automation("validate", "").In(_folder.Path).Go().Ends(2).Errors.ShouldContain("A PATH is empty");
    }

    [Fact]
    public void A_path_that_begins_with_an_at_sign_is_a_path_and_not_a_list_of_arguments()
    {
        _folder.With("@x/a.yaml", Descriptors.Sound).With("x/a.yaml", "--fix");

        Validated("@x/a.yaml").ShouldBe(["@x/a.yaml"]);
    }

    [Fact]
    public void A_backslash_is_a_letter_of_a_name_where_names_may_have_one()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows separates folders with it.");
        _folder.With("a\\b.yaml", Descriptors.Sound);

        Validated("a\\b.yaml").ShouldBe(["a\\b.yaml"]);
    }

    [Fact]
    public void Where_there_is_no_descriptor_silence_does_not_pass_for_approval()
    {
        var outcome = Run.Automation("validate").In(_folder.Path).Go().Ends(0);

        outcome.Output.ShouldContain("not checked: descriptors, because none was found");
    }

    [Fact]
    public void An_absolute_path_is_named_as_it_was_given()
    {
        _folder.With("a.yaml", Descriptors.Sound);
        var path = Path.Combine(_folder.Path, "a.yaml");

        Validated(path).ShouldBe([path.Replace('\\', '/')]);
    }

    [Fact]
    public void The_byte_order_mark_is_no_part_of_the_text()
    {
        var bytes = Encoding.UTF8.GetPreamble().Concat(Encoding.UTF8.GetBytes(Descriptors.Refused)).ToArray();

        var finding = Run.Automation("validate", "-", "--format", "jsonl").In(_folder.Path).Reading(bytes).Go().Ends(1).Findings.ShouldHaveSingleItem();

        (finding.GetProperty("line").GetInt32(), finding.GetProperty("column").GetInt32()).ShouldBe((4, 9));
    }

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();

    private IEnumerable<string?> Validated(params string[] paths) =>
        Run.Automation(["validate", "--format", "jsonl", .. paths]).In(_folder.Path).Go().Ends(0).Lines.Select(l => l.Text("file"));
}
