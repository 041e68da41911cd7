using System.Text.Json;
using Automation.Testing;

namespace Automation.Cli.Tests.Action;

/// <summary><c>automation action check-owners</c>, as a job of GitHub Actions runs it.</summary>
public sealed class OwnersActionTests : IDisposable
{
    private readonly GitSandbox _origin = GitSandbox.Create();

    public OwnersActionTests()
    {
        _origin.With("catalog-info.yaml", Descriptors.Sound)
            .With(".github/CODEOWNERS", "* @acme/team-a\n/src/ @acme/orders @acme/team-a\n")
            .With("src/Order.cs", "")
            .With("src/Line.cs", "")
            .Commit();
        _origin.Git("checkout", "--quiet", "-b", "change");
        _origin.With(".github/CODEOWNERS", "* @acme/team-a\n/src/ @acme/fulfilment @acme/team-a\n")
            .With("src/Order.cs", "Changed.")
            .With("new/catalog-info.yaml", Descriptors.RefusedToo)
            .Commit();
        _origin.Git("checkout", "--quiet", "main");
        _origin.With("README.md", "Later.").Commit();
    }

    [Fact]
    public void A_pull_request_gets_a_report_of_its_effect_on_owners()
    {
        using var job = Job.For(_origin);

        job.CheckOwners().Ends(0).Errors.ShouldBeEmpty();

        job.Summary.ShouldContain("#### Owners of the files that this change touches\n");
        job.Summary.ShouldContain("This change edits .github/CODEOWNERS: 2 of 5 files get different owners.\n");
        job.Summary.ShouldContain("| `@acme/orders`, `@acme/team-a` | `@acme/fulfilment`, `@acme/team-a` | 2 | src/Line.cs (line 2, then line "
            + "2)<br>src/Order.cs (line 2, then line 2) |\n");
    }

    [Fact]
    public void It_is_silent_about_everything_else()
    {
        using var job = Job.For(_origin);

        job.CheckOwners().Ends(0).Output.ShouldNotContain("::error");

        job.Outputs["errors"].ShouldBe("0");
        using var findings = JsonDocument.Parse(job.Written("automation-findings.json"));
        findings.RootElement.GetProperty("findings")
            .EnumerateArray()
            .ShouldAllBe(f => f.GetProperty("rule").GetString()!.StartsWith("owners/", StringComparison.Ordinal));
    }

    [Fact]
    public void A_change_that_takes_a_component_from_its_owner_fails()
    {
        _origin.Git("checkout", "--quiet", "change");
        _origin.With(".github/CODEOWNERS", "* @acme/platform\n").Commit();
        _origin.Git("checkout", "--quiet", "main");
        _origin.With(".github/automation.yml", "owners: {aliases: {'@acme/platform': platform, '@acme/team-a': team-a}}\n").Commit();
        using var job = Job.For(_origin);

        job.CheckOwners().Ends(1).Errors.ShouldBeEmpty();

        Snapshot.Match(
            job.Summary.Replace(job.Head, "HEAD", StringComparison.Ordinal).Replace(job.Head[..7], "HEAD", StringComparison.Ordinal), "owners-summary.md");
    }

    [Fact]
    public void A_push_has_no_change_to_speak_of()
    {
        using var job = Job.For(_origin);

        job.Event("""{"ref":"refs/heads/main"}""").CheckOwners().Ends(0);

        job.Summary.ShouldNotContain("this change touches");
    }

    [Fact]
    public void The_whole_check_does_not_report_handovers()
    {
        using var job = Job.For(_origin);

        job.Check().Ends(1);

        job.Summary.ShouldNotContain("different owners");
    }

    [Fact]
    public void A_configuration_that_cannot_be_understood_ends_with_2()
    {
        _origin.With(".github/automation.yml", "fail-on: [\n").Commit();
        using var job = Job.For(_origin);
        job.Event("""{"ref":"refs/heads/main"}""");

        job.CheckOwners().Ends(2).Output.ShouldContain("::error file=.github/automation.yml");
    }

    /// <inheritdoc/>
    public void Dispose() => _origin.Dispose();
}
