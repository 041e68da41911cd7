using System.Text.Json;
using System.Text.Json.Nodes;
using Automation.Cli.Tests.Driving;
using Automation.Testing;

namespace Automation.Cli.Tests.Validate;

/// <summary>Every format of the same small report; the snapshots are what users read.</summary>
public sealed class FormatTests : IDisposable
{
    private readonly TemporaryFolder _folder = new TemporaryFolder()
        .With("catalog-info.yaml", Descriptors.Doubtful + "---\n" + Descriptors.Refused)
        .With("shop/catalog-info.yaml", Descriptors.Sound + "---\nkind: [\n");

    [Theory]
    [InlineData("text", "validate.txt")]
    [InlineData("json", "validate.json")]
    [InlineData("jsonl", "validate.jsonl")]
    [InlineData("github", "validate-github.txt")]
    [InlineData("markdown", "validate.md")]
    public void The_report_reads_well(string format, string snapshot) =>
        Snapshot.Match(Run.Automation("validate", "--format", format).In(_folder.Path).Go().Ends(1).Output, snapshot);

    [Fact]
    public void The_results_of_sarif_read_well()
    {
        var log = JsonNode.Parse(Run.Automation("validate", "--format", "sarif").In(_folder.Path).Go().Ends(1).Output)!;
        var driver = log["runs"]![0]!["tool"]!["driver"]!.AsObject();
        driver["rules"]!.AsArray().Count.ShouldBe(Automation.Jobs.Rules.RuleReference.All.Count);
        driver.Remove("rules");
        driver.Remove("version");
        foreach (var result in log["runs"]![0]!["results"]!.AsArray())
        {
            result!.AsObject().Remove("ruleIndex");
        }

        Snapshot.Match(
            log.ToJsonString(new JsonSerializerOptions
            {
                WriteIndented = true,
                Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            }) + "\n",
            "validate.sarif");
    }

    [Fact]
    public void Verbose_gives_reasons() =>
        Snapshot.Match(Run.Automation("validate", "--verbose").In(_folder.Path).Go().Ends(1).Output, "validate-verbose.txt");

    [Fact]
    public void Quiet_keeps_errors_and_the_outcome() =>
        Snapshot.Match(Run.Automation("validate", "--quiet").In(_folder.Path).Go().Ends(1).Output, "validate-quiet.txt");

    [Fact]
    public void A_terminal_gets_colours_and_a_pipe_does_not()
    {
        Run.Automation("validate").In(_folder.Path).AtATerminal().Go().Output.ShouldContain("\u001b[");
        Run.Automation("validate").In(_folder.Path).Go().Output.ShouldNotContain("\u001b[");
    }

    [Fact]
    public void Colours_can_be_refused()
    {
        Run.Automation("validate", "--no-color").In(_folder.Path).AtATerminal().Go().Output.ShouldNotContain("\u001b[");
        Run.Automation("validate").With("NO_COLOR", "1").In(_folder.Path).AtATerminal().Go().Output.ShouldNotContain("\u001b[");
        Run.Automation("validate").With("NO_COLOR", "").In(_folder.Path).AtATerminal().Go().Output.ShouldContain("\u001b[");
        Run.Automation("validate").With("TERM", "dumb").In(_folder.Path).AtATerminal().Go().Output.ShouldNotContain("\u001b[");
    }

    [Theory]
    [InlineData("json")]
    [InlineData("jsonl")]
    [InlineData("sarif")]
    public void Results_stand_alone_on_standard_output(string format)
    {
        var outcome = Run.Automation("validate", "--format", format, "--verbose").In(_folder.Path).AtATerminal().Go();

        outcome.Lines.ShouldNotBeEmpty();
        outcome.Errors.ShouldBeEmpty();
    }

    [Fact]
    public void Two_runs_have_the_same_output_byte_for_byte()
    {
        string Once() => Run.Automation("validate", "--format", "json").In(_folder.Path).Go().Output;

        Once().ShouldBe(Once());
    }

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();
}
