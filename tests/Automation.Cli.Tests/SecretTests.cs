using System.Text.Json;
using Automation.Cli.Tests.Action;
using Automation.Cli.Tests.Driving;
using Automation.Testing;

namespace Automation.Cli.Tests;

/// <summary>Secrets reach no output, wherever they stand.</summary>
public sealed class SecretTests
{
    // Made up, and put together here so that no scanner takes this file for a leak.
    private static readonly string Canary = "gh" + "p_" + "canarycanarycanarycanarycanary123456";

    public static TheoryData<string> Formats { get; } = ["text", "json", "jsonl", "sarif", "github", "markdown"];

    [Theory]
    [MemberData(nameof(Formats))]
    public void One_in_a_descriptor_is_covered_up_wherever_it_stands(string format)
    {
        using var folder = new TemporaryFolder();
        foreach (var text in (string[])
        [
            Descriptors.Sound.Replace("  name: orders", $"  name: orders\n  annotations:\n    acme.example/token: {Canary}", StringComparison.Ordinal),
            Descriptors.Sound.Replace("name: orders", $"name: '{Canary} '", StringComparison.Ordinal),
            Descriptors.Sound.Replace("owner: team-a", $"owner: 'x:y:{Canary}'", StringComparison.Ordinal),
            Descriptors.Sound.Replace("owner: team-a", $"{Canary}: team-a", StringComparison.Ordinal),
            Descriptors.Sound.Replace("  name: orders", $"  name: orders\n  tags: [{Canary}]", StringComparison.Ordinal),
            Descriptors.Sound.Replace("kind: Component", $"kind: {Canary}", StringComparison.Ordinal),
            $"a: 'x {Canary}\n",
            $"# {Canary}\nb: [\n",
        ])
        {
            folder.With("catalog-info.yaml", text);

            Run.Automation("validate", "--format", format, "--verbose")
                .In(folder.Path)
                .Go().Everything
                .ShouldNotContain("canarycanary", Case.Insensitive, text);
            Run.Automation("check", "--format", format, "--verbose").In(folder.Path).Go().Everything.ShouldNotContain("canarycanary", Case.Insensitive, text);
        }
    }

    [Fact]
    public void One_in_a_descriptor_is_not_written_into_a_baseline()
    {
        using var folder = new TemporaryFolder().With(
            "catalog-info.yaml", Descriptors.Sound.Replace("name: orders", $"name: '{Canary} '", StringComparison.Ordinal));

        Run.Automation("check", "--write-baseline", "baseline.json").In(folder.Path).Go();

        File.ReadAllText(Path.Combine(folder.Path, "baseline.json")).ShouldNotContain("canary");
    }

    [Theory]
    [InlineData("https://x-access-token:SECRET@github.com/acme/orders.git", "is not in acme/orders")]
    [InlineData("https://user:p@SECRET@github.com/acme/orders", "is not in acme/orders")]
    [InlineData("https://SECRET@127.0.0.1:1/acme/orders", "is not in acme/orders")]
    public void One_in_the_remotes_address_is_not_shown(string remote, string named)
    {
        using var git = GitSandbox.Create().With("catalog-info.yaml", Descriptors.NamesAnotherRepository);
        git.Commit();
        git.Git("remote", "add", "origin", remote.Replace("SECRET", Canary, StringComparison.Ordinal));

        foreach (var format in (IEnumerable<TheoryDataRow<string>>)Formats)
        {
            var outcome = Run.Automation("check", "--base", "HEAD", "--format", format.Data, "--verbose").In(git.Path).Go();
            outcome.Everything.ShouldNotContain("canary");
            outcome.Output.ShouldContain(named);
        }
    }

    [Fact]
    public void One_that_the_action_was_given_is_not_shown()
    {
        using var origin = GitSandbox.Create().With("catalog-info.yaml", Descriptors.Sound);
        origin.Commit();
        origin.Git("checkout", "--quiet", "-b", "change");
        origin.With("catalog-info.yaml", Descriptors.Refused).Commit();
        using var job = Job.For(origin);
        job.With("INPUT_TOKEN", Canary);

        var outcome = job.Check().Ends(1);

        job.Credentials.ShouldBeEmpty("The server is not the one that the token is for, and there is no https.");
        (outcome.Everything + job.Summary + job.Written("automation-findings.json") + job.Written("automation-findings.sarif")).ShouldNotContain("canary");
    }

    [Fact]
    public void One_is_not_shown_where_a_fetch_fails()
    {
        using var git = GitSandbox.Create().With("catalog-info.yaml", Descriptors.Sound);
        git.Commit();
        git.Git("remote", "add", "origin", $"https://user:{Canary}@127.0.0.1:1/acme/orders.git");
        var (a, b) = (new string('a', 40), new string('b', 40));
        using var runner = new TemporaryFolder().With(
            "event.json", JsonSerializer.Serialize(new { pull_request = new { @base = new { sha = a }, head = new { sha = b } } }));

        var outcome = Run.Automation("action", "check")
            .In(git.Path)
            .With("INPUT_TOKEN", Canary)
            .With("GITHUB_EVENT_PATH", Path.Combine(runner.Path, "event.json"))
            .Go()
            .Ends(3);

        outcome.Errors.ShouldContain("could not be fetched");
        outcome.Everything.ShouldNotContain("canary");
    }
}
