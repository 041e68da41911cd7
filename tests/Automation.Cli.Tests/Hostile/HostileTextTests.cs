using Automation.Cli.Tests.Driving;
using Automation.Testing;

namespace Automation.Cli.Tests.Hostile;

/// <summary>Texts that were written to do harm: each gets a finding, in bounds.</summary>
public sealed class HostileTextTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string, string> Texts { get; } = new()
    {
        {
            "an alias bomb",
            "a: &a [x,x,x,x,x,x,x,x,x]\n"
                + string.Concat(Enumerable.Range('b', 12)
                    .Select(c => $"{(char)c}: &{(char)c} [{string.Join(',', Enumerable.Repeat($"*{(char)(c - 1)}", 9))}]\n"))
        },
        { "an alias of itself", "a: &a [*a]\n" },
        { "100,000 opened lists", new string('[', 100_000) },
        { "100,000 opened maps", new string('{', 100_000) },
        { "100,000 levels of block lists", string.Concat(Enumerable.Repeat("- ", 100_000)) },
        { "a hundred thousand documents", string.Concat(Enumerable.Repeat("---\n", 100_000)) },
        { "NUL", "kind: Component\0\n" },
        { "an unclosed quote of a megabyte", "a: \"" + new string('x', 1_000_000) },
        { "a key of a megabyte", new string('k', 1_000_000) + ": v\n" },
        { "a line of a megabyte of colons", "a: " + string.Concat(Enumerable.Repeat(": ", 500_000)) },
        { "a million question marks", string.Concat(Enumerable.Repeat("? ", 500_000)) },
        { "a merge bomb", "a: &a {k: 1}\nb: &b {<<: [*a,*a,*a,*a,*a,*a,*a,*a]}\nc: {<<: [*b,*b,*b,*b]}\n" },
        { "a tag of another program", "!!python/object/apply:os.system [id]\n" },
        { "a thousand directives", string.Concat(Enumerable.Repeat("%TAG !a! tag:x,2000:\n", 1_000)) + "---\na: 1\n" },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void It_is_a_finding(string name, string text)
    {
        _folder.With("catalog-info.yaml", text);

        var outcome = Run.Automation("check", "--format", "json").In(_folder.Path).Go().Ends(1);

        outcome.Findings.Count.ShouldBeGreaterThan(0, name);
        foreach (var format in (string[])["text", "sarif", "github", "markdown"])
        {
            Run.Automation("validate", "--format", format).In(_folder.Path).Go().Ends(1);
        }
    }

    [Fact]
    public void Bytes_that_are_not_utf_8_are_a_finding()
    {
        var outcome = Run.Automation("validate", "-", "--format", "jsonl")
            .In(_folder.Path)
            .Reading([0xFF, 0xFE, 0x00, 0xD8, 0x80, 0x0A, 0xC0, 0xAF])
            .Go()
            .Ends(1);

        outcome.Lines.ShouldHaveSingleItem().GetProperty("valid").GetBoolean().ShouldBeFalse();
    }

    [Theory]
    [InlineData("catalog-info.yaml")]
    [InlineData("automation.yml")]
    public void A_file_of_50_megabytes_is_not_read(string path)
    {
        _folder.With("catalog-info.yaml", Descriptors.Sound);
        using (var file = File.Create(Path.Combine(_folder.Path, path)))
        {
            file.SetLength(50 << 20);
        }

        Run.Automation("check")
            .In(_folder.Path)
            .Go()
            .Ends(path == "automation.yml" ? 2 : 1).Everything
            .ShouldContain(path == "automation.yml" ? "256 KiB" : "50 MiB");
    }

    [Fact]
    public void Standard_input_without_an_end_is_read_up_to_the_limit()
    {
        var outcome = Run.Automation("validate", "-", "--format", "jsonl").In(_folder.Path).Reading(new byte[6 << 20]).Go().Ends(1);

        outcome.Rules.ShouldBe(["catalog/limit-size"]);
    }

    [Fact]
    public void Text_that_would_drive_a_terminal_or_a_runner_is_shown_and_not_obeyed()
    {
        var text = Descriptors.Sound.Replace("name: orders", "name: \"x\\e[31m\\n::error::owned\\r##[add-mask]y\\u202Ez\"", StringComparison.Ordinal);
        foreach (var format in (string[])["text", "json", "jsonl", "sarif", "github", "markdown"])
        {
            var outcome = Run.Automation("validate", "-", "--format", format).In(_folder.Path).Reading(text).Go().Ends(1);

            outcome.Everything.ShouldNotContain("\u001b", Case.Sensitive, format);
            outcome.Everything.ShouldNotContain("\r", Case.Sensitive, format);
            outcome.Output.Split('\n').ShouldNotContain(line => line.StartsWith("::error::owned", StringComparison.Ordinal), format);
        }
    }

    [Fact]
    public void A_configuration_that_was_written_to_do_harm_ends_with_2()
    {
        _folder.With("catalog-info.yaml", Descriptors.Sound);
        foreach (var text in (string[])[
            new string('[', 100_000),
            "rules: &a {x: *a}\n",
            "names:\n  Component: '(a+)+$(?=x)'\n",
            "descriptors: ['" + new string('*', 5_000) + "']\n",
            "baseline: ../../../etc/passwd\n",
            "baseline: /etc/passwd\n",
            "fail-on: \"\\e[31m\\n::error::owned\"\n",
        ])
        {
            _folder.With("automation.yml", text);

            var outcome = Run.Automation("check").In(_folder.Path).Go();

            outcome.ExitCode.ShouldBeInRange(0, 2, text[..Math.Min(60, text.Length)]);
            outcome.Everything.ShouldNotContain("\u001b");
            outcome.Everything.ShouldNotContain("root:");
            outcome.Everything.Split('\n').ShouldNotContain(line => line.StartsWith("::", StringComparison.Ordinal));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();
}
