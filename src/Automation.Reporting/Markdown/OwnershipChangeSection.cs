using Automation.Core.Markdown;
using Automation.Reporting.Model;
using Automation.Reporting.Wording;

namespace Automation.Reporting.Markdown;

/// <summary>The effect of a change on owners, as a section of a Markdown text: whose files it touches, which files get different owners.</summary>
internal static class OwnershipChangeSection
{
    private const int MostRows = 30;
    private const int MostExamples = 3;

    public static string Of(OwnershipChange change, Budget budget) => Touched(change.Touched, budget) + Handovers(change.Handovers, budget);

    private static string Touched(TouchedFiles touched, Budget budget)
    {
        var table = touched.Files == 0 ? "" : "| Owners | Files | |\n|:--|--:|:--|\n";
        return MarkdownTable.Of(
            $"\n#### Owners of the files that this change touches\n\n{MarkdownText.Plain(OwnershipWording.Touched(touched))}\n\n{table}",
            touched.Groups.Select(
                g =>
                    $"| {Owners(g.Owners)} | {g.Paths.Count:N0} | "
                    + $"{Examples(g.Paths.Select(p => (p.Path, OwnershipWording.Decides(g.Owners, p.Line))), g.Paths.Count)} |\n"),
            touched.Groups.Count, MostRows, budget, always: true);
    }

    private static string Handovers(HandoverSummary handovers, Budget budget)
    {
        var table = handovers.Files == 0 ? "" : "| From | To | Files | |\n|:--|:--|--:|:--|\n";
        return MarkdownTable.Of(
            $"\n#### Files that get different owners\n\n{MarkdownText.Plain(OwnershipWording.Handovers(handovers))}\n\n{table}",
            handovers.Groups.Select(
                g =>
                    $"| {Owners(g.From)} | {Owners(g.To)} | {g.Files:N0} | "
                    + $"{Examples(g.Examples.Select(e => (e.Path, $"{OwnershipWording.Line(e.FromLine)}, then {OwnershipWording.Line(e.ToLine)}")), g.Files)} "
                    + "|\n"),
            handovers.Groups.Count, MostRows, budget, always: true);
    }

    private static string Owners(IReadOnlyList<string> owners) =>
        owners.Count == 0 ? $"**{OwnershipWording.Nobody}**" : MarkdownTable.Cell(OwnershipWording.Owners(owners));

    private static string Examples(IEnumerable<(string Path, string Line)> paths, int all)
    {
        var shown = paths.Take(MostExamples).Select(p => $"{MarkdownTable.Cell(p.Path)} ({p.Line})").ToList();
        return string.Join("<br>", shown) + (all > shown.Count ? $"<br>… and {all - shown.Count:N0} more" : "");
    }
}
