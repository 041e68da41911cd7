using Automation.Reporting.CatalogChanges;
using Automation.Reporting.Ownership;

namespace Automation.Reporting.Markdown;

/// <summary>
/// A report as Markdown for people on GitHub. What a reader has to know and do comes first, everything else is folded away. Where room is short, whole entries are dropped
/// from the least important end, and the text says which.
/// </summary>
internal sealed class MarkdownReport(ReportLinks links)
{
    // "There is no room here for …", with every section named in it.
    private const int RoomForLeftOut = 1_000;

    private readonly ProblemTable _problems = new(links);
    private readonly ProblemDetails _details = new(links);

    /// <summary>Renders within <paramref name="limit"/>, counted by <paramref name="measure"/>.</summary>
    public string Render(Report report, string beginning, int limit, Func<string, int> measure)
    {
        var budget = new Budget(limit - RoomForLeftOut, measure);
        var head = beginning + OpeningLines.Of(report, links);
        var foot = ReportFooter.Of(report, links);
        budget.Take(head);
        budget.Take(foot);
        var (problems, before) = (report.WorstFirst().Where(f => !f.PreExisting).ToList(), report.WorstFirst().Where(f => f.PreExisting).ToList());

        // In the order of their weight, because each takes room from those after it.
        var unchecked_ = NotCheckedSection.Failing(report, budget.Share(limit / 4));
        var owners = report.OwnershipChange is { } owned ? OwnershipChangeSection.Of(owned, budget.Share(limit / 4)) : "";
        var breaks = BreakageSection.Of(report.CatalogChange, links, budget.Share(limit / 4));
        var table = _problems.New(problems, budget);
        var choices = _details.Choices(problems, report.Sources, budget);
        var details = _details.Full(problems, report.Sources, budget);
        var open = NotCheckedSection.Others(report, budget);
        var old = _problems.PreExisting(before, report.Sources, budget);
        var differing = OwnershipTable.Of(report, budget);
        var changes = CatalogChangeTable.Folded(report.CatalogChange, links, budget);

        return string.Concat(head, unchecked_, table, choices, breaks, owners, changes, details, open, old, differing, LeftOut(budget.LeftOut), foot);
    }

    private string LeftOut(IReadOnlyList<string> parts) =>
        parts.Count == 0 ? "" : $"\nThere is no room here for {Wording.Join(parts)}. {MarkdownText.Link(links.Everything is null ? "" : "All findings", links.Everything)}\n";
}
