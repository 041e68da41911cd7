using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Automation.Cli.Tests.Driving;
using Automation.Testing;

namespace Automation.Cli.Tests.Owners;

/// <summary><c>automation owners report</c> on real repositories.</summary>
public sealed class ReportTests : IDisposable
{
    private const string Codeowners = """
        *                    @acme/platform
        /services/           @acme/services
        /services/orders/    @acme/orders @tomas-lind
        /services/generated/
        [broken] @acme/nobody
        """ + "\n";

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly GitSandbox _git = GitSandbox.Create();

    public ReportTests()
    {
        _git.With(".github/CODEOWNERS", Codeowners)
            .With(".gitignore", "bin/\n*.log\n")
            .With("README.md", "")
            .With("services/generated/api.cs", "")
            .With("services/orders/Order.cs", "")
            .With("services/orders/src/Deep.cs", "")
            .With("services/payments/Payment.cs", "")
            .With("docs/übersicht.md", "");
        _git.Commit();
    }

    [Fact]
    public void A_person_reads_how_much_is_owned() => Snapshot.Match(Report().Ends(0).Output, "report.txt");

    [Fact]
    public void Help_lists_commands_and_options() =>
        Snapshot.Match(
            Report("--help").Ends(0).Output.Replace("\r\n", "\n", StringComparison.Ordinal).Replace("Automation.Cli.Tests", "automation", StringComparison.Ordinal),
            "help.txt");

    [Fact]
    public void A_script_reads_it_all() => Snapshot.Match(Indented(Report("--format", "json").Ends(0)), "report.json");

    [Fact]
    public void A_comment_shows_tables() => Snapshot.Match(Report("--format", "markdown").Ends(0).Output, "report.md");

    [Fact]
    public void A_change_reports_whose_files_it_touches_and_which_get_different_owners()
    {
        Change();

        Snapshot.Match(Report("--base", "main").Ends(0).Output, "change.txt");
        Snapshot.Match(Indented(Report("--base", "main", "--format", "json").Ends(0)), "change.json");
        Snapshot.Match(Report("--base", "main", "--format", "markdown").Ends(0).Output, "change.md");
    }

    [Fact]
    public void Quiet_is_the_sentences_alone()
    {
        Change();

        Report("--quiet").Ends(0).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(1);
        Report("--quiet", "--base", "main").Ends(0).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(3);
    }

    [Fact]
    public void What_git_ignores_is_not_counted_and_what_is_not_committed_yet_is()
    {
        _git.With("bin/x.dll", "").With("a.log", "").With("new.txt", "").Without("README.md");

        var json = Report("--format", "json").Ends(0).Json;

        json.GetProperty("files").GetInt32().ShouldBe(8);
        json.GetProperty("unmatched").GetInt32().ShouldBe(0);
    }

    [Fact]
    public void A_tracked_file_counts_although_it_is_ignored()
    {
        _git.With("bin/kept.dll", "");
        _git.Git("add", "--force", "bin/kept.dll");

        Report("--format", "json").Ends(0).Json.GetProperty("files").GetInt32().ShouldBe(9);
    }

