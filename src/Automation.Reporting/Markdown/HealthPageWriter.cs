using Automation.Core.Findings;
using Automation.Core.Markdown;
using Automation.Reporting.Model;
using Automation.Reporting.Wording;

namespace Automation.Reporting.Markdown;

/// <summary>
/// The page of the health of all services, and the summary of the action: what is wrong first, with who must act, then where each service runs.
/// </summary>
public sealed class HealthPageWriter : IWriter<HealthOverviewReport>
{
    private const int MostCharacters = 400_000;
    private const int MostProblems = 500;
    private const int MostServices = 2_000;

    /// <inheritdoc/>
    public void Write(HealthOverviewReport report, TextWriter output)
    {
        var budget = new Budget(MostCharacters, text => text.Length);
        output.Write($"# Health of services\n\n{HealthOverviewWording.Sum(report)}\n");
        output.Write(Incidents(report, budget));
        output.Write(Problems(report, budget, confirmed: true));
        output.Write(Problems(report, budget, confirmed: false));
        output.Write(Clusters(report, budget));
        output.Write(Services(report, budget));
        foreach (var part in report.NotChecked)
        {
            output.Write($"\nNot used: {MarkdownText.Plain(part.What)}: {MarkdownText.Plain(part.Why)}\n");
        }
    }

    private static string Incidents(HealthOverviewReport report, Budget budget) => MarkdownTable.Of(
        "\n## Incidents of the platform\n\nOne cause that services of several owners have at the same time.\n\n"
            + "| Cluster | Cause | Next step | Services | Since |\n|:--|:--|:--|:--|:--|\n",
        report.Incidents.Select(i => $"| {MarkdownTable.Cell(i.Cluster)} | {MarkdownTable.Cell(i.Says, 300)} | {MarkdownTable.Cell(i.Next, 300)} "
            + $"| {string.Join(", ", i.Services.Take(10).Select(s => MarkdownText.Code(s, inTable: true)))}{(i.Services.Count > 10 ? ", …" : "")} "
            + $"| {Time(i.Since)} |\n"),
        report.Incidents.Count,
        MostProblems,
        budget);

    // What one reading saw may be over at the next one.
    private static string Problems(HealthOverviewReport report, Budget budget, bool confirmed)
    {
        List<(ServiceHealthReport Service, HealthProblem Problem)> problems =
            [.. report.Services.SelectMany(s => s.Problems.Where(p => p.IsConfirmed == confirmed).Select(p => (s, p))).OrderByDescending(p => p.p.Severity)];
        return MarkdownTable.Of(
            $"\n## {(confirmed ? "Problems" : "Seen once, at the last reading")}\n\n"
                + "| Service | Owner | Effect | Cause | Who can act | Next step | Since |\n|:--|:--|:--|:--|:--|:--|:--|\n",
            problems.Select(p => Row(p.Service, p.Problem)),
            problems.Count,
            MostProblems,
            budget);
    }

    private static string Row(ServiceHealthReport service, HealthProblem problem) =>
        $"| {MarkdownText.Code(service.Ref, inTable: true)} | {MarkdownTable.Cell(service.Owner ?? "")} "
        + $"| {(problem.Severity == Severity.Error ? "❌" : "⚠️")} {MarkdownTable.Cell(problem.Effect, 300)} "
        + $"| {MarkdownTable.Cell(problem.Says, 400)}<br>{MarkdownText.Code($"{problem.Cluster}/{problem.Namespace}/{problem.Workload}", inTable: true)} "
        + $"| {RuleWords.Name(problem.Responsible)}, because {MarkdownTable.Cell(problem.Why, 300)} | {MarkdownTable.Cell(problem.Next, 400)} "
        + $"| {(problem.Since is { } since ? Time(since) : "")} |\n";

    private static string Clusters(HealthOverviewReport report, Budget budget) => MarkdownTable.Of(
        "\n## Clusters\n\n| Cluster | State | Not read |\n|:--|:--|:--|\n",
        report.Clusters.Select(c => $"| {MarkdownTable.Cell(c.Name)} | {MarkdownTable.Cell(HealthOverviewWording.State(c), 300)} "
            + $"| {MarkdownTable.Cell(string.Join("; ", c.Unread.Select(u => $"{u.What}: {u.Why}")), 1_000)} |\n"),
        report.Clusters.Count,
        MostProblems,
        budget);

    private static string Services(HealthOverviewReport report, Budget budget) => MarkdownTable.Of(
        "\n## Services\n\n| Service | Owner | Runs in | Argo CD |\n|:--|:--|:--|:--|\n",
        report.Services.Select(s => $"| {MarkdownText.Code(s.Ref, inTable: true)} | {MarkdownTable.Cell(s.Owner ?? "")} "
            + $"| {string.Join("<br>", s.Places.Take(10).Select(p => MarkdownTable.Cell(HealthOverviewWording.Of(p), 300)))} "
            + $"| {string.Join("<br>", s.Applications.Take(10).Select(a => MarkdownTable.Cell(HealthOverviewWording.Of(a), 300)))} |\n"),
        report.Services.Count,
        MostServices,
        budget);

    // In a narrow column, the zone stays beside the time.
    private static string Time(DateTimeOffset time) => HealthOverviewWording.Time(time).Replace(" UTC", "&nbsp;UTC", StringComparison.Ordinal);
}
