using Automation.Cli.Tests.Driving;
using Automation.Testing;

namespace Automation.Cli.Tests.Owners;

/// <summary><c>owners resolve</c> without <c>--codeowners</c>: the repository of the working directory, and GitLab's files.</summary>
public sealed class ResolveInRepositoryTests : IDisposable
{
    private readonly GitSandbox _git = GitSandbox.Create();

    [Theory]
    [InlineData("github", "@first")]
    [InlineData("gitlab", "@second")]
    public void The_first_file_in_the_order_of_the_dialect_is_used(string dialect, string owner)
    {
        _git.With(".github/CODEOWNERS", "* @first\n").With("CODEOWNERS", "* @second\n").With("docs/CODEOWNERS", "* @third\n");

        Resolve("--dialect", dialect, "a").Output.ShouldBe($"a\t1\t{owner}\n");
    }

    [Fact]
    public void Without_paths_every_file_of_the_repository_has_a_line_but_what_git_ignores()
    {
        _git.With("CODEOWNERS", "* @all\n*.md @ada\n").With(".gitignore", "out/\n").With("docs/a.md", "").With("out/b.md", "").With("z.cs", "");

        Resolve("--format", "jsonl").Lines.Select(l => $"{l.Text("path")} {l.GetProperty("line").GetInt32()}")
            .ShouldBe([".gitignore 1", "CODEOWNERS 1", "docs/a.md 2", "z.cs 1"]);
    }

    [Fact]
    public void From_a_folder_within_it_a_path_still_counts_from_the_root()
    {
        _git.With("CODEOWNERS", "/docs/ @ada\n").With("docs/a.md", "");

        Run.Automation("owners", "resolve", "docs/a.md").In(_git.At("docs")).Go().Ends(0).Output.ShouldBe("docs/a.md\t1\t@ada\n");
    }

    [Fact]
    public void A_repository_without_a_file_reports_where_one_can_be() =>
        Run.Automation("owners", "resolve", "a")
            .In(_git.Path)
            .Go()
            .Ends(2).Errors
            .ShouldContain("has no CODEOWNERS file in .github/CODEOWNERS, CODEOWNERS, docs/CODEOWNERS");

    [Fact]
    public void With_GitLab_the_owners_of_all_sections_count_and_the_last_deciding_line_is_named()
    {
        _git.With("CODEOWNERS", "* @all\n[Code] @dev\n*.cs\n*.sql @DBA @all\n[Docs]\n/docs/ @writers\n!/docs/drafts/\n[code]\n/src/ @src\n");

        Resolve("--dialect", "gitlab", "a.sql", "src/a.cs", "docs/a.cs", "docs/drafts/a.cs", "x").Output
            .ShouldBe("a.sql\t4\t@all @DBA\nsrc/a.cs\t9\t@all @src\ndocs/a.cs\t6\t@all @dev @writers\ndocs/drafts/a.cs\t3\t@all @dev\nx\t1\t@all\n");
    }

    /// <inheritdoc/>
    public void Dispose() => _git.Dispose();

    private Outcome Resolve(params string[] arguments) => Run.Automation(["owners", "resolve", .. arguments]).In(_git.Path).Go().Ends(0);
}
