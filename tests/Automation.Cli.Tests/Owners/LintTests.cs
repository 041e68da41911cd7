using System.Text;
using Automation.Cli.Tests.Driving;
using Automation.Testing;

namespace Automation.Cli.Tests.Owners;

/// <summary><c>owners lint</c>: what is wrong with a CODEOWNERS file, as people and programs read it.</summary>
public sealed class LintTests : IDisposable
{
    private const string Sound = "* @acme/platform\n/docs/ @acme/docs\n";

    private const string Mistaken = """
        # Who looks after what.
        /docs/guide.md @acme/writers
        *                 @acme/platform
        /docs/            @acme/docs, ada
        /app/[id]/        @acme/web
        /Docs/            @acme/docs
        /vendor/
        src/api/          @acme/api
        /src/api/         @acme/api app/renovate
        /src/api/         @acme/core
        """;

    private readonly TemporaryFolder _folder = new();

    private string File => Path.Combine(_folder.Path, ".github", "CODEOWNERS");

    [Theory]
    [InlineData("text", "lint.txt")]
    [InlineData("jsonl", "lint.jsonl")]
    [InlineData("github", "lint-github.txt")]
    [InlineData("markdown", "lint.md")]
    public void The_findings_can_be_read(string format, string snapshot)
    {
        Repository(Mistaken + "\n").With("docs/CODEOWNERS", Sound);

        Snapshot.Match(Lint("--format", format).Ends(1).Output, snapshot);
    }

    [Theory]
    [InlineData("json")]
    [InlineData("sarif")]
    public void Programs_read_the_same_findings(string format)
    {
        Repository(Mistaken + "\n");

        Lint("--format", format).Ends(1).Json.ToString().ShouldContain("owners/invalid-pattern");
    }

    [Fact]
    public void A_line_of_jsonl_has_the_members_of_GitHubs_own_list()
    {
        Repository("* user\n");

        var line = Lint("--format", "jsonl").Ends(1).Lines.ShouldHaveSingleItem();

        line.Names().ShouldBe(["line", "column", "kind", "source", "suggestion", "message", "path", "severity"]);
        line.Text("message").ShouldBe("Invalid owner on line 1:\n\n  * user\n    ^");
        line.Text("path").ShouldBe(".github/CODEOWNERS");
        line.Text("severity").ShouldBe("error");
    }

    [Fact]
    public void A_sound_file_is_fine()
    {
        Repository(Sound);

        Lint().Ends(0).Output.ShouldContain("1 file");
        Lint("--format", "jsonl").Ends(0).Output.ShouldBeEmpty();
    }

    [Fact]
    public void Warnings_fail_where_they_are_to()
    {
        Repository("/nowhere/ @x\n");

        Lint().Ends(0).Output.ShouldContain("owners/matches-nothing");
        Lint("--fail-on", "warning").Ends(1);
    }

    [Fact]
    public void A_repository_without_the_file_reports_where_it_would_be_found()
    {
        _folder.With("README.md", "");

        Lint().Ends(0).Output.ShouldContain(".github/CODEOWNERS or CODEOWNERS or docs/CODEOWNERS");
        Lint("--dialect", "gitlab").Ends(0).Output.ShouldContain("CODEOWNERS or docs/CODEOWNERS or .gitlab/CODEOWNERS");
    }

    [Fact]
    public void A_file_alone_is_validated_without_the_files_around_it()
    {
        Repository("/nowhere/ @x\n* user\n").With("other/lines", "/b @x\n/b @y\n");

        Kinds(Lint(".github/CODEOWNERS", "--format", "jsonl").Ends(1)).ShouldBe(["Invalid owner"]);
        Kinds(Lint("--codeowners", "other/lines", "--format", "jsonl").Ends(0)).ShouldBe(["Duplicate pattern"]);
        Kinds(Lint(".", "--codeowners", "other/lines", "--format", "jsonl").Ends(0)).ShouldBe(["Duplicate pattern", "Pattern matches nothing"]);
    }

    [Fact]
    public void Without_a_folder_it_is_the_repository_of_the_working_directory()
    {
        using var repository = GitSandbox.Create()
            .With("CODEOWNERS", "/a/x @x\n/b/ @x\n")
            .With("a/x", "")
            .With(".gitignore", "/b/\n")
            .With("b/y", "")
            .With("a/b/z", "");

        var outcome = Run.Automation("owners", "lint", "--format", "jsonl").In(repository.At("a")).Go().Ends(0);

        Kinds(outcome).ShouldBe(["Pattern matches nothing"]);
        outcome.Lines[0].Text("path").ShouldBe("../CODEOWNERS");
        outcome.Lines[0].GetProperty("line").GetInt32().ShouldBe(2);
    }

    [Fact]
    public void A_folder_is_the_root_of_a_repository_wherever_it_lies()
    {
        using var repository = GitSandbox.Create()
            .With("CODEOWNERS", "/a/ @x\n")
            .With("a/CODEOWNERS", "/b/ @x\n")
            .With("a/.gitignore", "/b/\n")
            .With("a/b/z", "");

        Kinds(Run.Automation("owners", "lint", "a", "--format", "jsonl").In(repository.Path).Go().Ends(0)).ShouldBe(["Pattern matches nothing"]);
    }

