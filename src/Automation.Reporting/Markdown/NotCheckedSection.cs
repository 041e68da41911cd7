using Automation.Core.Findings;
using Automation.Core.Markdown;
using Automation.Reporting.Model;

namespace Automation.Reporting.Markdown;

/// <summary>What was not checked, and why: a missing result must not look like a success.</summary>
internal static class NotCheckedSection
{
    private const int MostFailing = 20;

    /// <summary>Parts of the change that were not checked, which fails the check: always visible.</summary>
    public static string Failing(Report report, Budget budget)
    {
        var failing = report.IsIncomplete ? report.NotChecked.Where(n => n.Fails).ToList() : [];
        if (failing.Count == 0)
        {
            return "";
        }

        var shown = budget.TakeWhile(failing.Take(MostFailing).Select(Entry));
        if (shown.Count < failing.Count)
        {
            budget.Note(LeftOut(failing.Count - shown.Count));
        }

        return $"\n{string.Concat(shown)}";
    }

    public static string Others(Report report, Budget budget)
    {
        var others = report.NotChecked.Where(n => !report.IsIncomplete || !n.Fails).ToList();
        return Folded.Of(
            others.Count == 1 ? "1 thing was not checked" : $"{others.Count:N0} things were not checked", "", [.. others.Select(Entry)], budget, LeftOut);
    }

    private static string LeftOut(int count) => count == 1 ? "1 more thing that was not checked" : $"{count:N0} more things that were not checked";

    private static string Entry(NotChecked notChecked) => $"- **{MarkdownText.Plain(notChecked.What)}**: {MarkdownText.Plain(notChecked.Why)}\n";
}
