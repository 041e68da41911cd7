using System.Text;
using System.Text.Json;
using Automation.Cli.Tests.Driving;
using Automation.Testing;

namespace Automation.Cli.Tests.Action;

/// <summary><c>automation action check</c>, as a job of GitHub Actions runs it.</summary>
public sealed class ActionTests : IDisposable
{
    private readonly GitSandbox _origin = GitSandbox.Create();

    public ActionTests()
    {
        _origin.With("catalog-info.yaml", Descriptors.Refused).Commit();
        _origin.Git("checkout", "--quiet", "-b", "change");
        _origin.With("new/catalog-info.yaml", Descriptors.RefusedToo).With("doubt/catalog-info.yaml", Descriptors.Doubtful).Commit();
        _origin.Git("checkout", "--quiet", "main");
        _origin.With("README.md", "Later.").Commit();
    }

    [Fact]
    public void A_pull_request_gets_a_report_of_its_changes()
    {
        using var job = Job.For(_origin);

        var outcome = job.Check().Ends(1);

        outcome.Errors.ShouldBeEmpty();
        Snapshot.Match(outcome.Output, "annotations.txt");
        Snapshot.Match(job.Summary.Replace(job.Head, "HEAD", StringComparison.Ordinal).Replace(job.Head[..7], "HEAD", StringComparison.Ordinal), "summary.md");
        job.Outputs.ShouldBe(new Dictionary<string, string>
        {
            ["conclusion"] = "failure",
            ["errors"] = "1",
            ["warnings"] = "1",
            ["findings"] = "automation-findings.json",
            ["sarif"] = "automation-findings.sarif",
        }, ignoreOrder: true);
    }

    [Fact]
    public void It_finds_what_check_finds_word_for_word_but_for_how_a_catalog_is_set()
    {
        const string Option = "pass --catalog with a stitched catalog, or a folder with the descriptors of all repositories";
        const string Input = "set the input 'catalog' to a folder with the stitched catalog";
        using var job = Job.For(_origin);
        job.Check().Ends(1);
        _origin.Git("checkout", "--quiet", "change");

        var check = Run.Automation("check", "--base", "main", "--format", "json", "--repository", "acme/orders").In(_origin.Path).Go().Ends(1);

        check.Output.ShouldContain(Option);
        job.Written("automation-findings.json").ShouldBe(check.Output.Replace(Option, Input, StringComparison.Ordinal));
        var sarif = Run.Automation("check", "--base", "main", "--format", "sarif", "--repository", "acme/orders").In(_origin.Path).Go().Ends(1);
        job.Written("automation-findings.sarif").ShouldBe(sarif.Output.Replace(Option, Input, StringComparison.Ordinal));
    }

    [Fact]
    public void Findings_go_to_the_runner_s_temporary_folder()
    {
        using var job = Job.For(_origin);
        using var temporary = new TemporaryFolder();
        job.With("RUNNER_TEMP", temporary.Path).Check().Ends(1);

        job.Outputs["findings"].ShouldBe($"{temporary.Path}/automation-findings.json");
        File.Exists(job.Outputs["findings"]).ShouldBeTrue();
        File.Exists(job.Outputs["sarif"]).ShouldBeTrue();
        Directory.EnumerateFiles(job.Workspace, "automation-*").ShouldBeEmpty();
    }

    [Fact]
    public void Findings_go_to_the_folder_that_is_named()
    {
        using var job = Job.For(_origin);
        using var temporary = new TemporaryFolder();
        job.With("RUNNER_TEMP", temporary.Path).With("INPUT_OUTPUT-DIR", "./reports/catalog/").Check().Ends(1);

        job.Outputs["sarif"].ShouldBe("reports/catalog/automation-findings.sarif");
        job.Written("reports/catalog/automation-findings.sarif").ShouldContain("2.1.0");
    }

    [Theory]
    [InlineData("../elsewhere", 2)]
    [InlineData("/tmp", 2)]
    [InlineData("link/deeper", 3)]
    [InlineData("README.md", 3)]
    public void Findings_do_not_leave_the_workspace(string folder, int exitCode)
    {
        _origin.WithLink("link", "/tmp").With("README.md", "x").Commit();
        using var job = Job.For(_origin);

        job.With("INPUT_OUTPUT-DIR", folder).Check().Ends(exitCode).Errors.ShouldContain("output-dir");
    }

    [Fact]
    public void A_pull_request_that_brings_nothing_new_passes()
    {
        _origin.Git("checkout", "--quiet", "change");
        _origin.Without("new/catalog-info.yaml").Without("doubt/catalog-info.yaml").With("x", "y").Commit();
        using var job = Job.For(_origin);

        job.Check().Ends(0);

        job.Outputs["conclusion"].ShouldBe("neutral");
        job.Outputs["errors"].ShouldBe("0");
    }

