using Automation.Core.Findings;
using Automation.Core.Markdown;
using Automation.Core.Text;
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
    private const int MostLines = 10;

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

    // A list, because so many columns cannot be read on a telephone.
    private static string Incidents(HealthOverviewReport report, Budget budget) => MarkdownTable.Of(
        "\n## Incidents of the platform\n\nOne cause that services of several owners have at the same time.\n\n",
        report.Incidents.Select(i => Item(
            $"❌ **{MarkdownText.Plain(i.Cluster, 100)}**: {MarkdownText.Plain(i.Says, 300)}",
            $"**Next**: {MarkdownText.Plain(i.Next, 300)}",
            $"Services: {string.Join(", ", i.Services.Take(MostLines).Select(s => MarkdownText.Code(s)))}{(i.Services.Count > MostLines ? ", …" : "")}, "
                + $"since {ShownTime.Of(i.Since)}")),
        report.Incidents.Count,
        MostProblems,
        budget);

    // What one reading saw may be over at the next one.
    private static string Problems(HealthOverviewReport report, Budget budget, bool confirmed)
    {
        List<(ServiceHealthReport Service, HealthProblem Problem)> problems =
            [.. report.Services.SelectMany(s => s.Problems.Where(p => p.IsConfirmed == confirmed).Select(p => (s, p))).OrderByDescending(p => p.p.Severity)];
        return MarkdownTable.Of(
            $"\n## {(confirmed ? "Problems" : "Seen once, at the last reading")}\n\n",
            problems.Select(p => Of(p.Service, p.Problem)),
            problems.Count,
            MostProblems,
            budget);
    }

    private static string Of(ServiceHealthReport service, HealthProblem problem) => Item(
        $"{(problem.Severity == Severity.Error ? "❌" : "⚠️")} {Name(service)}: **{MarkdownText.Plain(problem.Effect, 300)}**",
        MarkdownText.Plain(problem.Says, 400),
        $"**Who**: {RuleWords.Name(problem.Responsible)} (likely), because {MarkdownText.Plain(problem.Why, 300)}.",
        $"**Next**: {MarkdownText.Plain(problem.Next, 400)}",
        MarkdownText.Code($"{problem.Cluster}/{problem.Namespace}/{problem.Workload}")
            + $"{(problem.Since is { } since ? $", since {ShownTime.Of(since)}" : "")}");

    // In one line: whether GitHub shows a line feed as one depends on the place.
    private static string Item(params IEnumerable<string> lines) => $"- {string.Join("<br>", lines)}\n";

    private static string Clusters(HealthOverviewReport report, Budget budget) => MarkdownTable.Of(
        "\n## Clusters\n\n| Cluster | State | Not read |\n|:--|:--|:--|\n",
        report.Clusters.Select(c => $"| {MarkdownTable.Cell(c.Name)} | {MarkdownTable.Cell(HealthOverviewWording.State(c), 300)} "
            + $"| {MarkdownTable.Cell(string.Join("; ", c.Unread.Select(u => $"{u.What}: {u.Why}")), 1_000)} |\n"),
        report.Clusters.Count,
        MostProblems,
        budget);

    private static string Services(HealthOverviewReport report, Budget budget) => MarkdownTable.Of(
        "\n## Services\n\n",
        report.Services.Select(s => Item([Name(s), .. Lines(s).Select(l => MarkdownText.Plain(l, 300))])),
        report.Services.Count,
        MostServices,
        budget);

    private static string Name(ServiceHealthReport service) =>
        $"{MarkdownText.Code(service.Ref)}{(service.Owner is null ? "" : $" ({MarkdownText.Plain(service.Owner, 100)})")}";

    private static IEnumerable<string> Lines(ServiceHealthReport service) => service.Places.Take(MostLines).Select(HealthOverviewWording.Of)
        .Concat(service.Applications.Take(MostLines).Select(a => $"Argo CD: {HealthOverviewWording.Of(a)}"));
}
