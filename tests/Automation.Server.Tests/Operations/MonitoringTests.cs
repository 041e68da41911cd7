using System.Text.Json;
using System.Text.RegularExpressions;
using Automation.Testing;

namespace Automation.Server.Tests.Operations;

/// <summary>The alert rules and the dashboard use metrics that the server has, and every alert has its section of the runbook.</summary>
public sealed partial class MonitoringTests
{
    private static readonly string Alerts = Text("deploy/monitoring/alerts.yaml");
    private static readonly string Dashboard = Text("deploy/monitoring/dashboard.json");
    private static readonly string Runbook = Text("docs/guide/runbook.md");

    [Fact]
    public void They_name_metrics_and_reasons_that_exist()
    {
        var existing = Instrument().Matches(Text("src/Automation.Server/Operations/ServerMetrics.cs")).Select(Exported).ToHashSet(StringComparer.Ordinal);
        var reasons = Reason().Matches(Text("src/Automation.Server/Intake/RefusalLog.cs")).Select(m => m.Groups[1].Value).ToHashSet(StringComparer.Ordinal);

        var named = Metric().Matches(Alerts + Dashboard).Select(m => m.Value).Distinct().ToList();

        named.Count.ShouldBeGreaterThan(8);
        named.Except(existing).ShouldBeEmpty();
        AskedReason().Matches(Alerts).SelectMany(m => m.Groups[1].Value.Split('|')).Except(reasons).ShouldBeEmpty();
    }

    [Fact]
    public void Every_alert_has_its_section_of_the_runbook_and_every_section_of_an_alert_is_used()
    {
        var headings = Heading().Matches(Runbook)
            .Select(m => m.Groups[1].Value.ToLowerInvariant().Replace("'", "", StringComparison.Ordinal).Replace(' ', '-'))
            .ToHashSet(StringComparer.Ordinal);

        var linked = Link().Matches(Alerts).Select(m => m.Groups[1].Value).ToList();

        linked.Count.ShouldBe(Regex.Count(Alerts, "- alert:"));
        linked.Except(headings).ShouldBeEmpty();
    }

    [Fact]
    public void The_dashboard_is_JSON_with_a_title_and_a_description_for_each_panel()
    {
        using var dashboard = JsonDocument.Parse(Dashboard);
        foreach (var panel in dashboard.RootElement.GetProperty("panels").EnumerateArray())
        {
            panel.GetProperty("title").GetString().ShouldNotBeNullOrEmpty();
            panel.GetProperty("description").GetString().ShouldNotBeNullOrEmpty();
        }
    }

    private static string Exported(Match instrument)
    {
        var name = instrument.Groups["name"].Value.Replace('.', '_');
        return instrument.Groups["kind"].Value.EndsWith("Counter", StringComparison.Ordinal) ? $"{name}_total"
            : instrument.Groups["unit"].Success ? $"{name}_seconds" : name;
    }

    private static string Text(string path) => File.ReadAllText(Path.Combine(Repository.Root, path));

    [GeneratedRegex("""Create(?<kind>\w+?)(?:<long>)?\(\s*"(?<name>automation[a-z.]+)"[^\n]*?(?:(?<unit>"s"),[^\n]*)?$""", RegexOptions.Multiline)]
    private static partial Regex Instrument();

    [GeneratedRegex("""automation_[a-z_]+""")]
    private static partial Regex Metric();

    [GeneratedRegex("""new\(\s*\d+, "([a-z-]+)",""")]
    private static partial Regex Reason();

    [GeneratedRegex("""reason=~"([a-z|-]+)"[^_]""")]
    private static partial Regex AskedReason();

    [GeneratedRegex("""^## (.+)$""", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex("""runbook: docs/guide/runbook\.md#([a-z-]+)""")]
    private static partial Regex Link();
}
