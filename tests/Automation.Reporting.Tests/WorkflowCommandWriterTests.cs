using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.Reporting.GitHub;
using Automation.Reporting.Model;
using Automation.Testing;

namespace Automation.Reporting.Tests;

public class WorkflowCommandWriterTests
{
    private static readonly WorkflowCommandWriter Writer = new();

    [Fact]
    public void The_runner_reads_annotations_and_people_the_rest() => Snapshot.Match(Writer.Written(SampleReport.Acme), "workflow-commands.txt");

    [Fact]
    public void Ten_of_a_kind_are_annotated_and_the_rest_is_counted()
    {
        var lines = Lines(SampleReport.Of((SampleReport.NameFormat, 12), (SampleReport.OwnerUnknown, 11), (SampleReport.DescriptionMissing, 10)));

        lines.Count(l => l.StartsWith("::error ", StringComparison.Ordinal)).ShouldBe(10);
        lines.Count(l => l.StartsWith("::warning ", StringComparison.Ordinal)).ShouldBe(10);
        lines.Count(l => l.StartsWith("::notice ", StringComparison.Ordinal)).ShouldBe(10);
        lines[^1].ShouldBe("2 errors and 1 warning more are not annotated: GitHub shows 10 of each severity per step. The step summary lists them.");
    }

    [Fact]
    public void What_fails_is_annotated_before_what_is_pre_existing()
    {
        var report = SampleReport.Of((SampleReport.NameFormat, 20));
        report = report with { Findings = [.. report.Findings.Select((f, i) => f with { PreExisting = i < 12 })] };

        var annotated = Lines(report).Where(l => l.StartsWith("::error ", StringComparison.Ordinal)).ToList();

        annotated.Count.ShouldBe(10);
        annotated.Take(8).ShouldAllBe(l => !l.Contains("pre-existing", StringComparison.Ordinal));
        annotated.Skip(8).ShouldAllBe(l => l.Contains("(pre-existing)", StringComparison.Ordinal));
    }

    [Fact]
    public void Properties_and_message_are_escaped()
    {
        var report = SampleReport.In(SourceText.Of("a,b:c%0A.yaml", "name: x"), "x");
        report = report with { Findings = [report.Findings[0] with { Message = "100%, %0A and : stay" }] };

        Lines(report)[0].ShouldBe("::error file=a%2Cb%3Ac%250A.yaml,line=1,endLine=1,col=7,endColumn=8,title=catalog/name-format::100%25, %250A and : stay");
    }

    [Fact]
    public void A_range_over_several_lines_has_no_columns()
    {
        var report = SampleReport.In(SourceText.Of("a.yaml", "name:\n  x"), "name:\n  x");

        Lines(report)[0].ShouldStartWith("::error file=a.yaml,line=1,endLine=2,title=");
    }

    [Theory]
    [InlineData("\n::set-output name=a::b")]
    [InlineData("\r::add-mask::x")]
    [InlineData("\r\n  ::stop-commands::y")]
    [InlineData("##[add-mask]x")]
    [InlineData("\u2028::add-mask::x")]
    [InlineData("\u0085::add-mask::x")]
    [InlineData("::warning::x")]
    public void No_text_of_a_repository_is_a_command(string hostile)
    {
        var report = SampleReport.In(SourceText.Of($"a{hostile}.yaml", "name: x"), "x");
        report = report with
        {
            Findings = [report.Findings[0] with { Message = hostile, Fix = new Fix(hostile, []), Suggestions = [new Suggestion(hostile, hostile, [])] }],
            NotChecked = [new NotChecked(hostile, hostile)],
            Title = hostile,
        };

        var text = Writer.Written(report);
        var lines = text.Split(['\n', '\r', '\u2028', '\u0085'], StringSplitOptions.RemoveEmptyEntries);

        // One annotation, what was not checked, the summary: nothing of it split, no other command, none of the older kind.
        lines.Length.ShouldBe(3);
        lines[0].ShouldStartWith("::error file=a");
        lines.Skip(1).ShouldAllBe(l => !l.TrimStart().StartsWith("::", StringComparison.Ordinal));
        text.ShouldNotContain("##[");
    }

    [Fact]
    public void Escape_sequences_and_half_characters_do_not_reach_the_log()
    {
        var text = Writer.Written(SampleReport.Of("\u001b[31m\ud800\u202e"));

        text.ShouldContain("::␛[31m\uFFFD<U+202E>\n");
    }

    [Fact]
    public void Nothing_found_is_one_plain_line() =>
        Writer.Written(SampleReport.AllWell).ShouldBe("No problems found in 14 documents (9 files).\n");

    private static string[] Lines(Report report) => Writer.Written(report).TrimEnd('\n').Split('\n');
}
