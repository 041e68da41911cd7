namespace Automation.Reporting.Markdown;

/// <summary>"Who owns it": where catalog and CODEOWNERS do not name the same owner, what the change brings first.</summary>
internal static class OwnershipTable
{
    private const int MostRows = 20;

    /// <summary>The table; empty where both agree everywhere.</summary>
    public static string Of(IReadOnlyList<OwnershipVerdict> verdicts, Budget budget)
    {
        var differing = verdicts.Where(v => v.Verdict != OwnershipVerdict.Agree).OrderBy(v => v.PreExisting).ToList();
        return MarkdownTable.Of("\n#### Who owns it\n\n| Entity | Catalog | CODEOWNERS | Verdict |\n|:--|:--|:--|:--|\n", differing.Select(Row), differing.Count, MostRows, budget);
    }

    private static string Row(OwnershipVerdict verdict)
    {
        var owners = verdict.Codeowners.Count == 0 ? "nobody" : string.Join(' ', verdict.Codeowners);
        var line = verdict.Line is { } number ? $" (line {number})" : "";
        var before = verdict.PreExisting ? " (pre-existing)" : "";
        return $"| {MarkdownTable.Cell(verdict.EntityRef)}<br>{MarkdownTable.Cell(verdict.Path)} | {MarkdownTable.Cell(verdict.CatalogOwner)} | {MarkdownTable.Cell(owners)}{line} | {MarkdownTable.Cell(verdict.Verdict)}{before} |\n";
    }
}
