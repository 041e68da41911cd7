using Automation.Cli.Tests.Driving;
using Automation.Testing;

namespace Automation.Cli.Tests.Templates;

/// <summary><c>template run</c>, <c>lint</c> and <c>actions</c>, on the templates of the samples and on small ones.</summary>
public sealed class TemplateRunTests : IDisposable
{
    private static readonly string Samples = Path.Combine(Repository.Root, "samples/acme/templates");

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Templates => ["dotnet-service", "node-service", "eks-worker"];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Templates))]
    public void The_samples_run_without_problems(string name) =>
        Snapshot.Match(DryRun($"{Samples}/{name}/template.yaml", "--values", $"{Samples}/{name}/example.yaml").Ends(0).Output, $"run-{name}.txt");

    [Fact]
    public void The_samples_have_no_findings() => Run.Automation("template", "lint", Samples).In(Repository.Root).Go().Ends(0);

    [Fact]
    public void A_template_that_another_one_fills_in_is_linted_once_it_is_filled_in()
    {
        const string Start = "apiVersion: scaffolder.backstage.io/v1beta3\nkind: Template\nmetadata: { name: a }\nspec:\n  type: service\n  steps:\n";
        using var folder = new TemporaryFolder()
            .With("a/template.yaml", Start + "    - { id: f, action: fetch:template, input: { url: ./skeleton } }\n")
            .With("a/skeleton/${{ values.name }}.yaml", Start + "    - { id: x, action: debug:log, input: {% raw %}${{ parameters }}{% endraw %} }\n")
            .With("a/skeleton/template.yaml", Start.Replace("name: a", "name: '${{ values.name }}'", StringComparison.Ordinal) + "    - { id: x, action: no:such }\n")
            .With("a/skeleton/other/template.yaml", Start + "    - { id: x, action: no:other }\n");

        var all = Run.Automation("template", "lint", ".").In(folder.Path).Go().Output;
        all.ShouldNotContain("no:such");
        all.ShouldContain("no:other");
        Run.Automation("template", "lint", "a/skeleton/template.yaml").In(folder.Path).Go().Ends(1).Output.ShouldContain("no:such");
    }

    [Fact]
    public void Files_links_and_modes_end_in_the_folder()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file modes.");
        Template("        url: ./skeleton\n        values: { name: '${{ parameters.name }}' }");
        _folder.With("skeleton/${{ values.name }}/run.sh", "echo ${{ values.name }}\n").With("skeleton/empty/.keep", "");
        File.CreateSymbolicLink(Path.Combine(_folder.Path, "skeleton/link"), "empty");
#pragma warning disable CA1416 // Skipped there.
        File.SetUnixFileMode(Path.Combine(_folder.Path, "skeleton/${{ values.name }}/run.sh"), (UnixFileMode)0b111_101_101);

        RunIn("--values", Values("name: orders"), "--out", "made").Ends(0);

        File.ReadAllText(Made("orders/run.sh")).ShouldBe("echo orders\n");
        File.GetUnixFileMode(Made("orders/run.sh")).ShouldBe((UnixFileMode)0b111_101_101);
