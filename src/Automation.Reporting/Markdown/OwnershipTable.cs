using System.Text;

namespace Automation.Reporting.Markdown;

/// <summary>"Who owns it": where catalog and CODEOWNERS do not name the same owner, what the change brings first.</summary>
internal static class OwnershipTable
{
    private const int MostRows = 20;
    private const int LongestCell = 100;

    /// <summary>The table; empty where both agree everywhere.</summary>
    public static string Of(IReadOnlyList<OwnershipVerdict> verdicts, Budget budget)
    {
        var differing = verdicts.Where(v => v.Verdict != OwnershipVerdict.Agree).OrderBy(v => v.PreExisting).ToList();
        if (differing.Count == 0)
        {
            return "";
        }

        var rows = differing.Take(MostRows).Select(Row).TakeWhile(budget.TryTake).ToList();
        var table = new StringBuilder("\n#### Who owns it\n\n| Entity | Catalog | CODEOWNERS | Verdict |\n|:--|:--|:--|:--|\n").AppendJoin("", rows);
        var left = differing.Count - rows.Count;
        return (left == 0 ? table : table.Append($"\n… and {left:N0} more.\n")).ToString();
    }

    private static string Row(OwnershipVerdict verdict)
    {
        var owners = verdict.Codeowners.Count == 0 ? "nobody" : string.Join(' ', verdict.Codeowners);
        var line = verdict.Line is { } number ? $" (line {number})" : "";
        var before = verdict.PreExisting ? " (stood before)" : "";
        return $"| {Cell(verdict.EntityRef)}<br>{Cell(verdict.Path)} | {Cell(verdict.CatalogOwner)} | {Cell(owners)}{line} | {Cell(verdict.Verdict)}{before} |\n";
    }

    private static string Cell(string text) => MarkdownText.Plain(text, LongestCell);
}
