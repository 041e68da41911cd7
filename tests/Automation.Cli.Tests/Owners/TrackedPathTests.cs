using Automation.Cli.Tests.Driving;
using Automation.Testing;

namespace Automation.Cli.Tests.Owners;

/// <summary>CODEOWNERS decides about every path that git tracks, and about no other.</summary>
public sealed class TrackedPathTests : IDisposable
{
    private readonly GitSandbox _git = GitSandbox.Create();
    private readonly GitSandbox _library = GitSandbox.Create();

    public TrackedPathTests()
    {
        _library.With("a.c", "").Commit();
        _git.Git("submodule", "add", "--quiet", new Uri(_library.Path).AbsoluteUri, "vendor/libfoo");
        _git.With("vendor/libfoo2/s.c", "")
            .With("node_modules/left-pad/index.js", "")
            .With(".gitignore", "out/\nnode_modules/\n")
            .With("out/kept.txt", "")
            .With("out/left.txt", "");
        _git.Git("add", "--force", "out/kept.txt", "node_modules/left-pad/index.js");
    }

    [Theory]
    [InlineData("/vendor/libfoo")]
    [InlineData("/vendor/libfoo2/")]
    [InlineData("libfoo")]
    [InlineData("/node_modules/left-pad/")]
    [InlineData("/out/kept.txt")]
    public void A_line_for_a_tracked_path_matches_it_and_is_left_alone(string pattern)
    {
        Codeowners($"* @acme/all\n{pattern} @acme/infra\n");

        Lint().Ends(0).Output.ShouldNotContain("owners/");
        Lint("--fix").Ends(0);
        File.ReadAllText(_git.At(".github/CODEOWNERS")).ShouldBe($"* @acme/all\n{pattern} @acme/infra\n");
    }

    [Theory]
    [InlineData("/out/left.txt", "'out' has no 'left.txt'")]
    [InlineData("/vendor/libfoo/a.c", "'vendor/libfoo' is a file or a submodule, not a folder")]
    [InlineData("/vendor/libfoo/", "'vendor/libfoo' is a file or a submodule")]
    public void What_is_ignored_or_in_a_submodule_is_not_tracked_here(string pattern, string reason)
    {
        Codeowners($"* @acme/all\n{pattern} @acme/infra\n");

        Lint("--fix").Ends(0).Output.ShouldContain(reason);
        File.ReadAllText(_git.At(".github/CODEOWNERS")).ShouldBe($"* @acme/all\n{pattern} @acme/infra\n");
    }

    [Fact]
    public void A_submodule_counts_as_one_file_in_the_working_tree_and_in_a_commit()
    {
        Codeowners("* @acme/all\n/vendor/libfoo @acme/infra\n");
        _git.Commit();

        using var bare = _git.Clone("--bare");
        foreach (var folder in (string[])[_git.Path, bare.Path])
        {
            var report = Run.Automation("owners", "report", folder, "--format", "json").In(_git.Path).Go().Ends(0).Json;
            report.GetProperty("owners").EnumerateArray().Single(o => o.Text("owner") == "@acme/infra").GetProperty("files").GetInt32().ShouldBe(1);
        }
    }

    [Fact]
    public void A_line_for_a_submodule_that_is_edited_hands_it_over()
    {
        Codeowners("* @acme/all\n");
        _git.Commit();
        Codeowners("* @acme/all\n/vendor/libfoo @acme/infra\n");

        Run.Automation("owners", "report", "--base", "main").In(_git.Path).Go().Ends(0).Output.ShouldContain("vendor/libfoo");
    }

    [Fact]
    public void Without_paths_every_tracked_path_is_resolved()
    {
        Codeowners("* @acme/all\n");

        Run.Automation("owners", "resolve", "--format", "jsonl").In(_git.Path).Go().Ends(0).Lines.Select(l => l.Text("path")).ShouldBe(
            [".github/CODEOWNERS", ".gitignore", ".gitmodules", "node_modules/left-pad/index.js", "out/kept.txt", "vendor/libfoo", "vendor/libfoo2/s.c"]);
    }

    [Fact]
    public void What_was_deleted_and_not_staged_is_gone_unless_the_checkout_is_sparse()
    {
        Codeowners("/out/ @acme/all\n");
        _git.Without("out/kept.txt");
        Lint().Ends(0).Output.ShouldContain("matches no file");

        _git.Git("config", "core.sparseCheckout", "true");
        Lint().Ends(0).Output.ShouldNotContain("matches no file");
    }

    [Fact]
    public void From_a_folder_of_a_repository_paths_count_from_there()
    {
        Codeowners("* @acme/all\n");
        _git.With("vendor/CODEOWNERS", "/libfoo @acme/infra\n/libfoo2/ @acme/infra\n");

        Run.Automation("owners", "lint", "vendor").In(_git.Path).Go().Ends(0).Output.ShouldNotContain("matches no file");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _git.Dispose();
        _library.Dispose();
    }

    private void Codeowners(string lines) => _git.With(".github/CODEOWNERS", lines);

    private Outcome Lint(params string[] arguments) => Run.Automation(["owners", "lint", .. arguments]).In(_git.Path).Go();
}
