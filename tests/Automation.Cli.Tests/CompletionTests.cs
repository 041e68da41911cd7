using Automation.Cli.Tests.Driving;
using Automation.Testing;

namespace Automation.Cli.Tests;

/// <summary><c>automation completion</c>, tried in the shells themselves.</summary>
public sealed class CompletionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("automation che", "check")]
    [InlineData("automation catalog pub", "publish")]
    [InlineData("automation check --req", "--require-descriptor")]
    [InlineData("automation check --format js", "json jsonl")]
    [InlineData("automation explain catalog/tag", "catalog/tag-format")]
    public void Bash_completes_commands_options_and_values(string line, string expected)
    {
        Assert.SkipUnless(File.Exists("/bin/bash"), "There is no bash.");
        var words = line.Split(' ');
        _folder.With("automation.bash", Run.Automation("completion", "bash").Go().Ends(0).Output);
        var script =
            $"source automation.bash; COMP_LINE='{line}'; COMP_POINT={line.Length}; COMP_WORDS=({line}); COMP_CWORD={words.Length - 1}; _automation; echo "
            + $"\"${{COMPREPLY[@]}}\"";

        AutomationProcess.Shell(_folder.Path, script, "/bin/bash").Output.Trim().ShouldBe(expected);
    }

    [Theory]
    [InlineData("source ./_automation")]
    [InlineData("fpath=($PWD $fpath); autoload -Uz _automation")]
    public void Zsh_completes_from_the_first_time_however_the_script_is_installed(string install)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/zsh"), "There is no zsh.");
        const string Line = "automation catalog pub";
        _folder.With("_automation", Run.Automation("completion", "zsh").Go().Ends(0).Output);

        // What zsh has during a completion: the line, and the functions that take the answer.
        var script = $$"""
            compdef() { }
            compadd() { shift; print -r -- "$@" }
            BUFFER='{{Line}}' CURSOR={{Line.Length}}
            {{install}}
            _automation
            """;

        AutomationProcess.Shell(_folder.Path, script, "/usr/bin/zsh").Output.Trim().ShouldBe("publish");
    }

    [Fact]
    public void Another_shell_is_wrong_usage() => Run.Automation("completion", "fish").Go().Ends(2).Errors.ShouldContain("fish");

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();
}
