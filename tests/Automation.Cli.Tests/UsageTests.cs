using Automation.Cli.Tests.Driving;
using Automation.Testing;

namespace Automation.Cli.Tests;

/// <summary>Exit codes, wrong usage and help.</summary>
public sealed class UsageTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("frob")]
    [InlineData("validate", "--frob")]
    [InlineData("validate", "--format", "xml")]
    [InlineData("validate", "--fail-on", "info")]
    [InlineData("validate", "--fail-on")]
    [InlineData("validate", "--write-baseline", "x")]
    [InlineData("check", "a", "b")]
    [InlineData("check", "--fix")]
    [InlineData("action")]
    [InlineData("action", "frob")]
    [InlineData]
    public void Wrong_usage_says_so_on_standard_error_alone(params string[] arguments)
    {
        var outcome = Run.Automation(arguments).In(_folder.Path).Go().Ends(2);

        outcome.Output.ShouldBeEmpty();
        outcome.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldAllBe(line => line.StartsWith("automation: ", StringComparison.Ordinal));
        outcome.Errors.ShouldContain("--help");
    }

    [Fact]
    public void The_values_of_an_option_are_named_where_another_was_given() =>
        Run.Automation("validate", "--format", "xml").In(_folder.Path).Go().Ends(2).Errors.ShouldContain("text, json, jsonl, sarif, github or markdown");

    [Theory]
    [InlineData("help.txt", "--help")]
    [InlineData("help-validate.txt", "validate", "--help")]
    [InlineData("help-check.txt", "check", "--help")]
    public void Help_is_readable(string snapshot, params string[] arguments)
    {
        var outcome = Run.Automation(arguments).In(_folder.Path).Go().Ends(0);

        outcome.Errors.ShouldBeEmpty();
        Snapshot.Match(outcome.Output.Replace("\r\n", "\n", StringComparison.Ordinal).Replace("Automation.Cli.Tests", "automation", StringComparison.Ordinal), snapshot);
    }

    [Fact]
    public void The_version_is_three_numbers() => Run.Automation("--version").In(_folder.Path).Go().Ends(0).Output.Trim().ShouldMatch(@"^\d+\.\d+\.\d+");

    [Theory]
    [InlineData(null, 1, 0)]
    [InlineData("error", 1, 0)]
    [InlineData("warning", 1, 1)]
    [InlineData("never", 0, 0)]
    public void Fail_on_says_what_fails(string? failOn, int withError, int withWarning)
    {
        string[] arguments = failOn is null ? ["validate", "-"] : ["validate", "-", "--fail-on", failOn];

        Run.Automation(arguments).In(_folder.Path).Reading(Descriptors.Refused).Go().Ends(withError);
        Run.Automation(arguments).In(_folder.Path).Reading(Descriptors.Doubtful).Go().Ends(withWarning);
        Run.Automation(arguments).In(_folder.Path).Reading(Descriptors.Sound).Go().Ends(0);
    }

    [Theory]
    [InlineData("fail-on: never", null, 0)]
    [InlineData("fail-on: warning", null, 1)]
    [InlineData("fail-on: never", "error", 1)]
    public void The_option_wins_over_the_configuration(string configuration, string? failOn, int exitCode)
    {
        _folder.With("catalog-info.yaml", configuration.Contains("warning", StringComparison.Ordinal) ? Descriptors.Doubtful : Descriptors.Refused).With(".github/automation.yml", configuration + "\n");
        string[] more = failOn is null ? [] : ["--fail-on", failOn];

        Run.Automation(["validate", .. more]).In(_folder.Path).Go().Ends(exitCode);
        Run.Automation(["check", .. more]).In(_folder.Path).Go().Ends(exitCode);
    }

    [Theory]
    [InlineData("validate")]
    [InlineData("check")]
    public void What_is_broken_off_ends_with_130(string command)
    {
        _folder.With("catalog-info.yaml", Descriptors.Sound);

        Run.Automation(command).In(_folder.Path).BrokenOff().Go().Ends(130).Output.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("orders")]
    [InlineData("a/b/c/d")]
    [InlineData("")]
    public void A_repository_is_owner_and_name(string repository) =>
        Run.Automation("validate", "-", "--repository", repository).In(_folder.Path).Go().Ends(2).Errors.ShouldContain("OWNER/REPO");

    [Theory]
    [InlineData("check", "nowhere")]
    [InlineData("check", "--catalog", "nowhere")]
    [InlineData("validate", "-", "--catalog", "nowhere")]
    [InlineData("check", "--config", "nowhere")]
    [InlineData("validate", "-", "--config", "nowhere")]
    public void What_an_option_names_has_to_be_there(params string[] arguments)
    {
        var outcome = Run.Automation(arguments).In(_folder.Path).Go().Ends(2);

        outcome.Errors.ShouldStartWith("automation: There is no ");
        outcome.Errors.ShouldContain("'nowhere'");
    }

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();
}
