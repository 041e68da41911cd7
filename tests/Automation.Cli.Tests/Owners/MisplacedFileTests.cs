using Automation.Cli.Tests.Driving;
using Automation.Testing;

namespace Automation.Cli.Tests.Owners;

/// <summary>Files that were probably meant as CODEOWNERS and are not read, in <c>owners lint</c> and in <c>check</c>.</summary>
public sealed class MisplacedFileTests : IDisposable
{
    private const string Lines = "* @acme/all\n";

    private readonly GitSandbox _git = GitSandbox.Create();

    [Theory]
    [InlineData(".github/CODEOWNER", "Rename it to .github/CODEOWNERS.")]
    [InlineData(".github/codeowners", "Rename it to .github/CODEOWNERS.")]
    [InlineData("Codeowners", "Rename it to CODEOWNERS.")]
    [InlineData("CODEOWNERS.md", "Rename it to CODEOWNERS.")]
    [InlineData("docs/CODEOWNERS.txt", "Rename it to docs/CODEOWNERS.")]
    [InlineData(".github/CODE_OWNERS", "Rename it to .github/CODEOWNERS.")]
    [InlineData(".gitlab/CODEOWNERS", "Move it to .github/CODEOWNERS, and write patterns from the root of the repository.")]
    [InlineData("src/CODEOWNERS", "Move it to .github/CODEOWNERS, and write patterns from the root of the repository.")]
    [InlineData(".github/workflows/CODEOWNERS", "Move it to .github/CODEOWNERS, and write patterns from the root of the repository.")]
    public void A_file_with_a_near_name_or_in_another_folder_is_named_with_what_to_do(string path, string advice)
    {
        _git.With(path, Lines);

        foreach (var command in (string[][])[["owners", "lint"], ["check"]])
        {
            var finding = Finding([.. command, "--format", command is ["check"] ? "json" : "sarif"]);
            finding.ShouldContain("owners/misplaced-file");
            finding.ShouldContain($"GitHub does not read this file");
            finding.ShouldContain(advice);
            finding.ShouldContain(path);
        }
    }

    [Fact]
    public void A_file_that_is_a_link_is_not_used()
    {
        _git.With("ownership", Lines).WithLink(".github/CODEOWNERS", "../ownership");

        Finding("owners", "lint").ShouldContain(
            "This CODEOWNERS is a symbolic link, which GitHub does not follow, so it has no effect. Replace it with the file.");
        _git.With("CODEOWNERS", Lines);
        Finding("owners", "lint").ShouldContain("CODEOWNERS is read; delete the link.");
    }

    [Theory]
    [InlineData("vendor/lib/CODEOWNERS", Lines)]
    [InlineData("packages/a/.github/CODEOWNERS", Lines)]
    [InlineData("templates/service/CODEOWNERS", Lines)]
    [InlineData("docs/codeowners.md", "# CODEOWNERS\n\nThis page says how owners are named.\n\nAsk the platform team.\n")]
    [InlineData(".github/workflows/codeowners.yml", "on: push\n")]
    [InlineData("CODE_OF_CONDUCT.md", "* be kind @acme/all\n")]
    [InlineData("OWNERS", "* @acme/all\n")]
    public void What_was_meant_for_something_else_is_not_reported(string path, string text)
    {
        _git.With(path, text);

        Finding("owners", "lint").ShouldNotContain("misplaced-file");
    }

    [Fact]
    public void If_a_file_is_used_another_name_is_a_warning_and_another_folder_a_note()
    {
        _git.With("CODEOWNERS", Lines).With("src/CODEOWNERS", Lines).With(".github/CODEOWNER", Lines).With("docs/CODEOWNERS.md", Lines);

        Run.Automation("owners", "lint", "--format", "jsonl")
            .In(_git.Path)
            .Go()
            .Ends(0).Lines
            .Select(l => $"{l.Text("path")} {l.Text("severity")}")
            .ShouldBe([".github/CODEOWNER warning", "src/CODEOWNERS info"]);
    }

    [Fact]
    public void GitLab_has_places_of_its_own()
    {
        _git.With(".github/CODEOWNERS", Lines);

        Finding("owners", "lint", "--dialect", "gitlab").ShouldContain(
            "GitLab does not read this file, because of its folder: it reads only CODEOWNERS, docs/CODEOWNERS or .gitlab/CODEOWNERS. Move it to CODEOWNERS");
    }

    /// <inheritdoc/>
    public void Dispose() => _git.Dispose();

    private string Finding(params string[] arguments) => Run.Automation(arguments).In(_git.Path).Go().Ends(0).Output;
}
