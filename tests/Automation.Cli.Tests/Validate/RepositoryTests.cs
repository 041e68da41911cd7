using Automation.Cli.Tests.Driving;
using Automation.Testing;

namespace Automation.Cli.Tests.Validate;

/// <summary>How the repository of a descriptor is known: it decides what a placeholder may read.</summary>
public sealed class RepositoryTests : IDisposable
{
    private readonly GitSandbox _git = GitSandbox.Create().With("catalog-info.yaml", Descriptors.NamesAnotherRepository);

    [Fact]
    public void The_option_names_it() =>
        Named(Run.Automation("validate", "--format", "jsonl", "--repository", "acme/named")).ShouldContain("is not in acme/named");

    [Fact]
    public void The_git_remote_names_it()
    {
        _git.Git("remote", "add", "origin", "git@github.com:acme/cloned.git");

        Named(Run.Automation("validate", "--format", "jsonl").With("GITHUB_REPOSITORY", "acme/runner")).ShouldContain("is not in acme/cloned");
    }

    [Fact]
    public void The_runner_names_it_where_there_is_no_remote() =>
        Named(Run.Automation("validate", "--format", "jsonl").With("GITHUB_REPOSITORY", "acme/runner")).ShouldContain("is not in acme/runner");

    [Fact]
    public void The_option_wins()
    {
        _git.Git("remote", "add", "origin", "https://github.com/acme/cloned");

        Named(Run.Automation("validate", "-", "--format", "jsonl", "--repository", "acme/named")
            .With("GITHUB_REPOSITORY", "acme/runner")
            .Reading(Descriptors.NamesAnotherRepository)).ShouldContain(
            "is not in acme/named");
    }

    [Fact]
    public void Without_a_name_another_repository_cannot_be_recognized() =>
        Run.Automation("validate", "--format", "jsonl").In(_git.Path).Go().Ends(0).Rules.ShouldNotContain("catalog/placeholder-other-repository");

    /// <inheritdoc/>
    public void Dispose() => _git.Dispose();

    private string Named(Run run) => string.Join('\n', run.In(_git.Path).Go().Findings.Select(f => f.Text("message")));
}
