using Automation.Reporting.Model;
using Automation.Reporting.Wording;

namespace Automation.Reporting.Markdown;

/// <summary>Where catalog and CODEOWNERS do not name the same owner, new ones first; folded away, because each new one is a finding as
/// well.</summary>
internal static class OwnershipTable
{
    /// <summary>The table; empty if both agree everywhere.</summary>
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
