using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.Core.Trees;
using Automation.Jobs.Configuration;
using Automation.Testing;

namespace Automation.Jobs.Tests.Review;

/// <summary>The file of findings that were accepted when this began.</summary>
public sealed class BaselineTests
{
    private static readonly Rule Owner = new("reference/unknown-owner", Severity.Error, Responsible.ApplicationTeam, "Use an owner that exists.");

    private static readonly Finding First = new(Owner, "There is no group 'payments' \"yet\".", "repo/b.yaml", SourceSpan.FileStart);
    private static readonly Finding Second = new(Owner, "There is no group 'zahlungen <ä>'.", "repo/a.yaml", SourceSpan.FileStart);

    [Fact]
    public void It_is_written_the_same_in_whatever_order_findings_come()
    {
        var text = Baseline.Write([First, Second, First], InRepository);

        text.ShouldBe(Baseline.Write([Second, First], InRepository));
        Snapshot.Match(text, "baseline.json");
    }

    [Fact]
    public void It_accepts_what_was_written_wherever_the_check_is_run_from()
    {
        var text = Baseline.Write([First], InRepository);

        var (baseline, findings) = BaselineReader.Read(SourceText.Of("baseline.json", text));
        var elsewhere = First with { File = "b.yaml", Span = new SourceSpan(new SourcePosition(9, 1), new SourcePosition(9, 5)), Severity = Severity.Info };
        var result = baseline.Apply([elsewhere, Second], InRepository);

        findings.ShouldBeEmpty();
        result.Accepted.ShouldBe([elsewhere]);
        result.Kept.ShouldBe([Second]);
    }

    [Theory]
    [InlineData("", "1:1", "is not JSON")]
    [InlineData("{\n  \"ä\": x}", "2:8", "is not JSON")]
    [InlineData("[]", "1:1", "no 'version'")]
    [InlineData("{\"version\": \"1\"}", "1:1", "no 'version'")]
    [InlineData("{\"version\": 2}", "1:1", "version 2")]
    [InlineData("{\"version\": 1}", "1:1", "no list 'findings'")]
    [InlineData("{\"version\": 1, \"findings\": [\"3f\"]}", "1:1", "Entry 0")]
    [InlineData("{\"version\": 1, \"findings\": [{\"fingerprint\": \"\\ud800\"}]}", "1:1", "Entry 0")]
    [InlineData("[[[[[[[[[[[[[[[[[[[[", "1:9", "is not JSON")]
    public void One_that_cannot_be_understood_is_a_finding_and_accepts_nothing(string text, string position, string message)
    {
        var (baseline, findings) = BaselineReader.Read(SourceText.Of("baseline.json", text));

        baseline.Count.ShouldBe(0);
        var finding = findings.ShouldHaveSingleItem();
        (finding.Rule.Id, finding.Span.Start.ToString()).ShouldBe(("config/baseline", position));
        finding.Message.ShouldContain(message);
        finding.Message.ShouldContain("--write-baseline");
    }

    [Fact]
    public void One_that_does_not_exist_is_a_finding()
    {
        var (_, findings) = BaselineReader.Read(
            InMemoryTree.Of(("README.md", "")), "baseline.json", path => $"repo/{path}", TestContext.Current.CancellationToken);

        findings.ShouldHaveSingleItem().Message.ShouldBe("The baseline 'baseline.json' does not exist. Write it with '--write-baseline'.");
    }

    private static string InRepository(string path) => path.StartsWith("repo/", StringComparison.Ordinal) ? path["repo/".Length..] : path;
}
