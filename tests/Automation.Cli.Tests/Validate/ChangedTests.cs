using Automation.Cli.Tests.Driving;
using Automation.Testing;

namespace Automation.Cli.Tests.Validate;

/// <summary><c>validate --changed REV</c>: only what differs from the merge base with a revision.</summary>
public sealed class ChangedTests : IDisposable
{
    private readonly GitSandbox _git = GitSandbox.Create();

    public ChangedTests()
    {
        _git.With("catalog-info.yaml", Descriptors.Sound)
            .With("a/catalog-info.yaml", Descriptors.Component("a"))
            .With("b/catalog-info.yaml", Descriptors.Component("b"))
            .Commit();
        _git.Git("checkout", "--quiet", "-b", "change");
        _git.With("a/catalog-info.yaml", Descriptors.Component("a2")).Commit();
        _git.Git("checkout", "--quiet", "main");
        _git.With("b/catalog-info.yaml", Descriptors.Component("b2")).Commit();
        _git.Git("checkout", "--quiet", "change");
    }

    [Fact]
    public void What_the_branch_changed_is_checked_and_not_later_changes_of_the_base() => Validated("--changed", "main").ShouldBe(["a/catalog-info.yaml"]);

    [Fact]
    public void What_is_not_committed_counts_too()
    {
        _git.With("catalog-info.yaml", Descriptors.Component("x")).With("new/catalog-info.yaml", Descriptors.Component("y"));

        Validated("--changed", "main").ShouldBe(["a/catalog-info.yaml", "catalog-info.yaml", "new/catalog-info.yaml"]);
    }

    [Fact]
    public void It_narrows_the_paths_that_are_named() => Validated("b", "--changed", "main").ShouldBeEmpty();

    [Fact]
    public void Without_changes_there_is_no_output() =>
        Run.Automation("validate", "--changed", "HEAD").In(_git.Path).Go().Ends(0).Output.ShouldBe("No problems found.\n");

    [Theory]
    [InlineData("nowhere", "this clone has no 'nowhere'")]
    [InlineData("--all", "'--all' begins with '-'")]
    [InlineData("main..change", "is a range")]
    [InlineData("", "Required argument missing for option: '--changed'")]
    public void A_revision_that_is_not_there_is_wrong_usage(string revision, string message) =>
        Run.Automation("validate", $"--changed={revision}").In(_git.Path).Go().Ends(2).Errors.ShouldContain(message);

    [Fact]
    public void Without_git_there_is_nothing_to_compare_with()
    {
        using var folder = new TemporaryFolder().With("catalog-info.yaml", Descriptors.Sound);

        Run.Automation("validate", "--changed", "main").In(folder.Path).Go().Ends(2).Errors.ShouldContain("--changed compares with a git revision");
    }

    /// <inheritdoc/>
    public void Dispose() => _git.Dispose();

    private IEnumerable<string?> Validated(params string[] arguments) =>
        Run.Automation(["validate", "--format", "jsonl", .. arguments]).In(_git.Path).Go().Ends(0).Lines.Select(l => l.Text("file"));
}
