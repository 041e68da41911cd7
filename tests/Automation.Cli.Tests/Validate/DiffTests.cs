using System.Text;
using Automation.Cli.Tests.Driving;
using Automation.Testing;

namespace Automation.Cli.Tests.Validate;

/// <summary><c>--diff</c>: what <c>--fix</c> would change, and nothing written.</summary>
public sealed class DiffTests : IDisposable
{
    private readonly GitSandbox _repository = GitSandbox.Create();

    [Theory]
    [InlineData("\n", true)]
    [InlineData("\n", false)]
    [InlineData("\r\n", true)]
    [InlineData("\r\n", false)]
    public void The_difference_applied_by_git_is_what_fix_writes(string lineEnd, bool withLastLineEnd)
    {
        var text = $"# first\n{Descriptors.Sound.Replace("  name: orders", "  name: orders\n  description:\n  tags: [Java]\n  annotations:\n    a.b/c: 1\n    a.b/d: 2", StringComparison.Ordinal).Replace("lifecycle", "lifecyle", StringComparison.Ordinal)}"
            + $"---\n{Descriptors.Component("stock").TrimEnd()}\n  consumesApi: [a]";
        var bytes = Encoding.UTF8.GetBytes((withLastLineEnd ? text + "\n" : text).Replace("\n", lineEnd, StringComparison.Ordinal));
        var (descriptor, patch) = (Path.Combine(_repository.Path, "catalog-info.yaml"), Path.Combine(_repository.Path, "fixes.patch"));
        File.WriteAllBytes(descriptor, bytes);

        var shown = Validate("--diff");
        File.ReadAllBytes(descriptor).ShouldBe(bytes);
        File.WriteAllText(patch, shown.Output);
        _repository.Git("apply", "--whitespace=nowarn", "fixes.patch");
        var applied = File.ReadAllText(descriptor);

        File.WriteAllBytes(descriptor, bytes);
        Validate("--fix");
        applied.ShouldBe(File.ReadAllText(descriptor));
        applied.ShouldContain("lifecycle: production");
    }

    [Fact]
    public void The_run_ends_as_it_would_without_fixes()
    {
        _repository.With("catalog-info.yaml", Descriptors.Sound.Replace("lifecycle", "lifecyle", StringComparison.Ordinal));

        var outcome = Validate("--diff").Ends(1);

        outcome.Output.ShouldBe("--- a/catalog-info.yaml\n+++ b/catalog-info.yaml\n@@ -4,5 +4,5 @@\n   name: orders\n spec:\n   type: service\n-  lifecyle: "
            + "production\n+  lifecycle: production\n   owner: team-a\n");
        outcome.Errors.ShouldContain("1 problem can be fixed automatically: run again with --fix.");
    }

    [Fact]
    public void A_file_without_fixes_has_no_difference()
    {
        _repository.With("catalog-info.yaml", Descriptors.Sound);

        Validate("--diff").Ends(0).Output.ShouldBeEmpty();
    }

    [Fact]
    public void A_format_for_programs_and_a_difference_exclude_each_other() =>
        Validate("--diff", "--format", "json").Ends(2).Errors.ShouldContain("--diff prints a unified diff");

    [Fact]
    public void The_report_counts_the_problems_that_can_be_fixed()
    {
        _repository.With(
            "catalog-info.yaml",
            Descriptors.Sound.Replace("lifecycle", "lifecyle", StringComparison.Ordinal).Replace("type: service", "type: []", StringComparison.Ordinal));

        Validate().Ends(1).Output.ShouldContain("1 of 2 problems can be fixed automatically: run again with --fix.");
        Run.Automation("check")
            .In(_repository.Path)
            .Go()
            .Ends(1).Output
            .ShouldContain("1 of 2 problems can be fixed automatically: run 'automation validate --fix'.");
    }

    [Fact]
    public void Codeowners_have_a_difference_too()
    {
        _repository.With("CODEOWNERS", "* @acme/all\n/docs/ @acme/docs, @ada\n");
        _repository.With("docs/a", "");

        Run.Automation("owners", "lint", "--fix", "--diff")
            .In(_repository.Path)
            .Go()
            .Ends(1).Output
            .ShouldBe("--- a/CODEOWNERS\n+++ b/CODEOWNERS\n@@ -1,2 +1,2 @@\n * @acme/all\n-/docs/ @acme/docs, @ada\n+/docs/ @acme/docs @ada\n");

        File.ReadAllText(Path.Combine(_repository.Path, "CODEOWNERS")).ShouldContain("@acme/docs,");
    }

    /// <inheritdoc/>
    public void Dispose() => _repository.Dispose();

    private Outcome Validate(params string[] options) => Run.Automation(["validate", .. options]).In(_repository.Path).Go();
}
