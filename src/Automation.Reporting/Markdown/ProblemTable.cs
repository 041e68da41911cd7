using Automation.Core.Findings;
using Automation.Core.Markdown;
using Automation.Reporting.Wording;

namespace Automation.Reporting.Markdown;

/// <summary>The problems in one table, most severe first: place, problem, fix, and who can fix it.</summary>
internal sealed class ProblemTable(ReportLinks links)
{
    /// <summary>The most characters that a cell shows of a message; the details have the complete message.</summary>
    internal const int LongestProblem = 180;

    private const string Heading = "\n| | Line | What is wrong | Fix |\n|:-:|:--|:--|:--|\n";

    /// <summary>The table. Problems for the platform team are grouped.</summary>
    public string Of(IReadOnlyList<Finding> findings, Budget budget)
    {
        if (findings.Count == 0)
        {
            return "";
        }

        budget.Take(Heading);
        var sides = findings.GroupBy(f => f.Rule.Responsible).ToList();
        var isForOne = sides is [{ Key: Responsible.ApplicationTeam }];
        var rows = sides.SelectMany(s => s.Select((f, i) => i > 0 || isForOne ? Row(f) : $"| | **{Side(s.Key)}** | | |\n{Row(f)}"));
        var shown = budget.TakeWhile(rows);
        if (shown.Count < findings.Count)
        {
            var left = sides.SelectMany(s => s).Skip(shown.Count).ToList();
            budget.Note($"{ReportWording.Count(left.Count, "more problem")} ({ReportWording.Severities(left)})");
        }

        return Heading + string.Concat(shown);
    }

    private string Row(Finding finding) =>
        $"| {Icon(finding.Severity)} | {Place(finding)} | {Problem(finding)}<br><sub>{Rule(finding)}</sub> | {Fix(finding)} |\n";

    private static string Problem(Finding finding) => MarkdownTable.Cell(MessageParts.Of(finding.Message).Problem, LongestProblem);

    private string Place(Finding finding) =>
        MarkdownText.Link(MarkdownText.Code($"{finding.File}:{finding.Span.Start.Line}", inTable: true), links.Line(finding.File, finding.Span.Start.Line));

    private string Rule(Finding finding) => MarkdownText.Link(MarkdownText.Plain(finding.Rule.Id, inTable: true), links.Rule(finding.Rule));

    private static string Fix(Finding finding) => finding switch
    {
        { Fix: { } fix } => $"🔧 {MarkdownTable.Cell(fix.Title, LongestProblem)}",
        { Suggestions: [var only] } => $"suggestion: {MarkdownTable.Cell(ReportWording.Because(only.Title), LongestProblem)}",
        { Suggestions.Count: > 1 and var count } => $"choose one of {count:N0} ways ↓",
        _ => MarkdownTable.Cell(MessageParts.Of(finding.Message).Advice, LongestProblem),
    };

    private static string Side(Responsible side) => side == Responsible.PlatformTeam ? "Ask the platform team" : "You can fix these";

    internal static string Icon(Severity severity) => severity switch
    {
        Severity.Error => "❌",
        Severity.Warning => "⚠️",
        _ => "ℹ️",
    };
}
