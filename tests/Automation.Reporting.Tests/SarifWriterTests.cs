using System.Text.Json;
using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.Reporting.Model;
using Automation.Reporting.Sarif;
using Automation.Testing;

namespace Automation.Reporting.Tests;

public class SarifWriterTests
{
    private static readonly SarifWriter Writer = Of(SampleReport.Rules);

    [Fact]
    public void Code_scanning_gets_sarif() => Snapshot.Match(Indented(Writer.Written(SampleReport.Acme)), "report.sarif");

    [Fact]
    public void Every_member_that_code_scanning_needs_is_there()
    {
        var run = Run(Writer, SampleReport.Acme);
        var driver = run.GetProperty("tool").GetProperty("driver");
        var rules = driver.GetProperty("rules").EnumerateArray().ToList();

        driver.GetProperty("name").GetString().ShouldBe("Automation");
        driver.GetProperty("version").GetString().ShouldBe("1.2.3");
        run.GetProperty("columnKind").GetString().ShouldBe("utf16CodeUnits");
        rules.Select(r => r.GetProperty("id").GetString()).ShouldBe(SampleReport.Rules.Select(r => r.Id));
        rules.ShouldAllBe(r => r.GetProperty("properties").GetProperty("tags").GetArrayLength() <= 10);
        foreach (var (result, finding) in run.GetProperty("results").EnumerateArray().Zip(SampleReport.Acme.Findings))
        {
            var id = result.GetProperty("ruleId").GetString();
            id.ShouldBe(finding.Rule.Id);
            rules[result.GetProperty("ruleIndex").GetInt32()].GetProperty("id").GetString().ShouldBe(id);
            result.GetProperty("message").GetProperty("text").GetString().ShouldBe(finding.Message);
            result.GetProperty("baselineState").GetString().ShouldBe(finding.PreExisting ? "unchanged" : "new");
            result.GetProperty("partialFingerprints").GetProperty("automationFingerprint/v1").GetString().ShouldBe(finding.Fingerprint);
            var place = result.GetProperty("locations")[0].GetProperty("physicalLocation");
            place.GetProperty("artifactLocation").GetProperty("uri").GetString().ShouldBe(finding.File);
            place.GetProperty("region").GetProperty("startLine").GetInt32().ShouldBe(finding.Span.Start.Line);
            result.TryGetProperty("fixes", out _).ShouldBe(finding.Fix is not null || finding.Suggestions.Count > 0);
            result.TryGetProperty("relatedLocations", out _).ShouldBe(finding.Related is not null);
        }
    }

    [Fact]
    public void Suggestions_are_fixes_of_the_files_they_change()
    {
        var fixes = Run(Writer, SampleReport.Acme).GetProperty("results").EnumerateArray().Last().GetProperty("fixes").EnumerateArray();

        fixes.Select(f => f.GetProperty("artifactChanges")[0].GetProperty("artifactLocation").GetProperty("uri").GetString())
            .ShouldBe(["templates/service/template.yaml", ".github/CODEOWNERS"]);
    }

    [Fact]
    public void A_finding_of_a_rule_that_is_not_described_has_no_index() =>
        Run(Of([SampleReport.Duplicate]), SampleReport.Of("x")).GetProperty("results")[0].TryGetProperty("ruleIndex", out _).ShouldBeFalse();

    [Fact]
    public void Without_a_base_nothing_is_called_new() =>
        Run(Writer, SampleReport.Acme with { ComparedWithBase = false }).GetProperty("results").EnumerateArray()
            .ShouldAllBe(r => !Has(r, "baselineState"));

    [Fact]
    public void A_file_name_is_a_valid_uri()
    {
        var source = SourceText.Of("my team/ü#1?/100%:catalog-info.yaml", "name: x");

        var place = Run(Writer, SampleReport.In(source, "x")).GetProperty("results")[0].GetProperty("locations")[0].GetProperty("physicalLocation");

        place.GetProperty("artifactLocation").GetProperty("uri").GetString().ShouldBe("my%20team/%C3%BC%231%3F/100%25%3Acatalog-info.yaml");
    }

    [Fact]
    public void The_worst_25000_results_are_kept_and_the_rest_is_counted()
    {
        var run = Run(Writer, SampleReport.Of((SampleReport.DescriptionMissing, 20_000), (SampleReport.OwnerUnknown, 5_000), (SampleReport.NameFormat, 2)));

        var levels = run.GetProperty("results").EnumerateArray().CountBy(r => r.GetProperty("level").GetString()!).ToDictionary();
        levels.ShouldBe(new Dictionary<string, int> { ["error"] = 2, ["warning"] = 5_000, ["note"] = 19_998 }, ignoreOrder: true);
        Notifications(run).ShouldBe(["Left out: 2 infos. GitHub accepts 25,000 results per run; this file has the most severe."]);
    }

    [Fact]
    public void A_report_at_the_limit_leaves_nothing_out()
    {
        var run = Run(Writer, SampleReport.Of((SampleReport.NameFormat, 25_000)));

        run.GetProperty("results").GetArrayLength().ShouldBe(25_000);
        Notifications(run).ShouldBeEmpty();
    }

    [Fact]
    public void What_was_not_checked_is_notified() =>
        Notifications(Run(Writer, SampleReport.Acme)).ShouldHaveSingleItem().ShouldStartWith("Not checked: CODEOWNERS of acme/platform, because");

    [Fact]
    public void A_message_cannot_plant_a_link_or_hide_its_direction()
    {
        var text = Run(Writer, SampleReport.Of("see [the docs](https://evil.example)\u202e \ud800")).GetProperty("results")[0]
            .GetProperty("message")
            .GetProperty("text")
            .GetString();

        text.ShouldBe("see [the docs] (https://evil.example)<U+202E> \uFFFD");
    }

    private static SarifWriter Of(IReadOnlyList<Rule> rules) =>
        new("1.2.3", "https://github.com/acme/automation", rules, Links.ToAcme.Rule);

    private static JsonElement Run(SarifWriter writer, Report report)
    {
        var log = JsonDocument.Parse(writer.Written(report)).RootElement;
        log.GetProperty("version").GetString().ShouldBe("2.1.0");
        return log.GetProperty("runs").EnumerateArray().ShouldHaveSingleItem();
    }

    private static IEnumerable<string?> Notifications(JsonElement run) =>
        run.GetProperty("invocations")[0].GetProperty("toolExecutionNotifications")
            .EnumerateArray()
            .Select(n => n.GetProperty("message").GetProperty("text").GetString());

    private static bool Has(JsonElement element, string name) => element.TryGetProperty(name, out _);

    private static string Indented(string json) => System.Text.Json.Nodes.JsonNode.Parse(json)!.ToJsonString(new JsonSerializerOptions
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    }) + "\n";
}
