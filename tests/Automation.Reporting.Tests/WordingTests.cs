using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.Reporting.Model;
using Automation.Reporting.Wording;

namespace Automation.Reporting.Tests;

public class WordingTests
{
    [Theory]
    [InlineData(0, "0 errors")]
    [InlineData(1, "1 error")]
    [InlineData(25_000, "25,000 errors")]
    public void Numbers_agree_with_their_nouns(int number, string words) => ReportWording.Count(number, "error").ShouldBe(words);

    [Theory]
    [InlineData(0, 0, "No problems found.")]
    [InlineData(1, 0, "No problems found in 1 file.")]
    [InlineData(1, 1, "No problems found in 1 document (1 file).")]
    [InlineData(1, 2, "No problems found in 2 documents (1 file).")]
    public void A_report_without_findings_counts_what_was_checked(int files, int documents, string words) =>
        ReportWording.Summary(SampleReport.AllWell with { Files = files, Documents = [.. SampleReport.AllWell.Documents.Take(documents)] }).ShouldBe(words);

    [Fact]
    public void Findings_are_counted_in_documents_where_each_has_one()
    {
        var findings = SampleReport.Of((SampleReport.NameFormat, 2), (SampleReport.OwnerUnknown, 1)).Findings;
        DocumentVerdict verdict = new("catalog-info.yaml", 0, 1, null, false, true, findings, []);

        ReportWording.Summary(new Report("", findings) { Files = 1, Documents = [verdict] }).ShouldBe("2 errors and 1 warning in 1 document.");
        ReportWording.Summary(new Report("", findings) { Files = 1, Documents = [verdict, verdict with { Findings = [] }] })
            .ShouldBe("2 errors and 1 warning in 1 of 2 documents.");
    }

    [Fact]
    public void Findings_that_belong_to_no_document_are_counted_in_files()
    {
        var owners = new Finding(SampleReport.OwnerUnknown, "x", "CODEOWNERS", SourceSpan.FileStart);

        ReportWording.Summary(SampleReport.AllWell with { Findings = [owners] }).ShouldBe("1 warning in 1 of 9 files.");
        ReportWording.Summary(new Report("", [owners])).ShouldBe("1 warning in 1 file.");
    }

    [Fact]
    public void What_is_pre_existing_is_distinguished()
    {
        var report = SampleReport.Of((SampleReport.NameFormat, 2));

        ReportWording.Summary(With(true, false)).ShouldBe("2 errors in 1 file; 1 of them pre-existing.");
        ReportWording.Summary(With(true, true)).ShouldBe("2 errors in 1 file; all of them are pre-existing.");

        Report With(params bool[] before) => report with { Findings = [.. report.Findings.Zip(before, (f, b) => f with { PreExisting = b })] };
    }
}
