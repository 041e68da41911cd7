using Automation.Cli.Tests.Driving;
using Automation.Testing;

namespace Automation.Cli.Tests;

/// <summary>The samples, as the README invites to run them.</summary>
public sealed class SampleTests
{
    private static readonly string[] Mistaken = ["legacy-gitops", "legacy-reports", "notifications"];

    public static TheoryData<string> Repositories { get; } =
        [
            .. Directory.GetDirectories(Path.Combine(Repository.Root, "samples/acme"))
                .Select(d => Path.GetFileName(d)!)
                .Except(Mistaken, StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];

    [Theory]
    [MemberData(nameof(Repositories))]
    public void A_repository_of_acme_has_no_error(string name) =>
        Run.Automation("check", $"samples/acme/{name}", "--catalog", "samples/acme", "--format", "json").In(Repository.Root).Go().Ends(0)
            .Findings.ShouldNotContain(f => f.Text("severity") == "error");

    [Fact]
    public void The_first_command_of_the_readme_reads_well() =>
        Snapshot.Match(Run.Automation("check", "samples/acme/checkout", "--catalog", "samples/acme").In(Repository.Root).Go().Ends(0).Output, "start.txt");

    [Fact]
    public void The_repository_with_mistakes_reads_well() =>
        Snapshot.Match(
            Run.Automation("check", "samples/acme/legacy-reports", "--catalog", "samples/acme").In(Repository.Root).Go().Ends(1).Output,
            "legacy-reports.txt");

    [Theory]
    [InlineData("inventory")]
    [InlineData("notifications")]
    [InlineData("storefront-monorepo")]
    public void Owners_who_agree_or_disagree_and_parts_of_a_monorepo_read_well(string name) =>
        Snapshot.Match(
            Run.Automation("check", $"samples/acme/{name}", "--catalog", "samples/acme", "--repository", $"acme/{name}").In(Repository.Root).Go().Output,
            $"owners-{name}.txt");

    [Fact]
    public void Owners_that_agree_are_reported_too()
    {
        var verdicts = Run.Automation("check", "samples/acme/storefront-monorepo", "--catalog", "samples/acme", "--format", "json")
            .In(Repository.Root)
            .Go().Json
            .GetProperty("ownership");

        Snapshot.Match(string.Concat(verdicts.EnumerateArray().Select(v => v.GetRawText() + "\n")), "owners-verdicts.jsonl");
    }

    [Fact]
    public void The_whole_organisation_fails_by_the_repositories_with_mistakes_alone()
    {
        var outcome = Run.Automation("check", "samples/acme", "--each", "--catalog", "samples/acme", "--format", "json").In(Repository.Root).Go().Ends(1);

        outcome.Findings.Where(f => f.Text("severity") == "error").Select(f => f.Text("file")!.Split('/')[2]).Distinct().ShouldBe(Mistaken);
    }
}
