using System.Text.Json;
using Automation.Core.Text;
using Automation.Reporting.Json;
using Automation.Testing;

namespace Automation.Reporting.Tests;

public class JsonWriterTests
{
    [Fact]
    public void The_whole_report_is_one_object_on_one_line() => Snapshot.Match(new JsonWriter().Written(SampleReport.Acme), "report.json");

    [Fact]
    public void Validate_gives_one_verdict_a_line() => Snapshot.Match(new JsonLinesWriter().Written(SampleReport.Acme), "verdicts.jsonl");

    [Fact]
    public void Check_gives_one_finding_a_line() => Snapshot.Match(new FindingLinesWriter().Written(SampleReport.Acme), "findings.jsonl");

    [Fact]
    public void A_finding_has_the_members_of_the_contract_in_its_order()
    {
        var line = new FindingLinesWriter().Written(SampleReport.Acme).Split('\n').First(l => l.Contains("orders-api", StringComparison.Ordinal));

        var finding = JsonDocument.Parse(line).RootElement;

        Names(finding).ShouldBe(
            [
                "rule",
                "severity",
                "message",
                "file",
                "line",
                "column",
                "endLine",
                "endColumn",
                "pointer",
                "responsible",
                "preExisting",
                "fingerprint",
                "fix",
                "suggestions",
            ]);
        Names(finding.GetProperty("fix")).ShouldBe(["title", "edits"]);
        Names(finding.GetProperty("fix").GetProperty("edits")[0]).ShouldBe(["startLine", "startColumn", "endLine", "endColumn", "newText"]);
    }

    [Fact]
    public void A_suggestion_has_the_members_of_a_fix_and_its_file()
    {
        var line = new FindingLinesWriter().Written(SampleReport.Acme).Split('\n').First(l => l.Contains("owners/disagree", StringComparison.Ordinal));

        var suggestions = JsonDocument.Parse(line).RootElement.GetProperty("suggestions").EnumerateArray().ToList();

        suggestions.Select(s => s.GetProperty("file").GetString()).ShouldBe(["templates/service/template.yaml", ".github/CODEOWNERS"]);
        Names(suggestions[0]).ShouldBe(["title", "file", "edits"]);
        Names(suggestions[0].GetProperty("edits")[0]).ShouldBe(["startLine", "startColumn", "endLine", "endColumn", "newText"]);
    }

    [Fact]
    public void A_verdict_on_ownership_has_the_members_of_the_contract()
    {
        var verdicts = JsonDocument.Parse(new JsonWriter().Written(SampleReport.Acme)).RootElement.GetProperty("ownership").EnumerateArray().ToList();

        verdicts.ForEach(v => Names(v).ShouldBe(["path", "entityRef", "catalogOwner", "codeowners", "line", "verdict", "preExisting"]));
        verdicts[0].GetProperty("line").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public void The_members_scripts_rely_on_are_there_when_nothing_was_found()
    {
        var report = JsonDocument.Parse(new JsonWriter().Written(SampleReport.AllWell)).RootElement;

        report.GetProperty("conclusion").GetString().ShouldBe("success");
        report.GetProperty("findings").GetArrayLength().ShouldBe(0);
        report.GetProperty("ownership").GetArrayLength().ShouldBe(0);
        report.GetProperty("catalogDiff").ValueKind.ShouldBe(JsonValueKind.Null);
        report.GetProperty("notChecked").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public void Text_comes_back_as_it_was_and_reads_as_it_is()
    {
        const string Text = "\"quoted\" <b> 'Größe' \\ \u001b[31m \u2028 😀";

        var line = new FindingLinesWriter().Written(SampleReport.Of(Text));

        JsonDocument.Parse(line).RootElement.GetProperty("message").GetString().ShouldBe(Text);
        line.ShouldContain("<b> 'Größe'");
        line.ShouldNotContain("\u001b");
        line.ShouldNotContain("\u2028");
    }

    [Fact]
    public void Half_a_character_is_replaced()
    {
        // Not inline data: attributes are stored in UTF-8, which has no halves.
        foreach (var (text, expected) in new[]
        {
            ("a\ud800b", "a\uFFFDb"),
            ("\udc00", "\uFFFD"),
            ("end\ud83d", "end\uFFFD"),
            ("\ud83d\ud83d\ude00", "\uFFFD😀"),
        })
        {
            var line = new FindingLinesWriter().Written(SampleReport.Of(text));

            JsonDocument.Parse(line).RootElement.GetProperty("message").GetString().ShouldBe(expected);
        }
    }

    [Fact]
    public void A_report_of_many_findings_is_still_one_line()
    {
        var text = new JsonWriter().Written(SampleReport.Of((SampleReport.NameFormat, 1_000)));

        text.Count(c => c == '\n').ShouldBe(1);
        JsonDocument.Parse(text).RootElement.GetProperty("findings").GetArrayLength().ShouldBe(1_000);
    }

    [Fact]
    public void An_edit_may_insert_any_text()
    {
        var source = SourceText.Of("catalog-info.yaml", "name: x\n");
        var report = SampleReport.In(source, "x");
        report = report with { Findings = [report.Findings[0] with { Fix = SampleReport.Replace(source, "x", "a\nb\ud800", "Mend it") }] };

        var line = new FindingLinesWriter().Written(report);

        JsonDocument.Parse(line).RootElement.GetProperty("fix").GetProperty("edits")[0].GetProperty("newText").GetString().ShouldBe("a\nb\uFFFD");
    }

    private static string[] Names(JsonElement element) => [.. element.EnumerateObject().Select(p => p.Name)];
}