    [Fact]
    public void A_merge_group_is_compared_with_its_base()
    {
        using var job = Job.For(_origin);
        job.Event(JsonSerializer.Serialize(new { merge_group = new { base_sha = job.Base, head_sha = job.Head } }));

        job.Check().Ends(1);

        job.Outputs["errors"].ShouldBe("1");
    }

    [Theory]
    [InlineData("""{"ref":"refs/heads/main","before":"x","after":"y"}""")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{"pull_request":null}""")]
    [InlineData("""{"pull_request":{"base":{"sha":17},"head":[]}}""")]
    [InlineData("""{"pull_request":{"base":{"sha":"--upload-pack=touch x"},"head":{"sha":"main"}}}""")]
    public void An_event_without_two_sides_has_nothing_to_compare_with(string payload)
    {
        using var job = Job.For(_origin);

        job.Event(payload).Check().Ends(1);

        job.Outputs["errors"].ShouldBe("2");
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{\"pull_request\":{\"base\":{\"sha\":\"\\ud800\"},\"head\":{\"sha\":\"\\ud800\"}}}")]
    public void A_payload_that_is_not_json_is_refused(string payload)
    {
        using var job = Job.For(_origin);

        job.Event(payload).Check().Ends(2).Errors.ShouldContain("payload is not JSON");
    }

    [Fact]
    public void A_payload_that_was_made_to_do_harm_is_refused()
    {
        using var job = Job.For(_origin);

        job.Event(new string('[', 100_000)).Check().Ends(2).Errors.ShouldContain("payload is not JSON");
        job.Event([.. Encoding.UTF8.GetBytes("{\"pull_request\":{\"base\":{\"sha\":\""), 0xFF, 0xFE, .. Encoding.UTF8.GetBytes("\"}}}")])
            .Check()
            .Ends(2).Errors
            .ShouldContain("payload is not JSON");
        job.Event(new byte[26 << 20]).Check().Ends(2).Errors.ShouldContain("more than 25 MiB");
    }

    [Fact]
    public void Commits_that_the_origin_does_not_have_end_with_3()
    {
        using var job = Job.For(_origin);
        job.Event(JsonSerializer.Serialize(new { pull_request = new { @base = new { sha = new string('a', 40) }, head = new { sha = new string('b', 40) } } }));

        job.Check().Ends(3).Errors.ShouldContain("could not be fetched");
    }

    [Fact]
    public void The_configuration_of_the_base_branch_applies()
    {
        _origin.Git("checkout", "--quiet", "change");
        _origin.With(".github/automation.yml", "fail-on: never\n").Commit();
        using var job = Job.For(_origin);

        job.Check().Ends(1);
    }

    [Theory]
    [InlineData("FAIL-ON", "never", 0)]
    [InlineData("FAIL-ON", " warning ", 1)]
    [InlineData("FAIL-ON", "sometimes", 2)]
    [InlineData("PATH", "gone", 2)]
    [InlineData("PATH", "new", 1)]
    [InlineData("CATALOG", "gone", 2)]
    [InlineData("CONFIG", "gone.yml", 2)]
    [InlineData("REPOSITORY", "nothing", 2)]
    [InlineData("BASE", "", 1)]
    [InlineData("BASE", "main", 1)]
    [InlineData("BASE", "no-such-branch", 2)]
    public void Inputs_are_read(string input, string value, int exitCode)
    {
        using var job = Job.For(_origin);

        var outcome = job.With($"INPUT_{input}", value).Check().Ends(exitCode);

        if (exitCode >= 2)
        {
            outcome.Errors.ShouldStartWith("automation: ");
            outcome.Output.ShouldBeEmpty();
        }
        else
        {
            job.Outputs["errors"].ShouldBe("1");
        }
    }

    [Fact]
    public void A_broken_configuration_of_the_base_does_not_block_its_fix_and_is_reported()
    {
        _origin.With("automation.yml", "rulez: {}\n").Commit();
        using var job = Job.For(_origin);

        job.Check().Ends(1).Output.ShouldContain("Not checked: the repository's own configuration, because");
    }

    [Fact]
    public void A_result_is_not_written_through_a_link_of_the_pull_request()
    {
        _origin.Git("checkout", "--quiet", "change");
        _origin.WithLink("automation-findings.json", "README.md").Commit();
        using var job = Job.For(_origin);

        job.Check().Ends(3).Errors.ShouldContain("automation-findings.json could not be written");

        job.Written("README.md").ShouldBe("Later.");
    }

    [Fact]
    public void Without_the_files_of_a_runner_it_still_annotates()
    {
        using var job = Job.For(_origin);
        foreach (var name in (string[])["GITHUB_STEP_SUMMARY", "GITHUB_OUTPUT", "GITHUB_EVENT_PATH", "GITHUB_SERVER_URL", "GITHUB_REPOSITORY"])
        {
            job.With(name, "");
        }

        job.Check().Ends(1).Output.ShouldContain("::error file=new/catalog-info.yaml");
    }

    /// <inheritdoc/>
    public void Dispose() => _origin.Dispose();
}