    [Fact]
    public void The_base_branchs_owners_are_asked_even_where_it_went_on()
    {
        _git.Git("checkout", "--quiet", "-b", "change");
        _git.With("services/orders/Order.cs", "changed").Commit();
        _git.Git("checkout", "--quiet", "main");
        _git.With(".github/CODEOWNERS", "* @acme/everybody\n").Commit();
        _git.Git("checkout", "--quiet", "change");

        var json = Report("--base", "main", "--format", "json").Ends(0).Json;

        json.GetProperty("touched").GetProperty("files").GetInt32().ShouldBe(1);
        json.GetProperty("touched").GetProperty("groups")[0].GetProperty("owners")[0].GetString().ShouldBe("@acme/everybody");
        json.GetProperty("handovers").GetProperty("edited").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public void A_deletion_is_touched_under_its_owner()
    {
        _git.Git("checkout", "--quiet", "-b", "change");
        _git.Without("services/orders/Order.cs").Commit();

        var group = Report("--base", "main", "--format", "json").Ends(0).Json.GetProperty("touched").GetProperty("groups")[0];

        group.GetProperty("owners").EnumerateArray().Select(o => o.GetString()).ShouldBe(["@acme/orders", "@tomas-lind"]);
        group.GetProperty("paths")[0].Text("path").ShouldBe("services/orders/Order.cs");
    }

    [Fact]
    public void A_folder_is_taken_as_a_root_and_compared_with_itself()
    {
        _git.With("services/CODEOWNERS", "/orders/ @acme/a\n").Commit();
        _git.Git("checkout", "--quiet", "-b", "change");
        _git.With("services/CODEOWNERS", "/orders/ @acme/b\n").With("README.md", "Later.").Commit();

        var json = Report("services", "--base", "main", "--format", "json").Ends(0).Json;

        json.GetProperty("codeowners").Text("path").ShouldBe("CODEOWNERS");
        json.GetProperty("touched").GetProperty("files").GetInt32().ShouldBe(1);
        json.GetProperty("handovers").GetProperty("files").GetInt32().ShouldBe(2);
    }

    [Fact]
    public void Without_codeowners_it_lists_the_searched_paths()
    {
        using var folder = new TemporaryFolder().With("a.txt", "").With("src/CODEOWNERS", "* @a\n");

        var outcome = Run.Automation("owners", "report").In(folder.Path).Go().Ends(0);

        outcome.Output.ShouldStartWith(
            "There is no CODEOWNERS: GitHub looks for .github/CODEOWNERS, CODEOWNERS and docs/CODEOWNERS. None of the 2 files has an owner.\n");
        Run.Automation("owners", "report", "--dialect", "gitlab")
            .In(folder.Path)
            .Go()
            .Ends(0).Output
            .ShouldContain("GitLab looks for CODEOWNERS, docs/CODEOWNERS and .gitlab/CODEOWNERS.");
    }

    [Fact]
    public void A_file_that_github_does_not_load_is_reported()
    {
        using var folder = new TemporaryFolder().With("CODEOWNERS", "* @a\n".PadRight(3_000_000, '\n'));

        Run.Automation("owners", "report").In(folder.Path).Go().Ends(0).Output
            .ShouldStartWith("GitHub does not load CODEOWNERS: it has 3,000,000 bytes, and the limit is 2,999,999. The only file has no owner.\n");
    }

    [Fact]
    public void A_file_that_is_named_shows_what_it_would_change()
    {
        _git.With("proposed", "* @acme/new\n");

        var json = Report("--codeowners", "proposed", "--base", "main", "--format", "json").Ends(0).Json;

        json.GetProperty("owned").GetInt32().ShouldBe(9);
        json.GetProperty("handovers").GetProperty("groups").EnumerateArray().Select(g => g.GetProperty("to")[0].GetString()).Distinct().ShouldBe(["@acme/new"]);
        Report("--codeowners", "nowhere").Ends(2).Errors.ShouldContain("no CODEOWNERS file 'nowhere'");
    }

    [Theory]
    [InlineData("sarif")]
    [InlineData("github")]
    [InlineData("jsonl")]
    public void A_format_of_findings_is_wrong_usage(string format) =>
        Report("--format", format).Ends(2).Errors.ShouldContain("--format takes text, json or markdown");

    [Theory]
    [InlineData("0", 0)]
    [InlineData("90", 0)]
    [InlineData("91", 1)]
    [InlineData("100", 1)]
    public void Too_few_files_with_an_owner_fail_the_run(string percent, int exitCode)
    {
        using var folder = new TemporaryFolder().With("CODEOWNERS", "/src/ @ada\n/CODEOWNERS @ada\n").With("README.md", "x");
        for (var i = 0; i < 8; i++)
        {
            folder.With($"src/{i}.cs", "x");
        }

        var outcome = Run.Automation("owners", "report", "--fail-under", percent).In(folder.Path).Go().Ends(exitCode);

        outcome.Errors.ShouldBe(exitCode == 0 ? "" : $"automation: 9 of 10 files have an owner, fewer than the {percent}% that --fail-under requires.\n");
    }

    [Theory]
    [InlineData("--fail-under", "101", "from 0 to 100")]
    [InlineData("--fail-under", "-1", "from 0 to 100")]
    [InlineData("--depth", "17", "from 0 to 16")]
    [InlineData("--depth", "x", "from 0 to 16")]
    [InlineData("--dialect", "gitea", "github or gitlab")]
    [InlineData("--base", "nowhere", "no 'nowhere'")]
    public void What_cannot_be_meant_is_wrong_usage(string option, string value, string message) => Report(option, value).Ends(2).Errors.ShouldContain(message);

    [Fact]
    public void Wrong_usage_names_the_whole_command() => Report("--depth", "x").Ends(2).Errors.ShouldContain("'automation owners report --help'");

    [Fact]
    public void A_folder_that_is_not_there_is_wrong_usage() => Report("nowhere").Ends(2).Errors.ShouldContain("There is no folder 'nowhere'.");

    [Fact]
    public void A_narrow_terminal_cuts_names_and_no_numbers()
    {
        _git.With($"services/{new string('x', 150)}/{new string('y', 150)}.cs", "");

        var lines = Report("--depth", "3").Ends(0).Output.Split('\n');

        lines.Where(l => l.StartsWith("  ", StringComparison.Ordinal)).ShouldAllBe(l => l.Length <= 120);
        lines.ShouldContain(l => l.Contains('…', StringComparison.Ordinal) && l.Contains("@acme/services 1", StringComparison.Ordinal));
    }

    [Fact]
    public void Hostile_names_drive_nothing()
    {
        _git.With("CODEOWNERS", "").With("\u001b[2Jx\n::error::y", "").With("@acme|#1 <b>", "");
        _git.Without(".github/CODEOWNERS").With("CODEOWNERS", "/services/ @acme/a\n");

        var text = Report().Ends(0).Output;
        var markdown = Report("--format", "markdown").Ends(0).Output;

        text.ShouldNotContain("\u001b");
        (text + markdown).Split('\n').ShouldAllBe(l => !l.StartsWith("::", StringComparison.Ordinal));
        markdown.ShouldContain("`@acme|#1 <b>`");
    }

    [Fact]
    public void A_large_report_fits_into_a_comment()
    {
        var (lines, names) = (new StringBuilder(), Enumerable.Range(0, 200).Select(i => $"{i:000}{new string('$', 200)}").ToList());
        foreach (var name in names)
        {
            lines.Append(CultureInfo.InvariantCulture, $"/{name}/ @acme/t{name[..3]}\n");
            _git.With($"{name}/{new string('|', 200)}", "").With($"free{name}", "");
        }

        _git.With(".github/CODEOWNERS", lines.ToString());

        var markdown = Report("--base", "main", "--format", "markdown").Ends(0).Output;

        markdown.Length.ShouldBeInRange(30_000, 65_535);
        markdown.ShouldContain("more.\n");
    }

    /// <inheritdoc/>
    public void Dispose() => _git.Dispose();

    private void Change()
    {
        _git.Git("checkout", "--quiet", "-b", "change");
        _git.Git("mv", "services/orders/Order.cs", "services/payments/Order.cs");
        _git.With(
            ".github/CODEOWNERS",
            Codeowners.Replace("/services/orders/    @acme/orders @tomas-lind", "/services/orders/    @acme/fulfilment", StringComparison.Ordinal)
                .Replace("*                    @acme/platform\n", "", StringComparison.Ordinal))
            .With("services/generated/api.cs", "Generated again.")
            .Commit();
    }

    private Outcome Report(params string[] arguments) => Run.Automation(["owners", "report", .. arguments]).In(_git.Path).Go();

    private static string Indented(Outcome outcome) => JsonSerializer.Serialize(outcome.Json, Readable) + "\n";
}