    [Fact]
    public void The_configuration_weighs_the_findings_and_the_baseline_takes_some_out()
    {
        Repository("/nowhere/ @x\n* user\n/vendor/\n").With(
            ".github/automation.yml", "rules:\n  owners/matches-nothing: error\n  owners/invalid-owner: off\n  owners/no-owner: off\n");
        Lint("--format", "jsonl").Ends(1).Lines.Select(l => $"{l.Text("kind")} {l.Text("severity")}").ShouldBe(["Pattern matches nothing error"]);

        var fingerprints = Lint("--format", "json").Findings.Select(f => f.Text("fingerprint"));
        _folder.With("accepted.json", $$"""{"version":1,"findings":[{{string.Join(',', fingerprints.Select(f => $$"""{"fingerprint":"{{f}}"}"""))}}]}""")
            .With(".github/automation.yml", "baseline: accepted.json\nrules:\n  owners/invalid-owner: off\n  owners/no-owner: off\n");
        Lint().Ends(0).Output.ShouldContain("1 finding is suppressed");
    }

    [Fact]
    public void A_comment_on_the_line_accepts_a_finding()
    {
        Repository("* @x\n/gone/ @x # automation: accept owners/matches-nothing (arrives in May)\n# automation: accept owners/no-owner "
            + "(nobody's)\n/docs/\n/docs/CODE @x # automation: accept owners/invalid-owner (why not)\n")
            .With("docs/CODE", "");

        Lint("--format", "jsonl").Ends(0).Lines.Select(l => $"{l.GetProperty("line")} {l.Text("kind")}").ShouldBe(["5 Unused"]);
        Lint().Output.ShouldContain("2 findings are suppressed");
    }

    [Fact]
    public void Fix_writes_what_needs_no_decision_and_no_more()
    {
        Repository("# ours\r\n/app/[id]/ @acme/web, @ada # both\r\n/docs/ @x\r\n/docs/ @y\r\n").With("app/[id]/page", "").With("docs/a", "");

        Lint("--fix").Ends(0).Output.ShouldContain("Fixed: 2 edits in 1 file.");

        System.IO.File.ReadAllText(File).ShouldBe("# ours\r\n/app/\\[id\\]/ @acme/web @ada # both\r\n/docs/ @x\r\n/docs/ @y\r\n");
        Lint(".github/CODEOWNERS", "--fix").Ends(0).Output.ShouldContain("Fixed: 0 edits");
    }

    [Fact]
    public void The_dialect_decides_what_a_line_is()
    {
        Repository("[Docs] @acme/docs\n/docs/\n").With("docs/a", "");
        Kinds(Lint("--format", "jsonl").Ends(1)).ShouldBe(["Wrong dialect"]);

        System.IO.File.Move(File, Path.Combine(_folder.Path, "CODEOWNERS"));
        Kinds(Lint("--format", "jsonl", "--dialect", "gitlab").Ends(0)).ShouldBeEmpty();
    }

    [Fact]
    public void A_catalog_shows_which_owners_no_longer_exist()
    {
        Repository("* @acme/platform @acme/gone\n").With("catalog/teams/catalog-info.yaml", Descriptors.Group("platform"));

        Lint("--catalog", "catalog", "--format", "jsonl")
            .Ends(0).Lines
            .ShouldHaveSingleItem()
            .Text("suggestion")
            .ShouldBe("The catalog has no group for '@acme/gone'.");
    }

    [Theory]
    [InlineData("nowhere")]
    [InlineData("--codeowners", "nowhere")]
    [InlineData("nowhere", "--codeowners", "x")]
    [InlineData("--dialect", "bitbucket")]
    [InlineData("--frob")]
    [InlineData("a", "b")]
    public void Wrong_usage_is_reported(params string[] arguments) => Lint(arguments).Ends(2).Output.ShouldBeEmpty();

    [Fact]
    public void A_broken_configuration_checks_nothing()
    {
        Repository("* user\n").With(".github/automation.yml", "rules: [\n");

        Lint().Ends(2).Output.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("text")]
    [InlineData("jsonl")]
    [InlineData("sarif")]
    public void A_hostile_file_is_validated_by_the_real_program(string format)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        foreach (var (bytes, word) in Hostile())
        {
            System.IO.File.WriteAllBytes(File, bytes);

            using var process = AutomationProcess.Start(_folder.Path, "owners", "lint", "--format", format, "--fail-on", "never");
            process.StandardInput.Close();
            var outcome = AutomationProcess.Ended(process).Ends(0);

            outcome.Output.Length.ShouldBeLessThan(5_000_000);
            outcome.Output.ShouldContain(word);
        }
    }

    [Fact]
    public void Nothing_of_a_file_drives_the_terminal()
    {
        Repository("/a\u001b[31m/\u202e @x\n::error::x @y \u0007,\n");

        Lint().Output.ShouldNotContain("\u001b");
        Lint("--format", "github").Output.Split('\n').ShouldAllBe(l => !l.StartsWith("::error::x", StringComparison.Ordinal));
    }

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();

    private static IEnumerable<(byte[] Bytes, string Word)> Hostile()
    {
        yield return (Encoding.ASCII.GetBytes("* " + new StringBuilder().Insert(0, "a ", 1_490_000)), "nvalid");
        yield return (Encoding.ASCII.GetBytes(new string('[', 2_999_999)), "nvalid");
        yield return ([.. Enumerable.Range(0, 2_000_000).Select(i => (byte)(i * 7919 >> 3))], "UTF-8");
        yield return (new byte[3_000_000], "oad");
    }

    private TemporaryFolder Repository(string lines) =>
        _folder.With(".github/CODEOWNERS", lines).With("docs/guide.md", "").With("src/api/x.cs", "").With("vendor/y", "");

    private Outcome Lint(params string[] arguments) => Run.Automation(["owners", "lint", .. arguments]).In(_folder.Path).Go();

    private static IEnumerable<string?> Kinds(Outcome outcome) => outcome.Lines.Select(l => l.Text("kind"));
}