#pragma warning restore CA1416
        new FileInfo(Made("link")).LinkTarget.ShouldBe("empty");
    }

    [Fact]
    public void A_folder_with_files_is_refused_before_anything_runs()
    {
        Template("        url: ./skeleton");
        _folder.With("made/mine.txt", "x");

        RunIn("--out", "made").Ends(2).Errors.ShouldContain("not empty");
    }

    [Fact]
    public void A_run_that_fails_leaves_no_folder()
    {
        Template("        url: ./skeleton\n        values: { name: '${{ parameters.name }}' }");
        _folder.With("skeleton/a.txt", "fine").With("skeleton/b.txt", "${{ values.name | nosuch }}");

        RunIn("--values", Values("name: orders"), "--out", "made").Ends(1).Output.ShouldContain("There is no filter 'nosuch'");

        Directory.Exists(Path.Combine(_folder.Path, "made")).ShouldBeFalse();
        Directory.GetFileSystemEntries(_folder.Path).Select(Path.GetFileName).ShouldBe(["skeleton", "template.yaml", "values.yaml"], ignoreOrder: true);
    }

    [Fact]
    public void Values_that_the_template_does_not_allow_are_refused_before_the_first_step()
    {
        Template("        url: ./skeleton");

        var outcome = RunIn("--values", Values("name: 5"), "--out", "made").Ends(1);

        outcome.Output.ShouldContain("'name'");
        outcome.Output.ShouldNotContain("skeleton");
    }

    [Theory]
    [InlineData("--values", "nowhere.yaml", "There is no file of values")]
    [InlineData("--secret", "TOKEN", "--secret takes")]
    [InlineData("--secret", "TOKEN=UNSET", "'UNSET'")]
    public void Wrong_usage_ends_with_2(string option, string value, string message)
    {
        Template("        url: ./skeleton");

        RunIn(option, value, "--out", "made").Ends(2).Errors.ShouldContain(message);
    }

    [Fact]
    public void Values_that_are_no_yaml_are_reported_with_their_line()
    {
        Template("        url: ./skeleton");

        RunIn("--values", Values("a: [\nb"), "--out", "made").Ends(2).Errors.ShouldContain("values.yaml:");
    }

    [Fact]
    public void A_secret_reaches_an_input_and_no_output()
    {
        Template("        url: ./skeleton\n        values: { token: '${{ secrets.TOKEN }}' }");
        _folder.With("skeleton/.env", "TOKEN=${{ values.token }}\n");

        var outcome = Run.Automation("template", "run", "template.yaml", "--out", "made", "--secret", "TOKEN=MINE", "--verbose", "--values", Values("name: a"))
            .With("MINE", "s3cr3t-value").In(_folder.Path).Go().Ends(0);

        outcome.Everything.ShouldNotContain("s3cr3t-value");
        File.ReadAllText(Made(".env")).ShouldBe("TOKEN=s3cr3t-value\n");
    }

    [Theory]
    [InlineData("../out")]
    [InlineData("/tmp/out")]
    [InlineData(".git/hooks")]
    public void Nothing_leaves_the_workspace(string target)
    {
        Template($"        url: ./skeleton\n        targetPath: {target}");
        _folder.With("skeleton/pre-commit", "x");

        RunIn("--values", Values("name: a"), "--out", "made").Ends(1);

        Directory.Exists(Path.Combine(_folder.Path, "made")).ShouldBeFalse();
    }

    [Fact]
    public void Actions_are_listed_with_their_schemas()
    {
        var actions = Run.Automation("template", "actions", "--format", "json").Go().Ends(0).Json.EnumerateArray().ToList();

        actions.Select(a => a.GetProperty("id").GetString()).ShouldContain("publish:github");
        actions.ShouldAllBe(a => a.GetProperty("input").ValueKind == System.Text.Json.JsonValueKind.Object);
    }

    private Outcome DryRun(params string[] arguments) => Run.Automation(["template", "run", .. arguments, "--dry-run"]).In(Repository.Root).Go();

    private Outcome RunIn(params string[] arguments) => Run.Automation(["template", "run", "template.yaml", .. arguments]).In(_folder.Path).Go();

    private string Values(string yaml)
    {
        _folder.With("values.yaml", yaml);
        return "values.yaml";
    }

    private string Made(string path) => Path.Combine(_folder.Path, "made", path);

    private void Template(string input) => _folder.With(
        "template.yaml",
        $$"""
        apiVersion: scaffolder.backstage.io/v1beta3
        kind: Template
        metadata: { name: service }
        spec:
          type: service
          parameters:
            properties:
              name: { type: string }
          steps:
            - id: render
              action: fetch:template
              input:
        {{input}}
        """).With("skeleton/README.md", "x\n");
}
