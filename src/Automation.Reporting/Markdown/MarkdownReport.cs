using Automation.Core.Markdown;
using Automation.Reporting.Model;
using Automation.Reporting.Wording;

namespace Automation.Reporting.Markdown;

/// <summary>
/// A report as Markdown, for GitHub. What a reader has to know and do comes first; everything else is collapsed. If space is short, whole
/// entries are dropped
/// from the least important end, and the text lists them.
/// </summary>
internal sealed class MarkdownReport(ReportLinks links)
{
    // "Left out because of the size: …", with the name of every section.
    private const int RoomForLeftOut = 1_000;

    /// <summary>Renders at most <paramref name="limit"/>, measured by <paramref name="measure"/>.</summary>
    public string Render(Report report, string beginning, int limit, Func<string, int> measure)
    {
        var budget = new Budget(limit - RoomForLeftOut, measure);
        var (opening, footer) = (OpeningLines.Of(report, links), ReportFooter.Of(report, links));
        budget.Take(beginning + opening);
        budget.Take(footer);
        var problems = report.WorstFirst().Where(f => !f.PreExisting).ToList();
        var preExisting = report.WorstFirst().Where(f => f.PreExisting).ToList();

        // In the order of importance, because each takes space from those after it.
        var failingUnchecked = NotCheckedSection.Failing(report, budget.Share(limit / 4));
        var owners = report.OwnershipChange is { } change ? OwnershipChangeSection.Of(change, budget.Share(limit / 4)) : "";
        var breakage = BreakageSection.Of(report.CatalogChange, links, budget.Share(limit / 4));
        var table = new ProblemTable(links).Of(problems, budget);
        var details = new ProblemDetails(links);
        var deployed = DeploymentSection.Of(report.GitOps, budget.Share(limit / 4));
        var choices = details.Choices(problems, report.Sources, budget);
        var messages = details.Full(problems, report.Sources, budget);
        var otherUnchecked = NotCheckedSection.Others(report, budget);
        var before = details.PreExisting(preExisting, report.Sources, budget);
        var rendered = DeploymentSection.Rendered(report.GitOps, budget);
        var differingOwners = OwnershipTable.Of(report, budget);
        var otherChanges = CatalogChangeTable.Folded(report.CatalogChange, links, budget);

        return string.Concat(
            [
                beginning, opening, failingUnchecked, table, deployed, choices, breakage, owners, otherChanges, rendered, messages, otherUnchecked,
                before, differingOwners, LeftOut(budget.LeftOut), footer,
            ]);
    }

    private string LeftOut(IReadOnlyList<string> parts) =>
        parts.Count == 0 ? ""
            : $"\nLeft out because of the size: {ReportWording.Join(parts)}. "
                + $"{MarkdownText.Link(links.Everything is null ? "" : "All findings", links.Everything)}\n";
}

/// <summary>The differences between owners in the catalog and in CODEOWNERS, new ones first; collapsed, because each new one is a finding as
/// well.</summary>
internal static class OwnershipTable
{
    /// <summary>The table; empty if there are no differences.</summary>
    public static string Of(Report report, Budget budget)
    {
        var differing = report.Ownership.Where(v => v.Verdict != OwnershipVerdict.Agree).OrderBy(v => v.PreExisting).ToList();
        return Folded.Of(
            $"Who owns it: the catalog and CODEOWNERS differ for {CatalogChangeWording.Entities(differing.Count)}",
            "| Entity | Catalog | CODEOWNERS | Verdict |\n|:--|:--|:--|:--|\n",
            [.. differing.Select(Row)], budget, left => $"the owners of {CatalogChangeWording.Entities(left)}");
    }

    private static string Row(OwnershipVerdict verdict)
    {
        var owners = verdict.Codeowners.Count == 0 ? OwnershipWording.Nobody : MarkdownTable.Cell(string.Join(' ', verdict.Codeowners));
        var line = verdict.Line is { } number ? $" (line {number})" : "";
        var before = verdict.PreExisting ? " (pre-existing)" : "";
        return $"| {MarkdownTable.Cell(verdict.EntityRef)}<br>{MarkdownTable.Cell(verdict.Path)} | {MarkdownTable.Cell(verdict.CatalogOwner)} | "
            + $"{owners}{line} | {MarkdownTable.Cell(verdict.Verdict)}{before} |\n";
    }
}
