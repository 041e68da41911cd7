using System.Text;

namespace Automation.Reporting.Markdown;

/// <summary>What is folded away: a line to click on, and what it opens.</summary>
internal static class Folded
{
    private const string End = "\n</details>\n";

    /// <summary>The section; empty where there is nothing in it, or room for none of it.</summary>
    /// <param name="summary">The line, as HTML.</param>
    /// <param name="heading">What stands before the entries.</param>
    /// <param name="entries">The entries, each shown whole or not at all.</param>
    /// <param name="budget">The room there is.</param>
    /// <param name="leftOut">Says how many found no room.</param>
    public static string Of(string summary, string heading, IReadOnlyCollection<string> entries, Budget budget, Func<int, string> leftOut) =>
        Of("<details>", summary, heading, entries, budget, leftOut, "", "");

    /// <summary>The same, open from the beginning, and with a picture behind the entries.</summary>
    public static string Open(
        string summary, string heading, IReadOnlyCollection<string> entries, Budget budget, Func<int, string> leftOut, string picture, string pictureLeftOut) =>
        Of("<details open>", summary, heading, entries, budget, leftOut, picture, pictureLeftOut);

    private static string Of(
        string element, string summary, string heading, IReadOnlyCollection<string> entries, Budget budget, Func<int, string> leftOut, string picture, string pictureLeftOut)
    {
        if (entries.Count == 0)
        {
            return "";
        }

        var start = $"\n{element}\n<summary>{summary}</summary>\n\n{heading}";
        var shown = budget.TryTake(start + End) ? budget.TakeWhile(entries) : [];
        if (shown.Count < entries.Count)
        {
            budget.Note(leftOut(entries.Count - shown.Count));
        }

        if (shown.Count == 0)
        {
            return "";
        }

        var isDrawn = budget.TryTake(picture);
        if (!isDrawn)
        {
            budget.Note(pictureLeftOut);
        }

        return new StringBuilder(start).AppendJoin("", shown).Append(isDrawn ? picture : "").Append(End).ToString();
    }
}
