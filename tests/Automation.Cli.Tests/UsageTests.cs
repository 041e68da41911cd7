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
    public void Wrong_usage_is_reported_only_on_standard_error(params string[] arguments)
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
    [InlineData]
    [InlineData("owners")]
    [InlineData("catalog")]
    [InlineData("config")]
    public void A_group_of_commands_by_itself_prints_its_help(params string[] arguments)
    {
        var outcome = Run.Automation(arguments).In(_folder.Path).Go().Ends(0);

        outcome.Errors.ShouldBeEmpty();
        outcome.Output.ShouldBe(Run.Automation([.. arguments, "--help"]).In(_folder.Path).Go().Ends(0).Output);
        outcome.Output.ShouldContain("Commands:");
    }

    [Theory]
    [InlineData("'chekc' is not a command. Did you mean 'check'?", "chekc")]
    [InlineData("'serach' is not a command. Did you mean 'search'?", "catalog", "serach", "orders")]
    [InlineData("'frob' is not a command.", "frob")]
    [InlineData("'--formt' is not an option. Did you mean '--format'?", "check", "--formt", "json")]
    [InlineData("'--formt' is not an option. Did you mean '--format'?", "validate", "--formt")]
    [InlineData("'--frob' is not an option.", "owners", "lint", "--frob")]
    [InlineData("'two' is not expected here.", "check", "one", "two")]
    public void What_is_misspelt_gets_a_suggestion(string message, params string[] arguments) =>
        Run.Automation(arguments).In(_folder.Path).Go().Ends(2).Errors.Split('\n')[0].ShouldBe($"automation: {message}");

    [Fact]
    public void A_file_may_be_called_like_an_option()
    {
        _folder.With("--formt", Descriptors.Sound);

        Run.Automation("validate", "--formt").In(_folder.Path).Go().Ends(0);
        Run.Automation("owners", "resolve", "--codeowners", "CODEOWNERS", "--", "-x")
            .In(_folder.With("CODEOWNERS", "* @ada\n").Path)
            .Go()
            .Ends(0).Output
            .ShouldBe("-x\t1\t@ada\n");
    }

    [Theory]
    [InlineData(true, "always")]
    [InlineData(false, "never", "FORCE_COLOR=1")]
    [InlineData(false, "auto")]
    [InlineData(true, null, "FORCE_COLOR=1")]
    [InlineData(false, null, "FORCE_COLOR=0")]
    [InlineData(false, null, "FORCE_COLOR=1", "NO_COLOR=1")]
    [InlineData(true, "always", "NO_COLOR=1")]
    public void Colours_are_used_where_they_are_wanted(bool coloured, string? color, params string[] variables)
    {
        var run = Run.Automation(["validate", "-", .. color is null ? Array.Empty<string>() : ["--color", color]])
            .In(_folder.Path)
            .Reading(Descriptors.Refused);
        foreach (var variable in variables)
        {
            run.With(variable.Split('=')[0], variable.Split('=')[1]);
        }

        run.Go().Ends(1).Output.Contains('\u001b', StringComparison.Ordinal).ShouldBe(coloured);
    }

    [Fact]
    public void Help_lists_only_formats_that_the_command_takes()
    {
        Run.Automation("owners", "resolve", "--help").In(_folder.Path).Go().Ends(0).Output.ShouldContain("The output format: text or jsonl");
        Run.Automation("owners", "resolve", "--format", "sarif")
            .In(_folder.Path)
            .Go()
            .Ends(2).Errors
            .ShouldContain("--format takes text or jsonl, not 'sarif'.");
    }

    [Fact]
    public void Sentences_wrap_at_the_width_of_a_terminal_and_nowhere_else()
    {
        var atATerminal = Run.Automation("validate", "-").In(_folder.Path).Reading(Descriptors.Refused).AtATerminal(width: 60).Go().Ends(1).Output;
        var piped = Run.Automation("validate", "-", "--color", "never").In(_folder.Path).Reading(Descriptors.Refused).Go().Ends(1).Output;

        Snapshot.Match(Plain(atATerminal), "wrapped.txt");
        string.Join(' ', Words(Plain(atATerminal))).ShouldBe(string.Join(' ', Words(piped)));
        piped.Split('\n').ShouldContain(l => l.Length > 60);
    }

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
    public void Fail_on_decides_what_fails(string? failOn, int withError, int withWarning)
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
        _folder.With("catalog-info.yaml", configuration.Contains("warning", StringComparison.Ordinal) ? Descriptors.Doubtful : Descriptors.Refused)
            .With(".github/automation.yml", configuration + "\n");
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

    private static string Plain(string text) => System.Text.RegularExpressions.Regex.Replace(text, "\u001b\\[[0-9;]*m", "");

    private static string[] Words(string text) => text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries);

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();
}
